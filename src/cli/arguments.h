// What was typed: the command, its inputs and options.
//
// Every command, option and default stands once, in the tables of cli/command_tables.h.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// Exit codes, as in docs/formats.md.
inline constexpr int kExitOk = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitPartly = 3;  // some inputs failed; each was named on stderr
inline constexpr int kExitInterrupted = 130;

struct Arguments {
  std::string command;              // "read", "extract", "import"
  std::vector<std::string> inputs;  // files, folders, addresses, captures, "-"
  std::string store;                // "": the user's own
  std::string url;
  std::string seen_at;
  std::string color = "auto";  // "auto", "always", "never"
  std::string warc;
  std::string dictionaries;   // a folder
  std::string after;          // where the page of results before ended
  std::string sort = "best";  // "best", "newest"
  unsigned limit = 20;        // results of a page
  unsigned threads = 0;       // 0: one for each core
  bool html = false;
  bool text = false;
  bool json = false;
  bool jsonl = false;
  bool csv = false;
  bool why = false;
  bool parse = false;
  unsigned most_stories = 0;  // 0: all
  std::string since;          // a time, a day, or "last"
  bool keep_mark = false;     // of `new`: the look does not count as the last one
  std::string story;          // of `events`: an id; "": all
  std::string state;          // of `questions`: "open", "answered", ...; "": all
  std::string as_of;
  std::string articles;  // of `story split`: ids, with commas between them
  std::string listen;    // "": as the configuration has it
  std::string token;
  std::string on;             // of `watch`: kinds of change, with commas between them; "": all
  std::string query;          // of `watch`: words of the story
  unsigned origins = 1;       // of `watch`: at least so many
  std::string webhook;        // of `watch`: an address
  std::string secret_file;    // of `watch`: what its messages are signed with
  std::string allow_network;  // networks that may be reached though they are private
  bool once = false;          // of `run`: one round; of `watch`: what there is to tell
  bool no_serve = false;      // of `run`
  unsigned connect_to = 0;    // of `run`: a port of this machine for every host; 0: the web
  std::string host;           // by which others know this machine
  std::string tag;            // of `add`: tags, with commas between them
  std::string as;             // of `add`: "feed", "site", "sitemap", "page"; "": looked at
  bool no_fetch = false;      // of `add`: nothing is asked
  bool opml = false;
  bool dry_run = false;
  unsigned replay = 0;  // of `import`: seconds; 0: as fast as it goes
  bool canonical = false;
  bool ics = false;
  bool fetches = false;  // of `export`: the log of fetches
};

// Either `arguments` to act on, or words to print and the code to exit with.
struct Typed {
  std::optional<Arguments> arguments;
  std::string to_stdout;  // help, version, manual
  std::string to_stderr;  // what is wrong with the line, and what to type instead
  int exit_code = kExitOk;
};

// `words` are argv without the name of the program.
Typed ReadArguments(const std::vector<std::string>& words);

// The one of `known` that `word` was meant to be: at most half of its letters
// differ. Empty where none is near.
std::string_view Nearest(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace checkback
