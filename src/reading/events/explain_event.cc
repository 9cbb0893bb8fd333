#include "reading/events/explain_event.h"

#include <algorithm>
#include <charconv>

#include "reading/events/event_rules.h"
#include "reading/events/places.h"
#include "text/embedded.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::string_view kTable = "events.txt:";

struct TableLine {
  std::string_view line, group;
};

// The line of that number, and the last heading ("# ---- talks ----") above it.
TableLine LineOf(std::string_view table, std::size_t number) {
  TableLine found;
  for (std::size_t n = 1; !table.empty(); ++n) {
    const std::string_view line = TakeUntil(table, '\n');
    if (n == number) {
      found.line = line;
      return found;
    }
    if (line.starts_with("# ----")) found.group = line.substr(2);
  }
  return {};
}

std::string PathText(const EventPath& path) {
  std::string text;
  for (const std::string_view step : path) {
    if (!text.empty()) text += '.';
    text += step;
  }
  return text;
}

// "obj=@talks" as the line has it, by its path.
std::string ConditionText(std::string_view line, const EventCondition& condition) {
  const std::string path = PathText(condition.path) + (condition.absent ? "!=" : "=");
  while (!line.empty()) {
    const std::string_view word = TakeUntil(line, ' ');
    if (word.starts_with(path)) return std::string(word);
  }
  return path;
}

class EventExplainer {
 public:
  EventExplainer(const Grammar& grammar, const Event& event, EventReason& reason)
      : grammar_(grammar), event_(event), reason_(reason) {}

  void Explain(const EventRule& rule) {
    for (const EventCondition& condition : rule.conditions) Condition(condition);
    if (!event_.source.empty()) Party("source", rule.source);
    if (!event_.target.empty()) Party("target", rule.target);
  }

 private:
  void Condition(const EventCondition& condition) {
    Span words;
    for (const WordIndex w : WordsAt(grammar_, event_.predicate, condition.path)) {
      const bool named =
          condition.words.empty() || std::find(condition.words.begin(), condition.words.end(),
                                               grammar_.Lemma(w)) != condition.words.end();
      if (named && words.empty()) words = grammar_[w].span;
    }
    reason_.parts.push_back({ConditionText(reason_.line, condition), words});
  }

  // The first place of the rule where anything stands, as the finder looks for it.
  void Party(std::string_view role, const std::vector<EventPath>& paths) {
    for (const EventPath& path : paths) {
      const std::vector<WordIndex> words = WordsAt(grammar_, event_.predicate, path);
      if (words.empty()) continue;
      reason_.parts.push_back(
          {std::string(role) + '=' + PathText(path), grammar_.Bytes(Phrase(words.front()))});
      return;
    }
  }

  // What stands with the noun, without clauses that hang on it.
  WordRange Phrase(WordIndex head) const {
    constexpr WordIndex kMostBehind = 4;
    const WordRange under = grammar_.WordsUnder(head);
    WordRange phrase{under.first, std::min(under.end, head + 1 + kMostBehind)};
    for (WordIndex i = head + 1; i < phrase.end; ++i) {
      const Upos upos = grammar_[i].upos;
      if (upos == Upos::kPunct || upos == Upos::kVerb || upos == Upos::kAux ||
          upos == Upos::kSconj || upos == Upos::kPron) {
        phrase.end = i;
        break;
      }
    }
    return grammar_.Trimmed(phrase);
  }

  const Grammar& grammar_;
  const Event& event_;
  EventReason& reason_;
};

}  // namespace

EventReason ReasonOfEvent(const Grammar& grammar, const Event& event) {
  EventReason reason;
  reason.pattern = event.pattern;
  if (event.predicate < grammar.size()) reason.predicate = grammar[event.predicate].span;
  if (!event.pattern.starts_with(kTable)) return reason;
  std::size_t number = 0;
  const std::string_view digits = std::string_view(event.pattern).substr(kTable.size());
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  std::string_view language = grammar.language().substr(0, grammar.language().find('-'));
  if (language.empty() || language == "und") language = "en";
  const std::string path = "rules/" + std::string(language) + "/events.txt";
  const TableLine found = LineOf(FindEmbedded(path), number);
  reason.pattern = path + ':' + std::to_string(number);
  reason.line = found.line;
  reason.group = found.group;
  const std::vector<EventRule>& rules = EventRulesOf(grammar.language()).rules;
  const auto rule = std::find_if(rules.begin(), rules.end(),
                                 [&](const EventRule& r) { return r.line == number; });
  if (rule != rules.end() && event.predicate < grammar.size())
    EventExplainer(grammar, event, reason).Explain(*rule);
  return reason;
}

}  // namespace checkback
