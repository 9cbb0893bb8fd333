#include "article/lines/lines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "article/lines/line_rules.h"
#include "text/utf8.h"

namespace checkback {
namespace {

std::string_view NameOfKind(const LineVerdict& verdict) {
  switch (verdict.kind) {
    case LineKind::kBody:
      return "body";
    case LineKind::kNotice:
      return verdict.developing ? "developing" : "notice";
    case LineKind::kCorrection:
      return "correction";
    case LineKind::kCredit:
      return "credit";
    case LineKind::kFurniture:
      return "furniture";
  }
  return "";
}

struct Example {
  std::string_view line;
  std::string_view kind;
  std::string_view language;
};

// The examples of a table: `# "line" = kind`.
std::vector<Example> ExamplesOf(const LineRules::Table& table) {
  std::vector<Example> examples;
  for (std::size_t at = 0; at < table.text.size();) {
    const std::size_t end = std::min(table.text.find('\n', at), table.text.size());
    const std::string_view line = Trim(table.text.substr(at, end - at));
    at = end + 1;
    const std::size_t close = line.rfind("\" = ");
    if (!line.starts_with("# \"") || close == std::string_view::npos || close < 3) continue;
    examples.push_back({.line = line.substr(3, close - 3),
                        .kind = Trim(line.substr(close + 4)),
                        .language = table.language});
  }
  return examples;
}

TEST(Lines, TablesHaveNoMistakes) {
  EXPECT_GE(LineRules::EmbeddedTables().size(), 1u);
  for (const std::string& error : LineRules::Embedded().errors()) ADD_FAILURE() << error;
}

TEST(Lines, EveryExampleOfTheTablesGivesItsVerdict) {
  for (const LineRules::Table& table : LineRules::EmbeddedTables()) {
    for (const Example& example : ExamplesOf(table)) {
      const LineVerdict verdict = JudgeLine(example.line, example.language);
      EXPECT_EQ(NameOfKind(verdict), example.kind)
          << example.language << ": " << example.line << "\n  by: " << verdict.rule;
    }
  }
}

TEST(Lines, EveryTableShowsWhatItKnowsAndWhatItLeaves) {
  for (const LineRules::Table& table : LineRules::EmbeddedTables()) {
    std::set<std::string_view> kinds;
    for (const Example& example : ExamplesOf(table)) kinds.insert(example.kind);
    for (const std::string_view kind :
         {"developing", "notice", "correction", "credit", "furniture", "body"}) {
      EXPECT_TRUE(kinds.contains(kind)) << table.language << " has no example of " << kind;
    }
  }
}

}  // namespace
}  // namespace checkback
