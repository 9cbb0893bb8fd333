#include <fmt/format.h>

#include "cli/command_tables.h"

namespace checkback {

const std::vector<OptionWords>& Options() {
  static const std::vector<OptionWords> options = {
      {" read diff ", "--url", "URL",
       "the address the page came from: links, outlet and dates are read by it", &Arguments::url},
      {" import stories story new watch questions events explain versions copies search diff "
       "export "
       "rebuild "
       "serve "
       "mcp check ",
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
      {" events export ", "--csv", "",
       "write a table (RFC 4180); cells that a spreadsheet would take for formulas begin with an "
       "apostrophe",
       &Arguments::csv},
      {" events ", "--story", "ID", "the same as ID", &Arguments::story},
      {" import ", "--dry-run", "", "read everything, keep nothing", &Arguments::dry_run},
      {" import ", "--replay", "SECONDS",
       "keep the pages in the order in which they were seen, so paced that all of them take so "
       "long: to watch a story develop, with `serve` beside it; at most 5,000 captures",
       &Arguments::replay},
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
      {" read extract import rebuild run ", "--threads", "N",
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
      {" stories story new questions events export mcp ", "--as-of", "TIME",
       "what a store would tell that had seen nothing after it; a day counts whole, up to its end",
       &Arguments::as_of},
      {" story ", "--articles", "CAPTURES", "with split: which ones, commas between them",
       &Arguments::articles},
      {" search ", "--after", "PLACE", "the next page: what stands after `more:` or in `next`",
       &Arguments::after},
      {" search ", "--sort", "ORDER", "best or newest; default: best", &Arguments::sort},
      {" serve run ", "--listen", "ADDRESS:PORT", "where to listen; default: 127.0.0.1:8080",
       &Arguments::listen},
      {" serve run ", "--token", "TOKEN",
       "what a request must carry (Authorization: Bearer TOKEN); default: CHECKBACK_TOKEN of the "
       "environment, which others on this machine cannot see",
       &Arguments::token},
      {" serve run ", "--host", "NAME",
       "a name under which browsers know this machine, beside its address; others are refused",
       &Arguments::host},
      {" watch ", "--jsonl", "", "write an object a line", &Arguments::jsonl},
      {" watch ", "--on", "KINDS",
       "only these kinds of change, commas between them: new, opened, answered, denied, confirmed, "
       "number, contradiction, edited, expected, overdue; default: all",
       &Arguments::on},
      {" watch ", "--query", "WORDS", "only stories with all these words in headlines and names",
       &Arguments::query},
      {" watch ", "--origins", "N",
       "only stories that so many reports tell, independent of each other; default: 1",
       &Arguments::origins},
      {" watch ", "--since", "TIME",
       "what captures brought that were seen after it and was not told yet; a day counts whole; "
       "last: since you watched last; default: last",
       &Arguments::since},
      {" watch ", "--once", "", "tell what there is, and end", &Arguments::once},
      {" watch ", "--webhook", "URL", "post each change there too; private addresses are refused",
       &Arguments::webhook},
      {" watch ", "--secret-file", "FILE",
       "holds what messages are signed with: whsec_ and base64, or any text of 16 bytes or more",
       &Arguments::secret_file},
      {" watch ", "--allow-network", "BLOCKS",
       "private networks that may be posted to all the same, commas between them (10.0.0.0/8)",
       &Arguments::allow_network},
      {" run ", "--once", "", "one round: what is due now, then the end; for cron",
       &Arguments::once},
      {" run ", "--no-serve", "", "without the web page", &Arguments::no_serve},
      {" run ", "--connect-to", "PORT",
       "every host is connected to at this port of this machine: for a web made up for tests",
       &Arguments::connect_to},
      {" add sources run ", "--store", "FOLDER",
       "the store; default: as the configuration says, else checkback in the folder for data of "
       "this "
       "user",
       &Arguments::store},
      {" add ", "--tag", "TAGS", "for all that are added; commas between them", &Arguments::tag},
      {" add ", "--as", "KIND",
       "feed, site, sitemap or page, without a look at what is there; default: looked at",
       &Arguments::as},
      {" add ", "--no-fetch", "",
       "ask nobody: addresses are taken for feeds, hosts for sites, and looked at when they are "
       "polled first",
       &Arguments::no_fetch},
      {" add ", "--dry-run", "", "say what would be added, keep nothing", &Arguments::dry_run},
      {" add sources ", "--json", "", "write JSON instead of words for a person", &Arguments::json},
      {" sources ", "--jsonl", "", "write an object a line", &Arguments::jsonl},
      {" sources ", "--opml", "", "write OPML 2.0, for other readers of feeds", &Arguments::opml},
      {" sources ", "--state", "STATE",
       "only those: ok, new, failing, blocked, refused, gone, empty, silent, slow, layout_changed, "
       "ids_change",
       &Arguments::state},
      {" all ", "--color", "WHEN",
       "auto, always or never; default: auto, which also heeds NO_COLOR and CLICOLOR_FORCE",
       &Arguments::color},
  };
  return options;
}

bool Takes(const OptionWords& option, std::string_view command) {
  return option.commands == " all " ||
         option.commands.find(fmt::format(" {} ", command)) != option.commands.npos;
}

}  // namespace checkback
