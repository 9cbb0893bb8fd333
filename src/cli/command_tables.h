// The tables of everything that can be typed: each command, option and default stands here once.
// The parser (cli/arguments.cc), the help, the manual page and the completion of the shell
// (cli/help.cc) are all made from them.
//
// Safe to call from many threads.

#pragma once

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/arguments.h"

namespace checkback {

struct CommandExample {
  std::string_view line;
  std::string_view does;
};

struct CommandWords {
  std::string_view name;
  std::string_view usage;  // what stands after the name
  std::string_view does;   // one line, for the list of commands
  std::string_view about;  // paragraphs for its own help
  std::vector<CommandExample> examples;
  std::string_view operand = "FILE";              // what its words are called
  std::size_t least = 1, most = ~std::size_t{0};  // how many of them it takes
};

struct OptionWords {
  std::string_view commands;  // names of commands, each between blanks; " all " for every one
  std::string_view flag;
  std::string_view value;  // the name of its value; "" for a switch
  std::string_view does;
  std::variant<bool Arguments::*, std::string Arguments::*, unsigned Arguments::*> goes_to;
};

const std::vector<CommandWords>& Commands();  // cli/commands_table.cc
const std::vector<OptionWords>& Options();    // cli/options_table.cc

// Whether the option is one of that command.
bool Takes(const OptionWords& option, std::string_view command);

}  // namespace checkback
