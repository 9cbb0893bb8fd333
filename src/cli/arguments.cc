#include "cli/arguments.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <variant>

#include "cli/command_tables.h"
#include "cli/help.h"
#include "cli/version.h"

namespace checkback {
namespace {

std::vector<std::string_view> Names() {
  std::vector<std::string_view> names;
  for (const CommandWords& command : Commands()) names.push_back(command.name);
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
std::string UnknownOption(const CommandWords& command, const std::vector<std::string>& words) {
  std::vector<std::string_view> flags = {"--help"};
  for (const OptionWords& option : Options()) {
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

Typed Contradictions(const CommandWords& command, const Arguments& typed) {
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
                             command.least > 1 ? fmt::format("{}", command.least)
                             : command.operand[0] == 'I' || command.operand[0] == 'A' ? "an"
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

Typed Parse(const CommandWords& command, std::vector<std::string> words) {
  Arguments typed;
  typed.command = command.name;
  CLI::App app;
  app.set_help_flag();
  for (const OptionWords& option : Options()) {
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
  for (const CommandWords& command : Commands()) {
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

}  // namespace checkback
