#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/version.h"

namespace checkback {
namespace {

std::string FlagAndValue(const OptionWords& option) {
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

void AppendExamples(const std::vector<CommandExample>& examples, std::string& out) {
  for (const CommandExample& example : examples) {
    out += fmt::format("  # {}\n  {}\n\n", example.does, example.line);
  }
}

std::string Row(std::string_view left, std::string_view right) {
  return fmt::format("  {:<16}  {}\n", left, Folded(right, 20, 58));
}

constexpr std::string_view kExitCodes =
    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (each input that failed is named "
    "on\n"
    "standard error), 130 interrupted. Answers go to standard output, words about them to standard "
    "error.\n";

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

}  // namespace

std::string HelpOf(const CommandWords& command) {
  std::string out = fmt::format("checkback {}: {}\n\n", command.name, command.does);
  AppendExamples(command.examples, out);
  out += fmt::format("Usage: checkback {} {}\n\n{}\n\nOptions:\n", command.name, command.usage,
                     command.about);
  for (const OptionWords& option : Options()) {
    if (Takes(option, command.name)) out += Row(FlagAndValue(option), option.does);
  }
  out += Row("-h, --help", "this help");
  return out;
}

std::string Help() {
  std::string out = "checkback: follows developing news stories\n\n";
  for (const CommandWords& command : Commands()) AppendExamples({command.examples.front()}, out);
  out += "Usage: checkback COMMAND [OPTION]... [WORD]...\n\nCommands:\n";
  for (const CommandWords& command : Commands()) out += Row(command.name, command.does);
  out += "\nOptions of every command:\n";
  for (const OptionWords& option : Options()) {
    if (option.commands == " all ") out += Row(FlagAndValue(option), option.does);
  }
  out += Row("-h, --help", "help; of one command: checkback COMMAND --help");
  out += Row("--version", "the version");
  out +=
      "\nFor packagers: `checkback manual` prints the manual page, `checkback completion` a script "
      "for bash.\n";
  return fmt::format("{}\n{}", out, kExitCodes);
}

std::string ManualPage() {
  std::string out = fmt::format(
      ".\\\" Made by `checkback manual`; edit the tables of src/cli instead.\n"
      ".TH CHECKBACK 1 \"\" \"checkback {}\"\n.SH NAME\ncheckback \\- follows developing news "
      "stories\n.SH SYNOPSIS\n",
      kVersion);
  for (const CommandWords& command : Commands()) {
    out += fmt::format(".B checkback {}\n{}\n.br\n", command.name, Troff(command.usage));
  }
  for (const CommandWords& command : Commands()) {
    out += fmt::format(".SH {}\n{}\n", command.name, Troff(command.about));
    for (const OptionWords& option : Options()) {
      if (!Takes(option, command.name)) continue;
      out += fmt::format(".TP\n.B {}\n{}\n", Troff(FlagAndValue(option)), Troff(option.does));
    }
  }
  out += fmt::format(".SH EXIT STATUS\n{}.SH EXAMPLES\n", Troff(kExitCodes));
  for (const CommandWords& command : Commands()) {
    for (const CommandExample& example : command.examples) {
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
  for (const CommandWords& command : Commands()) (out += command.name) += ' ';
  out += "--help --version\"\n  else\n    case ${COMP_WORDS[1]} in\n";
  for (const CommandWords& command : Commands()) {
    out += fmt::format("      {}) choices=\"--help", command.name);
    for (const OptionWords& option : Options()) {
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
