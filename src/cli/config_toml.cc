#include "cli/config_toml.h"

#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>

namespace checkback {
namespace {

TomlValue ValueOf(const toml::key& key, const toml::node& node) {
  TomlValue value;
  value.key = key.str();
  value.line = key.source().begin.line;
  if (const auto* text = node.as_string()) {
    value.kind = TomlValue::Kind::kText;
    value.text = text->get();
  } else if (const auto number = node.is_number() ? node.value<double>() : std::nullopt) {
    value.kind = TomlValue::Kind::kNumber;
    value.number = *number;
  } else if (const auto* list = node.as_array()) {
    const bool texts = std::all_of(list->begin(), list->end(),
                                   [](const toml::node& item) { return item.is_string(); });
    if (texts) value.kind = TomlValue::Kind::kTexts;
    for (const toml::node& item : *list)
      if (texts) value.texts.push_back(item.as_string()->get());
  }
  return value;
}

void AddTable(const std::string& name, const toml::table& table, std::size_t index, bool of_array,
              std::vector<TomlValue>& values) {
  for (const auto& [key, node] : table) {
    TomlValue value = ValueOf(key, node);
    value.table = name;
    value.index = index;
    value.of_array = of_array;
    values.push_back(std::move(value));
  }
}

bool IsArrayOfTables(const toml::node& node) {
  const toml::array* list = node.as_array();
  return list != nullptr && !list->empty() &&
         std::all_of(list->begin(), list->end(),
                     [](const toml::node& item) { return item.is_table(); });
}

}  // namespace

std::vector<TomlValue> ReadToml(std::string_view toml, std::vector<ConfigFault>& faults) {
  std::vector<TomlValue> values;
  const toml::parse_result parsed = toml::parse(toml);
  if (!parsed) {
    faults.push_back({parsed.error().source().begin.line,
                      fmt::format("no TOML: {}", parsed.error().description())});
    return values;
  }
  for (const auto& [key, node] : parsed.table()) {
    const std::string name(key.str());
    if (const toml::table* table = node.as_table()) {
      AddTable(name, *table, 0, false, values);
      if (table->empty()) {
        values.emplace_back().table = name;
        values.back().line = key.source().begin.line;
      }
    } else if (IsArrayOfTables(node)) {
      std::size_t index = 0;
      for (const toml::node& item : *node.as_array()) {
        AddTable(name, *item.as_table(), index++, true, values);
      }
    } else {
      values.push_back(ValueOf(key, node));
    }
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const TomlValue& a, const TomlValue& b) { return a.line < b.line; });
  return values;
}

}  // namespace checkback
