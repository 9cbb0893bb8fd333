#include "cli/command_tables.h"

namespace checkback {

const std::vector<CommandWords>& Commands() {
  static const std::vector<CommandWords> commands = {
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
      {"watch",
       "[OPTION]... [ID]...",
       "tells what changes in stories as it comes, each change once; webhooks",
       "Follows the store and shows each change of a story, or of all stories, as soon as the "
       "captures that\n"
       "bring it are in the store: new (a sentence that tells something new), opened and answered "
       "(questions),\n"
       "denied, confirmed, number (a figure has a value that it never had), contradiction, edited "
       "(silently, or\n"
       "corrected), expected and overdue (days that were promised). What was told is remembered, "
       "so "
       "that nothing\n"
       "is told twice, not after a restart either. The first time it begins with the last day of "
       "the store.\n"
       "With --webhook each change is also posted, signed (Standard Webhooks), and tried again for "
       "three days\n"
       "until it is taken.",
       {{"checkback watch", "everything, until Ctrl-C"},
        {"checkback watch k5wq --on answered,denied,number", "three kinds, in one story"},
        {"checkback watch --once --jsonl | jq -r '.words[0].text'", "for cron: what is new since"},
        {"checkback watch --query 'Teller Dam' --webhook https://desk.example/hook --secret-file "
         "hook.secret",
         "posts what changes in stories of that name"}},
       "ID",
       0},
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
       "[OPTION]... CAPTURE[:SENTENCE] [events|PLACE] | QUESTION | FIGURES | CONTRADICTION | URL",
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
       "rules/en/events.txt that found each, and its words. Of a page that is followed (its "
       "address) "
       "it tells\n"
       "the last looks, how often it changes, when it is looked at next, and what hastens or "
       "delays "
       "that.",
       {{"checkback explain k5wq", "one capture"},
        {"checkback explain k5wq:3", "its fourth sentence"},
        {"checkback explain k5wq events", "its events, with the rule of each"},
        {"checkback explain q0f380792", "one question"},
        {"checkback explain f1a2b3c4d", "why these numbers are one series"},
        {"checkback explain https://news.example/dam", "when this page is looked at, and why"}},
       "CAPTURE",
       1,
       2},
      {"export",
       "[OPTION]... [STORY]",
       "everything in the store, as JSON Lines; what is expected, as a calendar",
       "Writes a line for every capture, with its article, in the order of time; with --csv a "
       "table "
       "of them\n"
       "without their texts. With --canonical a form that is equal to the byte for two stores with "
       "the same\n"
       "captures, however they came in. With --ics\n"
       "what all stories, or one, expect for days to come, as a calendar (RFC 5545).",
       {{"checkback export >all.jsonl", "every capture with its article"},
        {"checkback export --csv >captures.csv", "for a spreadsheet"},
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
       "Further tokens that may only read, or read and act, stand in the configuration "
       "([[access]]).\n"
       "The store may be written all the while.",
       {{"checkback serve --store news", "then open http://127.0.0.1:8080/"},
        {"curl -s http://127.0.0.1:8080/v1/stories?limit=5 | jq -r '.[].title'", "the API"},
        {"CHECKBACK_TOKEN=... checkback serve --listen 0.0.0.0:8080 --host news.example",
         "for others, with a token, under a name"}},
       "",
       0,
       0},
      {"run",
       "[OPTION]...",
       "follows the sources: polls, fetches, keeps, tells; and serves the web page",
       "Polls the sources that `add` has entered when each is due, fetches the pages that they "
       "list, and\n"
       "looks at known pages again when a change is likely: the sooner the livelier page and story "
       "are. Every\n"
       "answer is kept as a raw capture before it is used. Servers are asked politely: one request "
       "at a time\n"
       "with a pause between, robots.txt, Retry-After, what feeds and headers say of the next "
       "time. The web\n"
       "page is served meanwhile, as `serve` does. Interrupted (Ctrl-C, SIGTERM) it ends within "
       "five seconds,\n"
       "and goes on the next time where it was.\n"
       "With --once it does what is due now and ends, with a line of what came; the exit code is 3 "
       "where\n"
       "sources failed (`sources` names them).",
       {{"checkback run --store news", "follow, and open http://127.0.0.1:8080/"},
        {"checkback run --once --store news", "one round, for cron"}},
       "",
       0,
       0},
      {"add",
       "[OPTION]... ADDRESS|FILE...",
       "what to follow: feeds, sites, pages, or lists of them",
       "Adds sources to the store. Of an address it looks what is there: a feed, a sitemap, a "
       "page, "
       "or a site,\n"
       "whose feed or news sitemap is then found. FILE is OPML, or lines with an address, tags and "
       "\"~Name\" (as\n"
       "newsboat's urls file); - is standard input. Lists are taken as they are; what is there "
       "shows "
       "when they\n"
       "are polled. What cannot be followed is named with its line and the reason: an address of a "
       "private\n"
       "network, not http, or twice there.",
       {{"checkback add https://news.example", "a site: its feed is found"},
        {"checkback add feeds.opml --tag europe", "a list, as other readers export it"},
        {"checkback add --as page https://news.example/live",
         "one page, looked at again and again"}},
       "ADDRESS",
       1},
      {"sources",
       "[OPTION]... [remove ADDRESS...]",
       "what is followed, and how each source is doing",
       "Shows every source with its state and the reasons: failing or silent since when, blocked, "
       "empty, slow,\n"
       "a lay-out that changed; what it listed today and what came of that; when it was asked and "
       "when it will\n"
       "be. Those in trouble come first. `remove` takes an address or a number; what was kept of a "
       "source stays\n"
       "in the store.",
       {{"checkback sources", "all of them"},
        {"checkback sources --json | jq -r '.[] | select(.state == \"failing\") | .url'",
         "those that fail"},
        {"checkback sources --opml >feeds.opml", "for another reader"},
        {"checkback sources remove https://news.example/rss", "no longer"}},
       "ADDRESS",
       0},
      {"config",
       "check | dump",
       "the configuration: whether it is right, and what holds",
       "The file is config.toml in checkback of the folder for configurations of this user "
       "(XDG_CONFIG_HOME),\n"
       "or what CHECKBACK_CONFIG names. What is typed wins over CHECKBACK_* of the environment, "
       "that "
       "over the\n"
       "file. `check` names each fault with its line; `dump` writes what holds, each value with "
       "where it is\n"
       "from, secrets masked. Each [[access]] there gives others a token of their own, that may "
       "read (the\n"
       "least, where nothing is said), act (keep marks and follows too) or admin (take exports, "
       "ask "
       "/metrics).",
       {{"checkback config check", "before a restart"}, {"checkback config dump", "what holds"}},
       "word",
       1,
       1},
      {"mcp",
       "[OPTION]...",
       "the tools for assistants (Model Context Protocol), over standard input and output",
       "Answers an assistant's program that starts it: which stories there are, what is new, what "
       "is open\n"
       "and answered, figures, statements, articles, search, and why. It only reads. Every "
       "sentence "
       "it gives\n"
       "has outlet, time, address and place, and is marked as words of others. With --as-of it "
       "tells nothing\n"
       "later.",
       {{"checkback mcp --store news", "to be started by the assistant's program"},
        {"checkback mcp --store news --as-of 2025-05-13", "as it stood on Tuesday night"}},
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

}  // namespace checkback
