#include "reading/times.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "reading/tense.h"
#include "reading/time_rules.h"
#include "reading/time_text.h"
#include "reading/time_values.h"
#include "reading/time_words.h"

namespace checkback {
namespace {

struct Match {
  const TimeRule* rule = nullptr;
  std::size_t first = 0;
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
         const PrintedAt& printed)
      : text_(text), parse_(parse), rules_(rules), words_(text, parse.words, rules) {
    anchors_.printed = printed.day;
    anchors_.hour = printed.hour;
  }

  std::vector<TimeExpression> Run() {
    std::size_t first = 0;
    for (const std::size_t end : parse_.sentence_end) {
      sentence_first_ = first;
      sentence_end_ = end;
      ++sentence_;
      anchors_.near = anchors_.named && named_in_ + 1 >= sentence_;
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
    const std::size_t began = i;
    i = match.first;
    if (match.rule->type == TimeRuleType::kNone || IsStamp(i, match)) return match.end;
    match.parts.tense = TenseOf(i, match);
    std::string value = TimeValue(*match.rule, match.parts, anchors_);
    // "from Monday to Friday": the second day comes after the first.
    if (match.rule->value == "weekday" && Before(i) == "to" && last_ahead_ && anchors_.near) {
      const auto day = DayOfValue(value);
      if (day && *day < *anchors_.named) value = DayText(*day + std::chrono::weeks(1));
    }
    if (value.empty()) return began + 1;
    Keep(WithArticle(i, match), match, std::move(value));
    return match.end;
  }

  // The tense of the verb over it, or what words around say of days ahead: "until Friday", "due on
  // Friday".
  Tense TenseOf(std::size_t i, const Match& match) const {
    constexpr int kMostHeads = 4;
    const Tense tense = TenseAt(text_, parse_, match.main);
    const auto ahead = [&](std::size_t word) {
      return words_.Holds(word, TimeClass::kAhead) ? Number(word, TimeClass::kAhead) : 0;
    };
    // "6 a.m. Saturday": what stands before the time of day counts.
    if (last_clock_ && last_end_ == i && last_end_ > sentence_first_) i = last_first_;
    if (Before(i) == "since") return Tense::kPast;
    if (Before(i) == "to" && last_ahead_ && last_end_ > sentence_first_) return Tense::kFuture;
    std::size_t at = i;
    if (at > sentence_first_ && IsOne(Before(at), {"on", "at", "for", "in", "the", "least"})) --at;
    if (at > sentence_first_ && IsOne(Before(at), {"at", "for", "back", "out", "to"})) --at;
    if (at > sentence_first_ && ahead(at - 1) > 0 && !IsPerfect(match.main)) return Tense::kFuture;
    // "Friday's closing price" is known, whatever will be done with it.
    const bool possessive = IsOne(After(match.end), {"'s", "\u2019s"});
    if (possessive && match.rule->value == "weekday") {
      const bool before = Before(i) == "before" || (Before(i) == "of" && i > sentence_first_ + 1 &&
                                                    words_.Lower(i - 2) == "ahead");
      if (before) return Tense::kFuture;
      const std::int32_t event = words_.word(match.main).head;
      const bool subject =
          event >= 0 &&
          UniversalPart(words_.word(static_cast<std::size_t>(event)).relation) == Relation::kNsubj;
      return subject ? tense : Tense::kPast;
    }
    if (tense == Tense::kFuture) return tense;
    std::int32_t head = words_.word(match.main).head;
    for (int steps = 0; parse_.parsed && head >= 0 && steps < kMostHeads; ++steps) {
      const Word& word = words_.word(static_cast<std::size_t>(head));
      if (ahead(static_cast<std::size_t>(head)) == 2) return Tense::kFuture;
      if (word.upos == Upos::kVerb && word.form == Form::kPast) break;
      head = word.head;
    }
    return tense;
  }
  // Under "had", "has": what is over.
  bool IsPerfect(std::size_t main) const {
    const std::int32_t verb = words_.word(main).head;
    if (!parse_.parsed || verb < 0) return false;
    const auto at = static_cast<std::size_t>(verb);
    const std::size_t first = std::max(sentence_first_, at - std::min<std::size_t>(at, 4));
    for (std::size_t w = first; w < at; ++w) {
      if (words_.word(w).head == verb &&
          IsOne(words_.Lower(w), {"had", "has", "have", "'d", "'ve"}))
        return true;
    }
    return false;
  }

  // "08:25" or "4 p.m. -" at the head of a paragraph: when a post was made, no part of what it
  // says.
  bool IsStamp(std::size_t i, const Match& match) const {
    if (match.rule->value != "clock" || i != sentence_first_) return false;
    const std::size_t start = words_.word(i).span.start;
    if (start > 0 && text_[start - 1] != '\n') return false;
    if (match.end >= words_.size()) return true;
    if (match.end >= sentence_end_) return true;
    const std::string_view next = words_.AsPrinted(match.end);
    if (IsOne(next, {"-", "\u2013", "\u2014", ":", "|"})) return true;
    const bool day = words_.Holds(match.end, TimeClass::kWeekday) ||
                     words_.Holds(match.end, TimeClass::kMonth) ||
                     words_.Holds(match.end, TimeClass::kZone);
    return next[0] >= 'A' && next[0] <= 'Z' && !day;
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
        if (!longer && !earlier) continue;
        const bool none = match.rule->type == TimeRuleType::kNone;
        if (none || IsMeant(match.first, match)) best = match;
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
    if (words_.Lower(i) == ",") return false;
    match.first = i;
    match.parts.day_first = rules_.day_first;
    for (const TimeElement& element : match.rule->elements) {
      const std::size_t next = at < sentence_end_ ? Take(at, element, match) : at;
      if (next == at && !element.optional) return false;
      at = next;
      if (element.lead) match.first = at;
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
      if (word == "to") match.parts.minus = true;
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
        match.parts.first_count = match.parts.count;
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
    if (value == "weekday" && match.end == i + 1)
      return words_.Lower(i).size() > 4 &&
             (!IsOne(Before(i), {"a", "an", "any"}) || IsNounAt(match.end));
    // "their Easter plans"
    if (value == "easter" && match.end == i + 1) return !IsNounAt(match.end);
    if (value == "bare") {
      return IsOne(Before(i), {"for", "over", "in", "of", "after", "within", "through", "during",
                               "took", "take", "takes", "lasted"});
    }
    if (value == "part") {
      // "the morning of May 13", "mid-morning"
      const std::size_t day = match.end + 1;
      if (IsOne(After(match.end), {"of", "on"}) && day < sentence_end_ &&
          (words_.Holds(day, TimeClass::kWeekday) || words_.Holds(day, TimeClass::kMonth) ||
           words_.Holds(day, TimeClass::kDay)))
        return true;
      if (words_.Lower(i).starts_with("mid-")) return true;
      return IsOne(Before(i), {"the"}) ? IsOne(i >= sentence_first_ + 2 ? words_.Lower(i - 2) : "",
                                               {"in", "during", "into", "through"})
                                       : match.end > i + 1;
    }
    if (value == "one" && IsOne(words_.Lower(i), {"a", "an"})) return !IsRate(i);
    // "10.30" is a number too.
    if (value == "clock" && match.parts.counted &&
        (match.parts.count > 24 || match.parts.count != std::floor(match.parts.count)))
      return false;
    if (value == "athour") return IsHour(i, match);
    if (value == "clockwords") {
      const bool words = match.parts.count <= 12 && match.parts.first_count <= 30;
      return words && IsOne(Before(i), {"at", "by", "until", "till", "about", "around", "nearly",
                                        "gone", "from", "since", "after", "before", "was"});
    }
    if (value == "season") return IsSeason(i, match);
    if (value == "dayonly") {
      return words_.Lower(match.end - 1)[0] <= '9' && !IsNounAt(match.end) &&
             IsOne(Before(i), {"on", "by", "until", "since", "from", "to", "before", "after"});
    }
    if (value == "ly") return !IsNounAt(match.end);
    if (value == "day" && Before(i) == "$") return false;
    // "He is there now.", not "Now, what is this?" nor "has now said"
    if (value == "ref" && words_.Lower(i) == "now") {
      return IsOne(After(i + 1), {".", ",", ";", ":", "\"", "\u201d", "?"}) &&
             i > sentence_first_ &&
             !IsOne(Before(i), {"for", "just", "by", "until", "till", "even"});
    }
    return true;
  }

  bool IsNounAt(std::size_t i) const {
    if (i >= sentence_end_) return false;
    const Upos upos = words_.word(i).upos;
    return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj ||
           upos == Upos::kSym || upos == Upos::kNum;
  }

  // "40 tonnes a week", "four times a day": how much each time, no time by itself.
  bool IsRate(std::size_t i) const {
    if (i == sentence_first_) return false;
    const Word& before = words_.word(i - 1);
    return before.upos == Upos::kNoun || before.upos == Upos::kNum || before.upos == Upos::kSym ||
           IsOne(Before(i), {"%", "once", "twice"});
  }

  // "at six", not "at six hospitals" nor "stood at six".
  bool IsHour(std::size_t i, const Match& match) const {
    if (match.parts.count < 1 || match.parts.count > 12) return false;
    constexpr std::uint32_t kDays = 1u << static_cast<unsigned>(TimeClass::kPart) |
                                    1u << static_cast<unsigned>(TimeClass::kNear);
    if (match.parts.found.classes & kDays) return true;
    if (!parse_.parsed || IsNounAt(match.end) || match.end != i + 2) return false;
    const bool verb_behind = match.end + 1 < sentence_end_ && After(match.end) == "to" &&
                             words_.word(match.end + 1).upos == Upos::kVerb;
    if (!verb_behind && IsOne(After(match.end), {"-", "per", "%", "of", "to", "and", "million"}))
      return false;
    const std::int32_t head = words_.word(match.main).head;
    if (head < 0 || words_.word(match.main).relation == Relation::kNummod) return false;
    // At the end of a sentence the tree often puts it under the noun before.
    const Word& verb = words_.word(static_cast<std::size_t>(head));
    if (verb.upos != Upos::kVerb && After(match.end) != ".") return false;
    // Verbs of amounts.
    return !IsOne(words_.Lower(static_cast<std::size_t>(head)),
                  {"stood", "stands", "stand", "put", "puts", "remained", "remains", "estimated",
                   "set", "held", "kept", "valued", "priced", "capped", "peaked", "placed", "given",
                   "settled", "confirmed"});
  }

  // "in the fall", not "the fall of the government".
  bool IsSeason(std::size_t i, const Match& match) const {
    const std::uint32_t classes = match.parts.found.classes;
    const auto has = [&](TimeClass c) { return classes >> static_cast<unsigned>(c) & 1; };
    if (has(TimeClass::kYear) || has(TimeClass::kTurn) || has(TimeClass::kBeside) ||
        match.parts.counted)
      return true;
    const bool led = IsOne(Before(i), {"in", "until", "till", "since", "by", "before", "after",
                                       "through", "during", "over", "for", "from", "throughout"});
    if (match.end == i + 1) return led && !IsNounAt(match.end) && After(match.end) != "-";
    const bool clear = IsOne(words_.Lower(match.end - 1), {"winter", "summer", "autumn"});
    return (led || clear) && After(match.end) != "of" && !IsNounAt(match.end);
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
                                1u << static_cast<unsigned>(TimeClass::kLy) |
                                1u << static_cast<unsigned>(TimeClass::kHoliday);
    if (match.parts.found.classes & names) return i;
    const bool article = Before(i) == "the" && !match.rule->value.starts_with("easter") &&
                         match.rule->type != TimeRuleType::kSet && match.rule->value != "ref";
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
    Remember(time.value);
    if (time.type == TimeType::kDate && IsOne(After(match.end), {"'s", "\u2019s"}))
      time.span.end = words_.word(match.end).span.end;
    const bool clock = IsOne(match.rule->value, {"clock", "partof", "clockwords", "athour",
                                                 "partnamed", "part", "military"});
    if (!JoinedWithLast(time, first, clock)) found_.push_back(std::move(time));
    last_end_ = match.end;
    last_first_ = first;
    last_ahead_ = match.parts.tense == Tense::kFuture;
    last_clock_ = clock;
  }

  void Remember(std::string_view value) {
    constexpr std::size_t kWholeDay = 10;
    if (const auto day = DayOfValue(value.substr(0, value.find('T')))) {
      anchors_.named = day;
      anchors_.near = value.size() >= kWholeDay;
      named_in_ = anchors_.near ? sentence_ : 0;
    }
    if (value.size() >= 4 && value.find_first_not_of("0123456789") >= 4) {
      int year = 0;
      std::from_chars(value.data(), value.data() + 4, year);
      anchors_.year = year;
    }
  }

  // "6:40 p.m. on Tuesday", "Tuesday at 6:40 p.m.": a day and a time of day are one.
  bool JoinedWithLast(const TimeExpression& time, std::size_t first, bool clock) {
    if (found_.empty() || last_end_ <= sentence_first_ || last_clock_ == clock) return false;
    if (first > last_end_ + 1) return false;
    if (first == last_end_ + 1 &&
        !IsOne(words_.Lower(last_end_), {"on", "at", ",", "around", "of", "in"}))
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
    std::string of_day = hour.value.substr(at);
    // "9:15 on Wednesday night"
    const bool late =
        IsOne(day.value.substr(std::min(day.value.size(), date.size())), {"TEV", "TNI", "TAF"});
    if (late && of_day.size() >= 3 && of_day[1] == '0' && of_day[2] >= '1')
      of_day = "T" + std::to_string(of_day[2] - '0' + 12) + of_day.substr(3);
    last.value = std::string(date) + of_day;
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
  std::size_t sentence_ = 1, named_in_ = 0;  // counted from 1; where the last whole day was named
  std::size_t last_end_ = 0;                 // of the time that was kept last
  std::size_t last_first_ = 0;
  bool last_ahead_ = false;  // whether it lies ahead
  bool last_clock_ = false;
};

}  // namespace

std::vector<TimeExpression> FindTimes(std::string_view text, const Parse& parse,
                                      const PrintedAt& printed, std::string_view language) {
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
