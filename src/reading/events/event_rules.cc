#include "reading/events/event_rules.h"

#include <algorithm>
#include <optional>

#include "text/language_tables.h"

namespace checkback {
namespace {

std::vector<std::string_view> Split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(mark), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<Upos> PartNamed(std::string_view name) {
  if (name == "verb") return Upos::kVerb;
  if (name == "noun") return Upos::kNoun;
  if (name == "adj") return Upos::kAdj;
  return std::nullopt;
}

class RuleReader {
 public:
  explicit RuleReader(EventRules& out) : out_(out) {}

  void Take(std::string_view line, std::size_t number) {
    if (line.starts_with('#')) return TakeExample(line.substr(1), number);
    const auto words = Split(line, ' ');
    if (words.empty()) return;
    const std::string_view first = words[0];
    if (first == "set" && words.size() > 2) {
      out_.sets[words[1]] = Expanded(std::vector(words.begin() + 2, words.end()));
    } else if (words.size() == 4 &&
               (first == "intended" || first == "refused" || first == "asked")) {
      auto& table = first == "intended"  ? out_.intended
                    : first == "refused" ? out_.refused
                                         : out_.asked;
      table[words[1]] = {words[2], words[3]};
    } else if (first == "said") {
      TakeSaid(words, number);
    } else if (!TakeRule(words, number)) {
      ++out_.unreadable;
    }
  }

 private:
  // # "sentence" = answer
  void TakeExample(std::string_view line, std::size_t number) {
    const std::size_t open = line.find('"');
    const std::size_t close = line.rfind("\" = ");
    if (open == std::string_view::npos || close == std::string_view::npos || close <= open) return;
    out_.examples.push_back(
        {line.substr(open + 1, close - open - 1), line.substr(close + 4), number});
  }

  // Words with the sets among them (@talks) put in.
  std::vector<std::string_view> Expanded(const std::vector<std::string_view>& words) const {
    std::vector<std::string_view> out;
    for (const std::string_view word : words) {
      if (!word.starts_with('@')) {
        out.push_back(word);
        continue;
      }
      const auto set = out_.sets.find(word.substr(1));
      if (set != out_.sets.end()) out.insert(out.end(), set->second.begin(), set->second.end());
    }
    return out;
  }

  // TYPE CODE PART lemma,lemma condition... -> source=... target=...
  bool TakeRule(const std::vector<std::string_view>& words, std::size_t number) {
    if (words.size() < 4) return false;
    EventRule rule;
    rule.type = words[0];
    rule.as_it_is = rule.type.ends_with('!');
    if (rule.as_it_is) rule.type.remove_suffix(1);
    rule.cameo = words[1];
    rule.line = number;
    const auto part = PartNamed(words[2]);
    if (!part) return false;
    rule.part = *part;
    bool roles = false;
    for (std::size_t i = 4; i < words.size(); ++i) {
      if (words[i] == "->") {
        roles = true;
      } else if (!(roles ? TakeRole(words[i], rule) : TakeCondition(words[i], rule))) {
        return false;
      }
    }
    if (rule.source.empty()) rule.source = {{"subj"}};
    if (rule.target.empty()) rule.target = {{"obj"}};
    const auto heads = Expanded(Split(words[3], ','));
    if (heads.empty()) return false;
    for (const std::string_view lemma : heads) {
      out_.by_lemma[lemma].push_back(static_cast<std::uint32_t>(out_.rules.size()));
    }
    out_.rules.push_back(std::move(rule));
    return true;
  }

  // said TYPE CODE sign... -> target
  void TakeSaid(const std::vector<std::string_view>& words, std::size_t number) {
    constexpr std::size_t kSigns = 3;
    if (words.size() <= kSigns) {
      ++out_.unreadable;
      return;
    }
    SaidRule rule;
    rule.type = words[1];
    rule.cameo = words[2];
    rule.line = number;
    for (std::size_t i = kSigns; i < words.size(); ++i) {
      if (words[i] == "->") {
        if (i + 1 < words.size()) rule.target = words[i + 1];
        break;
      }
      SaidSign sign;
      const std::size_t equals = words[i].find('=');
      sign.sign = words[i].substr(0, equals);
      if (equals != std::string_view::npos) {
        sign.words = Expanded(Split(words[i].substr(equals + 1), ','));
      }
      sign.absent = sign.sign.starts_with('!') || sign.sign.ends_with('!');
      if (sign.sign.starts_with('!')) sign.sign.remove_prefix(1);
      if (sign.sign.ends_with('!')) sign.sign.remove_suffix(1);
      rule.signs.push_back(std::move(sign));
    }
    out_.said.push_back(std::move(rule));
  }

  bool TakeCondition(std::string_view word, EventRule& rule) const {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) return false;
    EventCondition condition;
    condition.absent = word[equals - 1] == '!';
    condition.path = Split(word.substr(0, equals - (condition.absent ? 1 : 0)), '.');
    const std::string_view values = word.substr(equals + 1);
    if (values != "*") {
      condition.words = Expanded(Split(values, ','));
      if (condition.words.empty()) return false;
    }
    rule.conditions.push_back(std::move(condition));
    return true;
  }

  static bool TakeRole(std::string_view word, EventRule& rule) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos) return false;
    const std::string_view role = word.substr(0, equals);
    auto& places = role == "source" ? rule.source : rule.target;
    if (role != "source" && role != "target") return false;
    for (const std::string_view path : Split(word.substr(equals + 1), ',')) {
      if (path == "none") rule.no_target = true;
      places.push_back(Split(path, '.'));
    }
    return true;
  }

  EventRules& out_;
};

}  // namespace

const std::vector<std::uint32_t>* EventRules::OfLemma(std::string_view lemma) const {
  auto found = by_lemma.find(lemma);
  if (found == by_lemma.end() && lemma.ends_with("ll")) {
    found = by_lemma.find(lemma.substr(0, lemma.size() - 1));
  }
  return found == by_lemma.end() ? nullptr : &found->second;
}

EventRules ReadEventRules(std::string_view text) {
  EventRules out;
  RuleReader reader(out);
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    reader.Take(text.substr(0, end), ++number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  for (auto& [lemma, rules] : out.by_lemma) {
    std::stable_sort(rules.begin(), rules.end(), [&](std::uint32_t a, std::uint32_t b) {
      return out.rules[a].conditions.size() > out.rules[b].conditions.size();
    });
  }
  return out;
}

const EventRules& EventRulesOf(std::string_view language) {
  static const LanguageTables<EventRules> tables("events.txt", ReadEventRules);
  return tables.Of(language);
}

}  // namespace checkback
