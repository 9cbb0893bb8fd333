#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <variant>

#include "cli/version.h"

namespace checkback {
namespace {

struct Example {
  std::string_view line;
  std::string_view does;
};

struct Command {
  std::string_view name;
  std::string_view usage;  // what stands after the name
  std::string_view does;   // one line, for the list of commands
  std::string_view about;  // paragraphs for its own help
  std::vector<Example> examples;
  std::string_view operand = "FILE";              // what its words are called
  std::size_t least = 1, most = ~std::size_t{0};  // how many of them it takes
};

struct Option {
  std::string_view commands;  // names of commands, each between blanks; " all " for every one
  std::string_view flag;
  std::string_view value;  // the name of its value; "" for a switch
  std::string_view does;
  std::variant<bool Arguments::*, std::string Arguments::*, unsigned Arguments::*> goes_to;
};

// ---- the tables ----

const std::vector<Command>& Commands() {
  static const std::vector<Command> commands = {
      {"read",
       "[OPTION]... FILE...",
       "one page as an article: for a person in the terminal, or as JSON",
       "Finds the article in a saved web page, or in plain text as a scraper leaves it, and shows "
       "it\n"
       "set for reading: headline, byline, times, body; captions, notices and corrections apart; "
       "what\n"
       "the page repeats only once. FILE may be - for standard input. Nothing is fetched or "
       "stored.",
       {{"checkback read page.html", "read a saved page in the terminal"},
        {"checkback read --why page.html", "the same, with what was left out and why"},
        {"checkback read --json page.html | jq -r .article.text", "only the text"},
        {"curl -sL URL | checkback read --url URL -", "read a page from the web"},
        {"checkback read --jsonl - <pages.jsonl >articles.jsonl",
         "a line of JSON for each line of JSON"}}},
      {"extract",
       "[OPTION]... FILE|FOLDER...",
       "the articles of many pages, as JSON Lines; for pipelines",
       "Reads JSON Lines (url, seen_at, and html, text, or title and body) or saved pages, and "
       "writes one\n"
       "line of JSON for each page, in the order of the input, on all cores. A page that cannot be "
       "read\n"
       "gives a line with an error; the others go on, and the exit code is 3. Memory does not grow "
       "with\n"
       "the number of pages.",
       {{"checkback extract pages.jsonl >articles.jsonl", "JSON Lines in, JSON Lines out"},
        {"zcat day.jsonl.gz | checkback extract - | jq -r .article.headline", "headlines of a day"},
        {"checkback extract --warc day.warc.gz >articles.jsonl", "the articles of a web archive"},
        {"checkback extract --seen-at 2025-05-14T12:00:00Z saved/",
         "every saved page of a folder"}}},
      {"diff",
       "[OPTION]... A B",
       "what changed between two versions of a page",
       "Compares the articles of two captures of the store, or of two saved pages, by sentence and "
       "then\n"
       "by word: what was taken out with a minus sign, what was put in with a plus, each change "
       "with its\n"
       "kind: headline, number, name, date, quote, status or text. Captions, notices, times, "
       "typography\n"
       "and the order of paragraphs do not count. A and B are ids of captures (`checkback "
       "versions` shows\n"
       "them; the first four letters will do) or files; one may be - for standard input.",
       {{"checkback diff monday.html tuesday.html", "what changed since Monday, in saved pages"},
        {"checkback diff k5wq 7h2m", "the same between two captures of the store"},
        {"checkback diff --json a.html b.html | jq '.changes[] | select(.what == \"number\")'",
         "the numbers that changed"}},
       "captures or files",
       2,
       2},
      {"import",
       "[OPTION]... PATH...",
       "pages into the store: archives, folders, JSON Lines, feeds",
       "Keeps every page of web archives (.warc, .warc.gz, .warc.zst), of folders of saved pages, "
       "of JSON\n"
       "Lines (url, seen_at, and html, text, or title and body) and of feeds that carry their "
       "texts. The\n"
       "raw captures are kept first; then articles, versions, copies and the search are derived "
       "from them.\n"
       "It may be interrupted at any moment and run again: it goes on where it was, and nothing is "
       "kept\n"
       "twice. The order of the inputs does not matter.",
       {{"checkback import day.warc.gz", "a web archive"},
        {"checkback import --store news archives/ pages.jsonl", "folders and JSON Lines, mixed"},
        {"checkback import --dry-run saved/", "what would be kept, and what not and why"}},
       "PATH",
       1},
      {"versions",
       "[OPTION]... URL",
       "the versions of a page",
       "Lists when the article at URL changed, with the headline of each version, what changed, "
       "and "
       "how\n"
       "often it was seen unchanged. A version that returns to an earlier one is marked. The "
       "address may\n"
       "carry tracking parameters; http and https are one.",
       {{"checkback versions https://news.example/dam", "all versions of a page"},
        {"checkback versions --json URL | jq -r '.versions[].id'", "their captures"}},
       "URL",
       1,
       1},
      {"copies",
       "[OPTION]... URL|CAPTURE",
       "who else carries the text of an article, and how many sources stand behind it",
       "Lists the articles of other pages that carry the same text, or half of it or more, exact, "
       "edited\n"
       "or contained in a longer one, and were seen in the same week or the one before or after; "
       "and counts\n"
       "the origins: articles that credit one agency, or come from one publisher, have one.",
       {{"checkback copies https://news.example/dam", "copies of the newest version of a page"},
        {"checkback copies --json k5wq", "of one capture, as JSON"}},
       "URL or CAPTURE",
       1,
       1},
      {"search",
       "[OPTION]... QUERY",
       "full text: words, phrases and fields",
       "Finds the articles that have all the words of QUERY; case and accents do not count. The "
       "newest\n"
       "matches are ranked, best first; then older ones. In a query:\n"
       "  \"general strike\"     these words in this order; marks of any language do\n"
       "  strike OR walkout    one of them; words side by side bind more than OR\n"
       "  strike -sport        without the word after the minus (or NOT)\n"
       "  negotiat*            words that begin so, from three letters on\n"
       "  (strike OR walkout) port\n"
       "  headline:strike  author:\"Anna Smith\"  outlet:bbc.co.uk  language:pt\n"
       "  date:2025-05  date:2025-05-01..2025-05-14  date:>=2025-05-01   the day of print\n"
       "Give a query with quotation marks, parentheses or a minus to the shell in '...'.",
       {{"checkback search general strike", "all the words"},
        {"checkback search '\"general strike\" -sport date:2025-05'", "a phrase, without, in May"},
        {"checkback search --json --limit 100 'headline:(dam OR flood)' | jq -r '.hits[].url'",
         "as JSON"}},
       "QUERY",
       1},
      {"stories",
       "[OPTION]...",
       "the stories in the store, newest change first",
       "Lists every story: the articles that tell of one thing that happened, whoever prints them. "
       "The "
       "title\n"
       "is a headline that one of them has. Copies of one text count as one origin.",
       {{"checkback stories", "all of them"},
        {"checkback stories --since 2025-05-14T00:00:00Z --limit 10", "the ten newest of today"},
        {"checkback stories --as-of 2025-05-13", "what was known on Tuesday night"},
        {"checkback stories --json | jq -r '.[] | select(.origins > 3) | .title'",
         "what more than three sources tell"}},
       "",
       0,
       0},
      {"story",
       "[OPTION]... ID | merge A B | split A --articles CAPTURE,...",
       "one story: its articles, copies and edits",
       "Shows the articles of a story by time, who prints whom, and what was changed in them. ID "
       "is "
       "that of\n"
       "a story or of one of its captures; the first letters will do. `merge` makes two stories "
       "one, "
       "`split`\n"
       "takes articles out into a story of their own; both hold from then on, also in a rebuild.",
       {{"checkback story k5wq", "one story"},
        {"checkback story k5wq --as-of 2025-05-13T18:00:00Z", "the same, as it stood then"},
        {"checkback story merge k5wq 7h2m", "two stories are one"},
        {"checkback story split k5wq --articles filj,hvh6", "these two are another one"}},
       "ID",
       1,
       3},
      {"new",
       "[OPTION]... [ID]",
       "what a story told since: new sentences, figures, answers",
       "Shows the sentences that tell a reader of everything before something new: no copies, no\n"
       "repetition in other words, no background; a fact that was changed is new. Then figures "
       "that\n"
       "moved, who said what, questions that were answered, what is still open, and pages that "
       "were\n"
       "edited. ID is that of a story or of one of its captures; without it, all stories that "
       "changed since.",
       {{"checkback new k5wq", "all that a story told, from its beginning"},
        {"checkback new k5wq --since 2025-05-14T09:12:00Z", "since this morning"},
        {"checkback new --since last", "all stories, since you last looked"},
        {"checkback new --since 2025-05-14 --json | jq -r '.[].updates[].sentences[].text'",
         "the new sentences of all stories"}},
       "ID",
       0,
       1},
      {"questions",
       "[OPTION]... [ID]",
       "what is still open, and what has been answered",
       "Lists the open questions of a story, or of all stories: what articles say is not known, "
       "who "
       "said so\n"
       "first, and the sentence that answered it, where one was found. An answer that is not found "
       "may have\n"
       "been given all the same.",
       {{"checkback questions", "of all stories"},
        {"checkback questions k5wq --state open", "what one story leaves open"},
        {"checkback questions --state answered --json | jq -r '.[].answer.text'", "as JSON"}},
       "",
       0,
       1},
      {"events",
       "[OPTION]... [ID]",
       "who did what to whom: one row an event, for tables and statistics",
       "Lists the events of a story, or of all stories: day, source, PLOVER class and CAMEO code, "
       "target,\n"
       "place, how sure it is, and the sentence that tells it. An event that many captures tell is "
       "one row,\n"
       "with the captures and the number of independent origins behind it; a page that repeats "
       "yesterday's\n"
       "report adds none.",
       {{"checkback events k5wq", "of one story"},
        {"checkback events --csv >events.csv", "of all stories, for a table"},
        {"checkback events --since 2025-05-14 --jsonl | jq -r 'select(.type == \"PROTEST\")'",
         "protests first told since that day"}},
       "ID",
       0,
       1},
      {"explain",
       "[OPTION]... CAPTURE[:SENTENCE] [events|PLACE] | QUESTION | FIGURES | CONTRADICTION",
       "why an article is in its story, a sentence new, a question answered, an event read",
       "Tells what put the article where it is: the terms that it shares with the story, how "
       "likely that was,\n"
       "and which story came second. The score is made again from what was measured then. Of a "
       "sentence\n"
       "(its id, or the capture and its number from 0): why it is new to the story, or why not, "
       "and the\n"
       "earlier sentence that is nearest to it. Of a question (its id is in questions --json): who "
       "asks it,\n"
       "which sentence answers it and by which measures, what came second, and why it is over. Of "
       "figures and\n"
       "contradictions (their ids are in story --json): what was compared, and the words they "
       "share. With\n"
       "\"events\", or a place in the text (a byte), tells of the events of a capture the line of\n"
       "rules/en/events.txt that found each, and its words.",
       {{"checkback explain k5wq", "one capture"},
        {"checkback explain k5wq:3", "its fourth sentence"},
        {"checkback explain k5wq events", "its events, with the rule of each"},
        {"checkback explain q0f380792", "one question"},
        {"checkback explain f1a2b3c4d", "why these numbers are one series"}},
       "CAPTURE",
       1,
       2},
      {"export",
       "[OPTION]... [STORY]",
       "everything in the store, as JSON Lines; what is expected, as a calendar",
       "Writes a line for every capture, with its article, in the order of time. With --canonical "
       "a "
       "form\n"
       "that is equal to the byte for two stores with the same captures, however they came in. "
       "With "
       "--ics\n"
       "what all stories, or one, expect for days to come, as a calendar (RFC 5545).",
       {{"checkback export >all.jsonl", "every capture with its article"},
        {"checkback export --canonical | sha256sum", "do two stores hold the same?"},
        {"checkback export --ics >expected.ics", "for the calendar of a desk"}},
       "",
       0,
       1},
      {"rebuild",
       "[OPTION]...",
       "derive everything again from the raw captures",
       "Reads all raw captures and makes a new database from them, in the place of the old one "
       "when "
       "it is\n"
       "whole. For a damaged database, and after a new version of checkback that reads pages "
       "better. "
       "The\n"
       "store can be read all the while.",
       {{"checkback rebuild --store news", "after an upgrade"}},
       "",
       0,
       0},
      {"serve",
       "[OPTION]...",
       "the web page and the HTTP API",
       "Shows the stories of the store in a browser: what is new, what is open and answered, how "
       "figures\n"
       "moved, who says what, and any of it as of an earlier day. The API under /v1 gives the JSON "
       "that the\n"
       "commands write, /v1/stream tells what comes in as it comes. What readers looked at and "
       "follow "
       "is kept in\n"
       "readers.db beside the store; nothing else can be changed over it, and nothing is loaded "
       "from "
       "elsewhere.\n"
       "It listens to this machine alone; at another address it asks for a token, which a browser "
       "signs in with.\n"
       "The store may be written all the while.",
       {{"checkback serve --store news", "then open http://127.0.0.1:8080/"},
        {"curl -s http://127.0.0.1:8080/v1/stories?limit=5 | jq -r '.[].title'", "the API"},
        {"CHECKBACK_TOKEN=... checkback serve --listen 0.0.0.0:8080 --host news.example",
         "for others, with a token, under a name"}},
       "",
       0,
       0},
      {"check",
       "[OPTION]...",
       "whether the store is whole",
       "Checks the database and reads every raw capture against its digest. Says what the store "
       "holds; what\n"
       "is wrong goes to standard error, and the exit code is 1.",
       {{"checkback check --store news", "before a backup"}},
       "",
       0,
       0},
  };
  return commands;
}

const std::vector<Option>& Options() {
  static const std::vector<Option> options = {
      {" read diff ", "--url", "URL",
       "the address the page came from: links, outlet and dates are read by it", &Arguments::url},
      {" import stories story new questions events explain versions copies search diff export "
       "rebuild "
       "serve "
       "check ",
       "--store", "FOLDER",
       "the store; default: checkback in the folder for data of this user (XDG_DATA_HOME)",
       &Arguments::store},
      {" read extract diff import ", "--seen-at", "TIME",
       "when the page was seen (2025-05-14T09:30:00Z); no date later than this is believed; "
       "default: now, for files; import: when the file was modified",
       &Arguments::seen_at},
      {" read diff ", "--html", "", "the input is HTML, whatever it looks like", &Arguments::html},
      {" read diff ", "--text", "", "the input is plain text, whatever it looks like",
       &Arguments::text},
      {" read diff import stories story new questions events explain versions copies search check ",
       "--json", "", "write one JSON object instead of a page for a person", &Arguments::json},
      {" read extract ", "--jsonl", "",
       "the input is JSON Lines; write one line for each, in order", &Arguments::jsonl},
      {" events ", "--jsonl", "", "write an object a line", &Arguments::jsonl},
      {" events ", "--csv", "",
       "write a table (RFC 4180); cells that a spreadsheet would take for formulas begin with an "
       "apostrophe",
       &Arguments::csv},
      {" events ", "--story", "ID", "the same as ID", &Arguments::story},
      {" import ", "--dry-run", "", "read everything, keep nothing", &Arguments::dry_run},
      {" export ", "--canonical", "", "a form that does not depend on how the captures came in",
       &Arguments::canonical},
      {" export ", "--ics", "", "what stories expect, as a calendar (iCalendar)", &Arguments::ics},
      {" read extract ", "--why", "", "also what was left out of the article, and why",
       &Arguments::why},
      {" read ", "--parse", "", "also every word with its part of speech, head and relation (JSON)",
       &Arguments::parse},
      {" read ", "--dictionaries", "FOLDER",
       "events by these dictionaries of actors, agents and verbs in PETRARCH's text formats",
       &Arguments::dictionaries},
      {" extract ", "--warc", "FILE",
       "a web archive (.warc, .warc.gz, .warc.zst): its HTML responses, each seen at its WARC-Date",
       &Arguments::warc},
      {" read extract import rebuild ", "--threads", "N",
       "how many pages are read at once; default: one for each core", &Arguments::threads},
      {" search ", "--limit", "N", "results of a page, 1 to 1000; default: 20", &Arguments::limit},
      {" stories ", "--limit", "N", "at most so many; default: all", &Arguments::most_stories},
      {" stories ", "--since", "TIME",
       "only what changed after it (2025-05-14T09:30:00Z); a day (2025-05-14, in UTC) counts whole",
       &Arguments::since},
      {" new ", "--since", "TIME",
       "only what came after it (2025-05-14T09:30:00Z); a day (2025-05-14, in UTC) counts whole; "
       "last: after what was shown when you last asked so",
       &Arguments::since},
      {" new ", "--keep-mark", "", "this look does not count for --since last",
       &Arguments::keep_mark},
      {" events ", "--since", "TIME",
       "only what was first told after it (2025-05-14T09:30:00Z); a day counts whole",
       &Arguments::since},
      {" questions ", "--state", "STATE", "only those: open, answered, expired or withdrawn",
       &Arguments::state},
      {" stories story new questions events export ", "--as-of", "TIME",
       "what a store would tell that had seen nothing after it; a day counts whole, up to its end",
       &Arguments::as_of},
      {" story ", "--articles", "CAPTURES", "with split: which ones, commas between them",
       &Arguments::articles},
      {" search ", "--after", "PLACE", "the next page: what stands after `more:` or in `next`",
       &Arguments::after},
      {" search ", "--sort", "ORDER", "best or newest; default: best", &Arguments::sort},
      {" serve ", "--listen", "ADDRESS:PORT", "where to listen; default: 127.0.0.1:8080",
       &Arguments::listen},
      {" serve ", "--token", "TOKEN",
       "what a request must carry (Authorization: Bearer TOKEN); default: CHECKBACK_TOKEN of the "
       "environment, which others on this machine cannot see",
       &Arguments::token},
      {" serve ", "--host", "NAME",
       "a name under which browsers know this machine, beside its address; others are refused",
       &Arguments::host},
      {" all ", "--color", "WHEN",
       "auto, always or never; default: auto, which also heeds NO_COLOR and CLICOLOR_FORCE",
       &Arguments::color},
  };
  return options;
}

// ---- help ----

bool Takes(const Option& option, std::string_view command) {
  return option.commands == " all " ||
         option.commands.find(fmt::format(" {} ", command)) != option.commands.npos;
}

std::string FlagAndValue(const Option& option) {
  return option.value.empty() ? std::string(option.flag)
                              : fmt::format("{} {}", option.flag, option.value);
}

// `words` in lines of at most `width`, each after the first indented.
std::string Folded(std::string_view words, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  while (!words.empty()) {
    const std::size_t blank = std::min(words.find(' '), words.size());
    if (column > 0 && column + 1 + blank > width) {
      out += '\n' + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += words.substr(0, blank);
    column += blank;
    words.remove_prefix(std::min(blank + 1, words.size()));
  }
  return out;
}

void AppendExamples(const std::vector<Example>& examples, std::string& out) {
  for (const Example& example : examples) {
    out += fmt::format("  # {}\n  {}\n\n", example.does, example.line);
  }
}

std::string Row(std::string_view left, std::string_view right) {
  return fmt::format("  {:<16}  {}\n", left, Folded(right, 20, 58));
}

std::string HelpOf(const Command& command) {
  std::string out = fmt::format("checkback {}: {}\n\n", command.name, command.does);
  AppendExamples(command.examples, out);
  out += fmt::format("Usage: checkback {} {}\n\n{}\n\nOptions:\n", command.name, command.usage,
                     command.about);
  for (const Option& option : Options()) {
    if (Takes(option, command.name)) out += Row(FlagAndValue(option), option.does);
  }
  out += Row("-h, --help", "this help");
  return out;
}

constexpr std::string_view kExitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (each input that failed is named "
    "on\n"
    "standard error), 130 interrupted. Answers go to standard output, words about them to standard "
    "error.\n";

std::string Help() {
  std::string out = "checkback: follows developing news stories\n\n";
  for (const Command& command : Commands()) AppendExamples({command.examples.front()}, out);
  out += "Usage: checkback COMMAND [OPTION]... [WORD]...\n\nCommands:\n";
  for (const Command& command : Commands()) out += Row(command.name, command.does);
  out += "\nOptions of every command:\n";
  for (const Option& option : Options()) {
    if (option.commands == " all ") out += Row(FlagAndValue(option), option.does);
  }
  out += Row("-h, --help", "help; of one command: checkback COMMAND --help");
  out += Row("--version", "the version");
  out +=
      "\nFor packagers: `checkback manual` prints the manual page, `checkback completion` a script "
      "for bash.\n";
  return fmt::format("{}\n{}", out, kExitCodes);
}

// ---- what was typed ----

std::vector<std::string_view> Names() {
  std::vector<std::string_view> names;
  for (const Command& command : Commands()) names.push_back(command.name);
  return names;
}

Typed Usage(std::string what) {
  return {.arguments = {}, .to_stdout = {}, .to_stderr = std::move(what), .exit_code = kExitUsage};
}

Typed UnknownCommand(std::string_view word) {
  const std::string_view near = Nearest(word, Names());
  if (near.empty())
    return Usage(fmt::format("'{}' is no command; `checkback --help` lists them", word));
  return Usage(fmt::format("'{}' is no command; did you mean `checkback {}`?", word, near));
}

// The first word that looks like an option the command does not have, with the one it was meant to
// be.
std::string UnknownOption(const Command& command, const std::vector<std::string>& words) {
  std::vector<std::string_view> flags = {"--help"};
  for (const Option& option : Options()) {
    if (Takes(option, command.name)) flags.push_back(option.flag);
  }
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.size() < 2 || word[0] != '-' || word == "-h") continue;
    const std::string flag = word.substr(0, word.find('='));
    if (std::find(flags.begin(), flags.end(), flag) != flags.end()) continue;
    const std::string_view near = Nearest(flag, flags);
    const std::string hint = near.empty() ? fmt::format("see `checkback {} --help`", command.name)
                                          : fmt::format("did you mean {}?", near);
    return fmt::format("{} has no option {}; {}", command.name, flag, hint);
  }
  return {};
}

Typed Contradictions(const Command& command, const Arguments& typed) {
  if (typed.html && typed.text) return Usage("--html and --text: the input is only one of them");
  if (typed.json && typed.jsonl)
    return Usage("--json is one object, --jsonl one a line: give one of them");
  if (typed.color != "auto" && typed.color != "always" && typed.color != "never") {
    return Usage(fmt::format("--color is auto, always or never, not '{}'", typed.color));
  }
  if (typed.sort != "best" && typed.sort != "newest")
    return Usage(fmt::format("--sort is best or newest, not '{}'", typed.sort));
  if (typed.limit < 1 || typed.limit > 1000) return Usage("--limit is 1 to 1000");
  if (typed.threads > 256) return Usage("--threads is at most 256");
  if (typed.inputs.size() < command.least && typed.warc.empty()) {
    return Usage(fmt::format("{0} needs {1} {2}{3}; see `checkback {0} --help`", command.name,
                             command.least > 1         ? fmt::format("{}", command.least)
                             : command.operand == "ID" ? "an"
                                                       : "a",
                             command.operand,
                             command.operand == "FILE" ? ", or - for standard input" : ""));
  }
  if (typed.inputs.size() > command.most) {
    return Usage(command.most == 0
                     ? fmt::format("{} takes no further words; what is '{}'?", command.name,
                                   typed.inputs.front())
                     : fmt::format("{} takes {} {}, not {}", command.name, command.most,
                                   command.operand, typed.inputs.size()));
  }
  if (typed.json && typed.inputs.size() > 1 && command.name == "read") {
    return Usage("--json is one object for one FILE; for several use `checkback extract`");
  }
  return {.arguments = typed, .to_stdout = {}, .to_stderr = {}, .exit_code = kExitOk};
}

Typed Parse(const Command& command, std::vector<std::string> words) {
  Arguments typed;
  typed.command = command.name;
  CLI::App app;
  app.set_help_flag();
  for (const Option& option : Options()) {
    if (!Takes(option, command.name)) continue;
    const std::string flag(option.flag);
    if (const auto* to = std::get_if<bool Arguments::*>(&option.goes_to)) {
      app.add_flag(flag, typed.*(*to));
    } else if (const auto* word = std::get_if<std::string Arguments::*>(&option.goes_to)) {
      app.add_option(flag, typed.*(*word));
    } else {
      app.add_option(flag, typed.*std::get<unsigned Arguments::*>(option.goes_to));
    }
  }
  app.add_option("FILE", typed.inputs);
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 takes them
    app.parse(std::move(words));
  } catch (const CLI::Error& error) {
    return Usage(fmt::format("{}; see `checkback {} --help`", error.what(), command.name));
  }
  return Contradictions(command, typed);
}

bool AsksForHelp(const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    if (word == "-h" || word == "--help") return true;
  }
  return false;
}

