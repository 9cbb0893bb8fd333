#include "reading/figure_rules.h"

#include <algorithm>
#include <charconv>

#include "text/language_tables.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::string_view word = TakeUntil(line, ' ');
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

double NumberIn(std::string_view digits) {
  double number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

FigureBound BoundNamed(std::string_view name) {
  if (name == "at_least") return FigureBound::kAtLeast;
  if (name == "at_most") return FigureBound::kAtMost;
  return name == "about" ? FigureBound::kAbout : FigureBound::kExact;
}

// One line: "unit square miles : square mile | square miles".
struct FigureLine {
  std::string_view kind;
  std::string_view name;  // all behind the kind
  std::vector<std::string_view> arguments;
  std::vector<std::vector<std::string_view>> entries;
};

FigureLine ReadLine(std::string_view line) {
  FigureLine read;
  // No line has a colon in its name.
  std::string_view head = TakeUntil(line, ':');
  read.kind = TakeUntil(head, ' ');
  read.name = Trim(head);
  read.arguments = WordsOf(head);
  while (!line.empty()) {
    std::vector<std::string_view> words = WordsOf(TakeUntil(line, '|'));
    if (!words.empty()) read.entries.push_back(std::move(words));
  }
  return read;
}

void AddValues(const FigureLine& line, std::unordered_map<std::string_view, double>& values) {
  for (const auto& entry : line.entries) {
    const std::size_t equals = entry[0].rfind('=');
    if (equals == std::string_view::npos) continue;
    values[entry[0].substr(0, equals)] = NumberIn(entry[0].substr(equals + 1));
  }
}

enum class KeyedBy { kFirst, kLast };

void AddPhrases(const FigureLine& line, KeyedBy key, FigurePhrases& phrases) {
  FigurePhrase phrase;
  phrase.name = line.name;
  phrase.money = line.kind == "money" || line.kind == "sign";
  if (!line.arguments.empty()) phrase.bound = BoundNamed(line.arguments[0]);
  if (line.kind == "vague" && line.arguments.size() > 1) phrase.value = NumberIn(line.arguments[1]);
  for (const auto& entry : line.entries) {
    phrase.words = entry;
    auto& same = phrases[key == KeyedBy::kFirst ? entry.front() : entry.back()];
    same.push_back(phrase);
    // The longest is tried first.
    std::stable_sort(same.begin(), same.end(), [](const FigurePhrase& a, const FigurePhrase& b) {
      return a.words.size() > b.words.size();
    });
  }
}

void AddWords(const FigureLine& line, FigureWords& words) {
  for (const auto& entry : line.entries) words.insert(entry[0]);
}

void AddRole(const FigureLine& line, FigureRules& rules) {
  if (line.arguments.size() < 2) return;
  const std::string_view use = line.arguments.back();
  const std::string_view name =
      line.name.substr(0, line.name.size() - std::min(line.name.size(), use.size() + 1));
  for (const auto& entry : line.entries) {
    FigureRole role{name, FigureRoleUse::kWord, "", ""};
    if (use == "subject") role.use = FigureRoleUse::kSubject;
    if (use == "object") role.use = FigureRoleUse::kObject;
    if (use == "passive") role.use = FigureRoleUse::kPassive;
    if (use == "doing") role.use = FigureRoleUse::kDoing;
    if (use == "not") role.use = FigureRoleUse::kNot;
    if (use == "pair" && entry.size() > 1) {
      role.use = FigureRoleUse::kPair;
      role.noun = entry[1];
    }
    // "on board": of the board by itself nothing is said.
    if (role.use == FigureRoleUse::kWord && entry.size() > 1) role.before = entry[0];
    rules.roles[role.before.empty() ? entry[0] : entry[1]].push_back(role);
  }
}

void Add(const FigureLine& line, FigureRules& rules) {
  const std::string_view kind = line.kind;
  const bool money = line.name == "money";
  if (kind == "count") AddValues(line, rules.counts);
  if (kind == "scale") AddValues(line, money ? rules.money_scales : rules.scales);
  if (kind == "ordinal") AddValues(line, rules.ordinals);
  if (kind == "vague") AddPhrases(line, KeyedBy::kFirst, rules.vague);
  if (kind == "behind") AddPhrases(line, KeyedBy::kFirst, rules.behind);
  if (kind == "unit" || kind == "money") AddPhrases(line, KeyedBy::kFirst, rules.units);
  if (kind == "money") rules.monies.insert(line.name);
  if (kind == "nobody") AddPhrases(line, KeyedBy::kFirst, rules.nobody);
  if (kind == "bound") AddPhrases(line, KeyedBy::kLast, rules.bounds);
  if (kind == "sign") AddPhrases(line, KeyedBy::kLast, rules.signs);
  if (kind == "role") AddRole(line, rules);
  if (kind == "measure") {
    for (const auto& entry : line.entries) rules.measures[entry[0]] = line.name;
  }
  if (kind == "remains") {
    for (const auto& entry : line.entries) rules.remains[entry[0]] = line.name;
  }
  if (kind == "person") AddWords(line, rules.persons);
  if (kind == "label") AddWords(line, rules.labels);
  if (kind == "street") AddWords(line, rules.streets);
  if (kind == "number") AddWords(line, rules.numbers);
  if (kind == "more") AddWords(line, rules.more);
  if (kind == "fewer") AddWords(line, rules.fewer);
  if (kind == "rise") AddWords(line, rules.rise);
  if (kind == "fall") AddWords(line, rules.fall);
  if (kind == "change") AddWords(line, rules.change);
  if (kind == "tally") AddWords(line, rules.tallies);
  if (kind == "anyone") AddWords(line, rules.anyone);
  if (kind == "tell") AddWords(line, rules.tell);
  if (kind == "believed") AddWords(line, rules.believed);
  if (kind == "win") AddWords(line, rules.win);
}

FigureRules ReadRules(std::string_view table) {
  FigureRules rules;
  rules.known = true;
  while (!table.empty()) {
    const std::string_view line = TakeUntil(table, '\n');
    if (!line.empty() && line[0] != '#') Add(ReadLine(line), rules);
  }
  return rules;
}

}  // namespace

const FigureRules& FigureRulesOf(std::string_view language) {
  static const LanguageTables<FigureRules> tables("figures.txt", ReadRules);
  return tables.Of(language);
}

}  // namespace checkback
