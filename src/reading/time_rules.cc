#include "reading/time_rules.h"

#include <algorithm>
#include <charconv>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::array<std::string_view, kTimeClasses> kClassNames = {
    "MONTH", "WEEKDAY", "WEEKDAYS", "UNIT", "UNITS",   "LY",     "PART",    "PARTS",    "SEASON",
    "NEAR",  "TURN",    "BESIDE",   "HALF", "ZONE",    "VAGUE",  "HOLIDAY", "COUNT",    "EDGE",
    "AHEAD", "NUMBER",  "DAY",      "YEAR", "ORDINAL", "DECADE", "CLOCK",   "DOTCLOCK", "DATE"};

std::optional<TimeClass> ClassNamed(std::string_view name) {
  for (std::size_t i = 0; i < kTimeClasses; ++i) {
    if (kClassNames[i] == name) return static_cast<TimeClass>(i);
  }
  return std::nullopt;
}

std::string_view TakeWord(std::string_view& rest) {
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  return TakeUntil(rest, ' ');
}

void AddClass(std::string_view line, TimeRules& rules) {
  const std::optional<TimeClass> c = ClassNamed(TakeWord(line));
  while (c && !line.empty()) {
    std::string_view entry = TakeWord(line);
    const std::size_t equals = entry.rfind('=');
    if (equals == entry.npos) continue;
    int value = 0;
    std::from_chars(entry.data() + equals + 1, entry.data() + entry.size(), value);
    std::string_view word = entry.substr(0, equals);
    const bool capital = word.size() > 1 && word.starts_with('^');
    if (capital) word.remove_prefix(1);
    TimeMeaning& meaning = rules.words[word];
    meaning.Set(*c, value);
    if (capital) meaning.capital |= 1u << static_cast<unsigned>(*c);
  }
}

TimeElement ElementOf(std::string_view entry) {
  TimeElement element;
  element.optional = entry.size() > 2 && entry.starts_with('[') && entry.ends_with(']');
  element.lead = entry.size() > 2 && entry.starts_with('(') && entry.ends_with(')');
  if (element.optional || element.lead) entry = entry.substr(1, entry.size() - 2);
  while (!entry.empty()) {
    const std::string_view choice = TakeUntil(entry, '|');
    if (const std::optional<TimeClass> c = ClassNamed(choice)) {
      element.classes |= 1u << static_cast<unsigned>(*c);
    } else {
      element.words.push_back(choice);
    }
  }
  return element;
}

TimeRuleType TypeNamed(std::string_view name) {
  if (name == "TIME") return TimeRuleType::kTime;
  if (name == "DURATION") return TimeRuleType::kDuration;
  if (name == "SET") return TimeRuleType::kSet;
  return name == "DATE" ? TimeRuleType::kDate : TimeRuleType::kNone;
}

void AddRule(std::string_view line, TimeRules& rules) {
  TimeRule rule;
  rule.type = TypeNamed(TakeWord(line));
  rule.value = TakeWord(line);
  for (std::string_view word = TakeWord(line); !word.empty() && word != ":";
       word = TakeWord(line)) {
    rule.argument = word;
  }
  while (!line.empty()) {
    const std::string_view entry = TakeWord(line);
    if (!entry.empty()) rule.elements.push_back(ElementOf(entry));
  }
  const auto number = static_cast<std::uint16_t>(rules.rules.size());
  for (const TimeElement& element : rule.elements) {
    for (const std::string_view word : element.words) rules.by_word[word].push_back(number);
    for (std::size_t c = 0; c < kTimeClasses; ++c) {
      if (element.classes >> c & 1) rules.by_class[c].push_back(number);
    }
    if (!element.optional) break;
  }
  rules.rules.push_back(std::move(rule));
}

TimeRules ReadRules(std::string_view table) {
  TimeRules rules;
  rules.known = true;
  while (!table.empty()) {
    std::string_view line = TakeUntil(table, '\n');
    if (line.starts_with('#')) continue;
    const std::string_view kind = TakeWord(line);
    if (kind == "class") AddClass(line, rules);
    if (kind == "rule") AddRule(line, rules);
    if (kind == "order") rules.day_first = TakeWord(line) == "day";
  }
  return rules;
}

}  // namespace

const TimeRules& TimeRulesOf(std::string_view language) {
  static const LanguageTables<TimeRules> tables("times.txt", ReadRules);
  return tables.Of(language);
}

}  // namespace checkback
