// The tables rules/<language>/lines.txt, read once.
//
//   # "This is a developing story." = developing
//   # "This is a developing story of greed, he said." = body
//   developing  this is a developing story (. ...)?
//
//   let MONTH = (january|february|...)     a name for a piece of pattern
//   list credit-label  photo photograph    words that the code asks for by the list's name
//
// Kinds: notice, developing (a notice that says the story goes on), correction, credit,
// furniture. `furniture<=12` takes lines of at most 12 words; without it the kind's own limit
// holds. Patterns: article/lines/line_pattern.h. Examples stand above their rule; lines_test runs
// them all.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "article/lines/line_pattern.h"
#include "article/lines/lines.h"

namespace checkback {

struct LineRule {
  LineKind kind = LineKind::kBody;
  bool developing = false;
  std::size_t most_words = 0;
  std::string_view language;
  std::string_view line;  // as it stands in the table
  LinePattern pattern;
};

class LineRules {
 public:
  // Tables are views into the program's embedded files.
  struct Table {
    std::string_view language;
    std::string_view text;
  };
  explicit LineRules(const std::vector<Table>& tables);

  // The embedded tables, read at the first call. Safe to call from many threads.
  static const LineRules& Embedded();
  static std::vector<Table> EmbeddedTables();

  LineVerdict Judge(std::string_view line, std::string_view language) const;

  // Whether a folded word's hash is in a list, of any language.
  bool InList(std::string_view list, std::uint64_t word) const;
  using WordSet = std::unordered_set<std::uint64_t>;
  const WordSet& List(std::string_view list) const;

  const std::vector<LineRule>& rules() const { return rules_; }
  const std::vector<std::string>& errors() const { return errors_; }

 private:
  void ReadTable(const Table& table);
  void ReadRule(std::string_view line, std::string_view language,
                const LinePattern::Macros& macros);
  void Index(std::uint32_t rule);

  using RuleIds = std::vector<std::uint32_t>;
  // Rules that the first words, or the last, of `line` leave possible.
  void Candidates(std::string_view line, RuleIds& left) const;

  std::vector<LineRule> rules_;
  std::unordered_map<std::uint64_t, RuleIds> by_first_;
  std::unordered_map<std::uint64_t, RuleIds> by_last_;
  std::map<std::string, WordSet, std::less<>> lists_;
  std::vector<std::string> errors_;
};

}  // namespace checkback