Typed Say(std::string words) {
  return {.arguments = {}, .to_stdout = std::move(words), .to_stderr = {}, .exit_code = kExitOk};
}

// ---- the manual page ----

std::string Troff(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      (out += "\\&") += c;
    else
      out += c;
  }
  return out;
}

std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

}  // namespace

std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known) {
  constexpr std::size_t kLongestWord = 40;  // longer ones are no slips of the finger
  if (word.size() > kLongestWord) return {};
  std::string_view best;
  std::size_t least = word.size();
  for (const std::string_view name : known) {
    const std::size_t distance = Distance(word, name);
    if (distance < least && distance * 2 <= std::max(word.size(), name.size())) {
      best = name;
      least = distance;
    }
  }
  return best;
}

Typed ReadArguments(const std::vector<std::string>& words) {
  if (words.empty()) return Usage("no command; `checkback --help` shows what there is");
  const std::string& first = words.front();
  if (first == "-h" || first == "--help" || (first == "help" && words.size() == 1))
    return Say(Help());
  if (first == "--version" || first == "version")
    return Say(fmt::format("checkback {}\n", kVersion));
  if (first == "manual") return Say(ManualPage());
  if (first == "completion") return Say(BashCompletion());
  const std::string& name = first == "help" ? words[1] : first;
  for (const Command& command : Commands()) {
    if (command.name != name) continue;
    std::vector<std::string> rest(words.begin() + 1, words.end());
    if (first == "help" || AsksForHelp(rest)) return Say(HelpOf(command));
    std::string unknown = UnknownOption(command, rest);
    if (!unknown.empty()) return Usage(std::move(unknown));
    return Parse(command, std::move(rest));
  }
  if (name.starts_with('-'))
    return Usage(
        fmt::format("there is no option {}; `checkback --help` shows what there is", name));
  return UnknownCommand(name);
}

