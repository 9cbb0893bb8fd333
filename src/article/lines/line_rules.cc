#include "article/lines/line_rules.h"

#include <algorithm>
#include <charconv>

#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kNoLimit = 1'000'000;
// A line of the page is read up to here; rules with a limit have far smaller ones.
constexpr std::size_t kMostTokens = 160;
// How far a line is read to see whether any rule can still match.
constexpr std::size_t kFirstTokens = 5;

struct Kind {
  std::string_view name;
  LineKind kind;
  bool developing;
  std::size_t most_words;
};
constexpr Kind kKinds[] = {
    {"notice", LineKind::kNotice, false, 50},
    {"developing", LineKind::kNotice, true, 50},
    {"correction", LineKind::kCorrection, false, kNoLimit},
    {"credit", LineKind::kCredit, false, 40},
    {"furniture", LineKind::kFurniture, false, 25},
};

std::string_view NextWord(std::string_view& rest) {
  rest = Trim(rest);
  const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest = Trim(rest.substr(end));
  return word;
}

bool SameLanguage(std::string_view rule, std::string_view text) {
  return text.substr(0, rule.size()) == rule &&
         (text.size() == rule.size() || text[rule.size()] == '-');
}

}  // namespace

LineRules::LineRules(const std::vector<Table>& tables) {
  for (const Table& table : tables) ReadTable(table);
  for (std::uint32_t i = 0; i < rules_.size(); ++i) Index(i);
}

std::vector<LineRules::Table> LineRules::EmbeddedTables() {
  constexpr std::string_view kFolder = "rules/";
  constexpr std::string_view kFile = "/lines.txt";
  std::vector<Table> tables;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kFolder) || !path.ends_with(kFile)) continue;
    const std::string_view language =
        path.substr(kFolder.size(), path.size() - kFolder.size() - kFile.size());
    tables.push_back({.language = language, .text = FindEmbedded(path)});
  }
  return tables;
}

const LineRules& LineRules::Embedded() {
  static const LineRules rules(EmbeddedTables());
  return rules;
}

void LineRules::ReadTable(const Table& table) {
  LinePattern::Macros macros;
  for (std::size_t at = 0; at < table.text.size();) {
    const std::size_t end = std::min(table.text.find('\n', at), table.text.size());
    const std::string_view line = Trim(table.text.substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.front() == '#') continue;
    std::string_view rest = line;
    const std::string_view what = NextWord(rest);
    if (what == "let") {
      const std::string_view name = NextWord(rest);
      if (NextWord(rest) != "=") errors_.push_back("no = : " + std::string(line));
      macros[std::string(name)] = std::string(rest);
    } else if (what == "list") {
      WordSet& list = lists_[std::string(NextWord(rest))];
      std::vector<LineToken> words;
      TokenizeLine(rest, 10'000, words);
      for (const LineToken& word : words) list.insert(word.word);
    } else {
      ReadRule(line, table.language, macros);
    }
  }
}

void LineRules::ReadRule(std::string_view line, std::string_view language,
                         const LinePattern::Macros& macros) {
  std::string_view rest = line;
  std::string_view what = NextWord(rest);
  LineRule rule;
  rule.language = language;
  rule.line = line;
  std::size_t limit = 0;
  if (const std::size_t sign = what.find("<="); sign != std::string_view::npos) {
    std::from_chars(what.data() + sign + 2, what.data() + what.size(), limit);
    what = what.substr(0, sign);
  }
  const auto* kind = std::find_if(std::begin(kKinds), std::end(kKinds),
                                  [&](const Kind& k) { return k.name == what; });
  if (kind == std::end(kKinds)) {
    errors_.push_back("no such kind: " + std::string(line));
    return;
  }
  auto pattern = LinePattern::Compile(rest, macros);
  if (!pattern) {
    errors_.push_back(pattern.error().what + ": " + std::string(line));
    return;
  }
  rule.kind = kind->kind;
  rule.developing = kind->developing;
  rule.most_words = limit != 0 ? limit : kind->most_words;
  rule.pattern = *std::move(pattern);
  rules_.push_back(std::move(rule));
}

void LineRules::Index(std::uint32_t id) {
  const LinePattern& pattern = rules_[id].pattern;
  if (const auto first = pattern.FirstWords(); !first.empty()) {
    for (const std::uint64_t word : first) by_first_[word].push_back(id);
  } else if (const auto last = pattern.LastWords(); !last.empty()) {
    for (const std::uint64_t word : last) by_last_[word].push_back(id);
  } else {
    errors_.push_back("begins and ends with any word: " + std::string(rules_[id].line));
  }
}

bool LineRules::InList(std::string_view list, std::uint64_t word) const {
  return List(list).contains(word);
}

const LineRules::WordSet& LineRules::List(std::string_view list) const {
  static const WordSet none;
  const auto found = lists_.find(list);
  return found == lists_.end() ? none : found->second;
}

void LineRules::Candidates(std::string_view line, RuleIds& left) const {
  const bool is_long = line.size() > kLongLine;
  std::vector<LineToken> tokens;
  tokens.reserve(kFirstTokens + 1);
  const auto is_mark = [](const LineToken& token) {
    return token.kind == TokenKind::kStop || token.kind == TokenKind::kSeparator;
  };
  // The first word; two more tokens where the line opens with marks.
  TokenizeLine(line, 1, tokens);
  if (!tokens.empty() && is_mark(tokens[0])) {
    tokens.clear();
    TokenizeLine(line, 3, tokens);
  }
  const auto first = std::find_if_not(tokens.begin(), tokens.end(), is_mark);
  if (first != tokens.end()) {
    const bool word = first->kind == TokenKind::kWord;
    const auto found = by_first_.find(word ? first->word : LinePattern::kNumberKey);
    if (found != by_first_.end()) {
      tokens.clear();
      TokenizeLine(line, kFirstTokens, tokens);
      for (const std::uint32_t id : found->second) {
        if (is_long && rules_[id].kind != LineKind::kCorrection) continue;
        if (rules_[id].pattern.MayMatch(tokens)) left.push_back(id);
      }
    }
  }
  if (is_long) return;
  if (const auto found = by_last_.find(LastWord(line)); found != by_last_.end()) {
    left.insert(left.end(), found->second.begin(), found->second.end());
  }
}

LineVerdict LineRules::Judge(std::string_view line, std::string_view language) const {
  RuleIds left;
  Candidates(line, left);
  if (left.empty()) return {};

  std::vector<LineToken> tokens;
  tokens.reserve(kMostTokens);
  const bool cut = TokenizeLine(line, kMostTokens, tokens);
  const auto words = static_cast<std::size_t>(
      std::count_if(tokens.begin(), tokens.end(), [](const LineToken& token) {
        return token.kind != TokenKind::kStop && token.kind != TokenKind::kSeparator;
      }));
  const LineRule* best = nullptr;
  for (const std::uint32_t id : left) {
    const LineRule& rule = rules_[id];
    const bool own = SameLanguage(rule.language, language);
    if (best != nullptr && (!own || SameLanguage(best->language, language))) continue;
    if (rule.most_words != kNoLimit && (cut || words > rule.most_words)) continue;
    if (rule.pattern.Matches(tokens, cut)) best = &rule;
  }
  if (best == nullptr) return {};
  return {.kind = best->kind, .developing = best->developing, .rule = best->line};
}

}  // namespace checkback
