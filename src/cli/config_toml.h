// A TOML file as a flat list of its values, each with its line. The only interface to the library.
//
//   [host_budgets]                  table "host_budgets"
//   "news.example" = 0.05           key "news.example", a number, line 2
//
// For cli/config.cc.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/config.h"

namespace checkback {

struct TomlValue {
  enum class Kind : std::uint8_t { kText, kNumber, kTexts, kOther };  // kTexts: an array of texts

  std::string table;      // "" for the top
  std::size_t index = 0;  // of the table, where there is an array of them
  bool of_array = false;
  std::string key;
  Kind kind = Kind::kOther;
  std::string text;
  double number = 0;
  std::vector<std::string> texts;
  std::size_t line = 0;
};

// In no order but that of lines. Tables in tables are values of kOther.
std::vector<TomlValue> ReadToml(std::string_view toml, std::vector<ConfigFault>& faults);

}  // namespace checkback