std::string ManualPage() {
  std::string out = fmt::format(
      ".\\\" Made by `checkback manual`; edit src/cli/arguments.cc instead.\n"
      ".TH CHECKBACK 1 \"\" \"checkback {}\"\n.SH NAME\ncheckback \\- follows developing news "
      "stories\n.SH SYNOPSIS\n",
      kVersion);
  for (const Command& command : Commands()) {
    out += fmt::format(".B checkback {}\n{}\n.br\n", command.name, Troff(command.usage));
  }
  for (const Command& command : Commands()) {
    out += fmt::format(".SH {}\n{}\n", command.name, Troff(command.about));
    for (const Option& option : Options()) {
      if (!Takes(option, command.name)) continue;
      out += fmt::format(".TP\n.B {}\n{}\n", Troff(FlagAndValue(option)), Troff(option.does));
    }
  }
  out += fmt::format(".SH EXIT STATUS\n{}.SH EXAMPLES\n", Troff(kExitCodes));
  for (const Command& command : Commands()) {
    for (const Example& example : command.examples) {
      out += fmt::format(".TP\n.B {}\n{}\n", Troff(example.line), Troff(example.does));
    }
  }
  return out;
}

std::string BashCompletion() {
  std::string out =
      "# bash completion of checkback; made by `checkback completion`.\n_checkback() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]}\n  local choices\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then\n    choices=\"";
  for (const std::string_view name : Names()) (out += name) += ' ';
  out += "--help --version\"\n  else\n    case ${COMP_WORDS[1]} in\n";
  for (const Command& command : Commands()) {
    out += fmt::format("      {}) choices=\"--help", command.name);
    for (const Option& option : Options()) {
      if (Takes(option, command.name)) (out += ' ') += option.flag;
    }
    out += "\" ;;\n";
  }
  out +=
      "    esac\n  fi\n  case $word in\n    -*) COMPREPLY=($(compgen -W \"$choices\" -- "
      "\"$word\")) ;;\n"
      "    *) [ \"$COMP_CWORD\" = 1 ] && COMPREPLY=($(compgen -W \"$choices\" -- \"$word\")) || "
      "COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n}\ncomplete -o filenames -F _checkback checkback\n";
  return out;
}

}  // namespace checkback
