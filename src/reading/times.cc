#include "reading/times.h"

#include <algorithm>

#include "reading/tense.h"
#include "reading/time_rules.h"
#include "reading/time_values.h"
#include "reading/time_words.h"

namespace checkback {
namespace {

struct Match {
  const TimeRule* rule = nullptr;
  std::size_t end = 0;   // behind its last word
  std::size_t main = 0;  // a word of it that the tree knows best: the last one
  TimeParts parts;
};

bool IsOne(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class Finder {
 public:
  Finder(std::string_view text, const Parse& parse, const TimeRules& rules,
         std::optional<std::chrono::sys_days> printed)
      : text_(text), parse_(parse), rules_(rules), words_(text, parse.words, rules) {
    anchors_.printed = printed;
  }

  std::vector<TimeExpression> Run() {
    std::size_t first = 0;
    for (const std::size_t end : parse_.sentence_end) {
      sentence_first_ = first;
      sentence_end_ = end;
      for (std::size_t i = first; i < end;) i = At(i);
      first = end;
    }
    return std::move(found_);
  }

 private:
  // Behind the time that begins at word `i`, having kept it; the next word where there is none.
  std::size_t At(std::size_t i) {
    Match match = Longest(i);
    if (match.rule == nullptr) return i + 1;
    if (match.rule->type == TimeRuleType::kNone) return match.end;
    if (!IsMeant(i, match)) return i + 1;
    match.parts.tense = TenseAt(text_, parse_, match.main);
    std::string value = TimeValue(*match.rule, match.parts, anchors_);
    if (value.empty()) return i + 1;
    Keep(WithArticle(i, match), match, std::move(value));
    return match.end;
  }

  Match Longest(std::size_t i) const {
    Match best;
    const auto attempt = [&](const std::vector<std::uint16_t>& numbers) {
      for (const std::uint16_t number : numbers) {
        Match match;
        match.rule = &rules_.rules[number];
        if (!Fits(i, match)) continue;
        const bool longer = match.end > best.end;
        const bool earlier =
            match.end == best.end && (best.rule == nullptr || match.rule < best.rule);
        if (longer || earlier) best = match;
      }
    };
    const std::string_view word = words_.Lower(i);
    if (const auto named = rules_.by_word.find(word); named != rules_.by_word.end()) {
      attempt(named->second);
    }
    const std::uint32_t classes = words_.Meaning(i).classes;
    for (std::size_t c = 0; c < kTimeClasses; ++c) {
      if (classes >> c & 1) attempt(rules_.by_class[c]);
    }
    return best;
  }

  // Whether the rule of `match` fits from word `i` on; optional places take what they can.
  bool Fits(std::size_t i, Match& match) const {
    std::size_t at = i;
    for (const TimeElement& element : match.rule->elements) {
      const std::size_t next = at < sentence_end_ ? Take(at, element, match) : at;
      if (next == at && !element.optional) return false;
      at = next;
    }
    // A mark that only stands between parts does not end a time.
    while (at > i && IsOne(words_.Lower(at - 1), {",", "(", "and", "of", "-"})) --at;
    match.end = at;
    match.main = at > i ? at - 1 : i;
    return at > i;
  }

  std::size_t Take(std::size_t at, const TimeElement& element, Match& match) const {
    const std::string_view word = words_.Lower(at);
    if (std::find(element.words.begin(), element.words.end(), word) != element.words.end()) {
      if (word == "half") match.parts.half = true;
      for (const TimeClass c : {TimeClass::kPart, TimeClass::kOrdinal}) {
        if (words_.Holds(at, c)) match.parts.found.Set(c, Number(at, c));
      }
      return at + 1;
    }
    const std::uint32_t both = element.classes & words_.Meaning(at).classes;
    if (both == 0) return at;
    for (std::size_t c = 0; c < kTimeClasses; ++c) {
      if (!(both >> c & 1)) continue;
      const auto kind = static_cast<TimeClass>(c);
      if (kind == TimeClass::kNumber) {
        const TimeNumber number = words_.NumberAt(at);
        if (number.words == 0) continue;
        match.parts.count = number.value;
        match.parts.counted = true;
        return at + number.words;
      }
      match.parts.found.Set(kind, Number(at, kind));
      if (kind == TimeClass::kClock || kind == TimeClass::kDotClock || kind == TimeClass::kDate)
        match.parts.exact = word;
      return at + 1;
    }
    return at;
  }
  int Number(std::size_t at, TimeClass c) const {
    return words_.Meaning(at).number[static_cast<std::size_t>(c)];
  }

  std::string_view Before(std::size_t i) const {
    return i > sentence_first_ ? words_.Lower(i - 1) : std::string_view();
  }
  std::string_view After(std::size_t i) const {
    return i < sentence_end_ ? words_.Lower(i) : std::string_view();
  }

  // Words that mean a time only in some company.
  bool IsMeant(std::size_t i, const Match& match) const {
    const std::string_view value = match.rule->value;
    if (value == "year") return IsYear(match.end - 1);
    if (value == "monthname" && match.end == i + 1) return IsMonth(i);
    if (value == "weekday" && match.end == i + 1) return words_.Lower(i).size() > 4;
    if (value == "bare") {
      return IsOne(Before(i), {"for", "over", "in", "of", "after", "within", "through", "during",
                               "took", "take", "takes", "lasted", "the"});
    }
    if (value == "part") {
      return IsOne(Before(i), {"the"}) ? IsOne(i >= sentence_first_ + 2 ? words_.Lower(i - 2) : "",
                                               {"in", "during", "into", "through"})
                                       : match.end > i + 1;
    }
    // "Now, what is this?"
    if (words_.Lower(i) == "now")
      return After(i + 1) != "that" && !(i == sentence_first_ && After(i + 1) == ",");
    return true;
  }

  // Not an amount, an address or a count of things.
  bool IsYear(std::size_t i) const {
    constexpr int kSurely = 1500;
    if (IsOne(Before(i), {"$", "\u00a3", "\u20ac", "#", "no.", "about", "nearly", "over", "than",
                          "least", "flight", "page", "room"})) {
      return false;
    }
    if (Number(i, TimeClass::kYear) < kSurely &&
        !IsOne(Before(i), {"in", "of", "since", "until"})) {
      return false;
    }
    const Word& word = words_.word(i);
    if (!parse_.parsed || word.relation != Relation::kNummod ||
        word.head <= static_cast<std::int32_t>(i)) {
      return !IsOne(After(i + 1), {"%", "percent", "people", "-"}) || After(i + 1) == "-";
    }
    const Word& counted = words_.word(static_cast<std::size_t>(word.head));
    return counted.form != Form::kPlural || counted.upos == Upos::kPropn;
  }

  // Not a person's name, not a verb.
  bool IsMonth(std::size_t i) const {
    const std::string_view printed = words_.AsPrinted(i);
    const bool named = IsOne(
        Before(i), {"in", "of", "since", "by", "until", "last", "next", "this", "from", "between",
                    "and", "to", "late", "early", "through", "for", "before", "after"});
    if (printed.size() <= 3 && !named) return false;
    if (named) return true;
    const bool capital = i + 1 < sentence_end_ && words_.AsPrinted(i + 1)[0] >= 'A' &&
                         words_.AsPrinted(i + 1)[0] <= 'Z' && words_.Meaning(i + 1).classes == 0;
    const bool may = words_.Lower(i) == "may" || words_.Lower(i) == "march";
    return !capital && !may;
  }

  // "the" and "a" before a period belong to it, before a name of a day they do not.
  std::size_t WithArticle(std::size_t i, const Match& match) const {
    const std::uint32_t names = 1u << static_cast<unsigned>(TimeClass::kMonth) |
                                1u << static_cast<unsigned>(TimeClass::kWeekday) |
                                1u << static_cast<unsigned>(TimeClass::kYear) |
                                1u << static_cast<unsigned>(TimeClass::kDate) |
                                1u << static_cast<unsigned>(TimeClass::kLy);
    if (match.parts.found.classes & names) return i;
    const bool article =
        Before(i) == "the" && match.rule->type != TimeRuleType::kSet && match.rule->value != "ref";
    return article ? i - 1 : i;
  }

  void Keep(std::size_t first, const Match& match, std::string value) {
    TimeExpression time;
    time.span = {words_.word(first).span.start, words_.word(match.end - 1).span.end};
    time.type = match.rule->type == TimeRuleType::kTime       ? TimeType::kTime
                : match.rule->type == TimeRuleType::kDuration ? TimeType::kDuration
                : match.rule->type == TimeRuleType::kSet      ? TimeType::kSet
                                                              : TimeType::kDate;
    // "$5 a day", "twenty a year": again and again.
    if (match.rule->value == "one" && first > sentence_first_ &&
        (words_.Holds(first - 1, TimeClass::kNumber) ||
         IsOne(Before(first), {"times", "%", "percent", "million", "billion", "dollars"}))) {
      time.type = TimeType::kSet;
    }
    time.value = std::move(value);
    if (const auto day = DayOfValue(time.value)) anchors_.named = day;
    const bool clock = match.rule->value == "clock" || match.rule->value == "partof";
    if (!JoinedWithLast(time, first, clock)) found_.push_back(std::move(time));
    last_end_ = match.end;
    last_clock_ = clock;
  }

  // "6:40 p.m. on Tuesday", "Tuesday at 6:40 p.m.": a day and a time of day are one.
  bool JoinedWithLast(const TimeExpression& time, std::size_t first, bool clock) {
    if (found_.empty() || last_end_ <= sentence_first_ || last_clock_ == clock) return false;
    if (first > last_end_ + 1) return false;
    if (first == last_end_ + 1 && !IsOne(words_.Lower(last_end_), {"on", "at", ",", "around"}))
      return false;
    TimeExpression& last = found_.back();
    const TimeExpression& day = clock ? last : time;
    const TimeExpression& hour = clock ? time : last;
    const std::size_t at = hour.value.find('T');
    const std::string_view date = std::string_view(day.value).substr(0, day.value.find('T'));
    if (at == hour.value.npos || date.size() != 10 || day.type == TimeType::kSet ||
        day.type == TimeType::kDuration) {
      return false;
    }
    last.value = std::string(date) + hour.value.substr(at);
    last.type = TimeType::kTime;
    last.span.end = time.span.end;
    return true;
  }

  std::string_view text_;
  const Parse& parse_;
  const TimeRules& rules_;
  TimeWords words_;
  TimeAnchors anchors_;
  std::vector<TimeExpression> found_;
  std::size_t sentence_first_ = 0, sentence_end_ = 0;
  std::size_t last_end_ = 0;  // of the time that was kept last
  bool last_clock_ = false;
};

}  // namespace

std::vector<TimeExpression> FindTimes(std::string_view text, const Parse& parse,
                                      std::optional<std::chrono::sys_days> printed,
                                      std::string_view language) {
  const TimeRules& rules = TimeRulesOf(language);
  if (!rules.known) return {};
  return Finder(text, parse, rules, printed).Run();
}

std::string_view NameOf(TimeType type) {
  switch (type) {
    case TimeType::kDate:
      return "DATE";
    case TimeType::kTime:
      return "TIME";
    case TimeType::kDuration:
      return "DURATION";
    case TimeType::kSet:
      return "SET";
  }
  return "DATE";
}

}  // namespace checkback
