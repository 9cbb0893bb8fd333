#include "reading/times.h"

#include <algorithm>
#include <charconv>

#include "reading/tense.h"
#include "reading/time_meant.h"
#include "reading/time_rules.h"
#include "reading/time_text.h"
#include "reading/time_values.h"
#include "reading/time_words.h"

namespace checkback {
namespace {

class TimeFinder {
 public:
  TimeFinder(std::string_view text, const Parse& parse, const TimeRules& rules,
             const PrintedAt& printed)
      : text_(text),
        parse_(parse),
        rules_(rules),
        words_(text, parse.words, rules),
        place_{text, parse, words_} {
    anchors_.printed = printed.day;
    anchors_.hour = printed.hour;
  }

  std::vector<TimeExpression> Run() {
    std::size_t first = 0;
    for (const std::size_t end : parse_.sentence_end) {
      place_.first = first;
      place_.end = end;
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
    TimeMatch match = Longest(i);
    if (match.rule == nullptr) return i + 1;
    const std::size_t began = i;
    i = match.first;
    if (match.rule->type == TimeRuleType::kNone || IsStamp(place_, match)) return match.end;
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
  Tense TenseOf(std::size_t i, const TimeMatch& match) const {
    constexpr int kMostHeads = 4;
    Tense tense = TenseAt(text_, parse_, match.main);
    // "resumes at first light on Friday"
    const bool joins =
        last_clock_ && last_end_ > place_.first && (last_end_ == i || last_end_ + 1 == i);
    if (tense == Tense::kUnknown && joins) tense = last_tense_;
    const auto ahead = [&](std::size_t word) {
      return words_.Holds(word, TimeClass::kAhead) ? Number(word, TimeClass::kAhead) : 0;
    };
    // "6 a.m. Saturday": what stands before the time of day counts.
    if (last_clock_ && last_end_ == i && last_end_ > place_.first) i = last_first_;
    if (Before(i) == "since") return Tense::kPast;
    if (Before(i) == "to" && last_ahead_ && last_end_ > place_.first) return Tense::kFuture;
    std::size_t at = i;
    if (at > place_.first && IsAmong(Before(at), {"on", "at", "for", "in", "the", "least"})) --at;
    if (at > place_.first && IsAmong(Before(at), {"at", "for", "back", "out", "to"})) --at;
    // "Friday's closing price" is known, whatever will be done with it.
    const bool possessive = IsAmong(After(match.end), {"'s", "\u2019s"});
    if (possessive && match.rule->value == "weekday") {
      const bool before =
          IsAmong(Before(i), {"before", "until", "by"}) ||
          (Before(i) == "of" && i > place_.first + 1 && words_.Lower(i - 2) == "ahead");
      if (before) return Tense::kFuture;
      const std::int32_t event = words_.word(match.main).head;
      const bool subject =
          event >= 0 &&
          UniversalPart(words_.word(static_cast<std::size_t>(event)).relation) == Relation::kNsubj;
      return subject ? tense : Tense::kPast;
    }
    // "a strike for Friday"
    if (Before(i) == "for" && match.rule->type != TimeRuleType::kDuration &&
        match.rule->value.starts_with("weekday"))
      return Tense::kFuture;
    if (at > place_.first && ahead(at - 1) > 0 && !IsPerfect(match.main)) return Tense::kFuture;
    if (tense == Tense::kFuture) return tense;
    std::int32_t head = words_.word(match.main).head;
    for (int steps = 0; parse_.parsed && head >= 0 && steps < kMostHeads; ++steps) {
      const Word& word = words_.word(static_cast<std::size_t>(head));
      if (ahead(static_cast<std::size_t>(head)) == 2) return Tense::kFuture;
      if (word.upos == Upos::kVerb &&
          (word.form == Form::kPast || word.form == Form::kPastParticiple))
        break;
      head = word.head;
    }
    return tense;
  }
  // Under "had", "has": what is over.
  bool IsPerfect(std::size_t main) const {
    const std::int32_t verb = words_.word(main).head;
    if (!parse_.parsed || verb < 0) return false;
    const auto at = static_cast<std::size_t>(verb);
    const std::size_t first = std::max(place_.first, at - std::min<std::size_t>(at, 4));
    for (std::size_t w = first; w < at; ++w) {
      if (words_.word(w).head == verb &&
          IsAmong(words_.Lower(w), {"had", "has", "have", "'d", "'ve"}))
        return true;
    }
    return false;
  }

  TimeMatch Longest(std::size_t i) const {
    TimeMatch best;
    const auto attempt = [&](const std::vector<std::uint16_t>& numbers) {
      for (const std::uint16_t number : numbers) {
        TimeMatch match;
        match.rule = &rules_.rules[number];
        if (!Fits(i, match)) continue;
        const bool longer = match.end > best.end;
        const bool earlier =
            match.end == best.end && (best.rule == nullptr || match.rule < best.rule);
        if (!longer && !earlier) continue;
        const bool none = match.rule->type == TimeRuleType::kNone;
        if (none || IsMeant(place_, match)) best = match;
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
  bool Fits(std::size_t i, TimeMatch& match) const {
    std::size_t at = i;
    if (words_.Lower(i) == ",") return false;
    match.first = i;
    match.parts.day_first = rules_.day_first;
    for (const TimeElement& element : match.rule->elements) {
      const std::size_t next = at < place_.end ? Take(at, element, match) : at;
      if (next == at && !element.optional) return false;
      at = next;
      if (element.lead) match.first = at;
    }
    // A mark that only stands between parts does not end a time.
    while (at > i && IsAmong(words_.Lower(at - 1), {",", "(", "and", "of", "-"})) --at;
    match.end = at;
    match.main = at > i ? at - 1 : i;
    return at > i;
  }

  std::size_t Take(std::size_t at, const TimeElement& element, TimeMatch& match) const {
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
  int Number(std::size_t at, TimeClass c) const { return place_.Number(at, c); }
  std::string_view Before(std::size_t i) const { return place_.Before(i); }
  std::string_view After(std::size_t i) const { return place_.After(i); }

  // "the" and "a" before a period belong to it, before a name of a day they do not.
  std::size_t WithArticle(std::size_t i, const TimeMatch& match) const {
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

  void Keep(std::size_t first, const TimeMatch& match, std::string value) {
    TimeExpression time;
    time.span = {words_.word(first).span.start, words_.word(match.end - 1).span.end};
    time.type = match.rule->type == TimeRuleType::kTime       ? TimeType::kTime
                : match.rule->type == TimeRuleType::kDuration ? TimeType::kDuration
                : match.rule->type == TimeRuleType::kSet      ? TimeType::kSet
                                                              : TimeType::kDate;
    // "$5 a day", "twenty a year": again and again.
    if (match.rule->value == "one" && first > place_.first &&
        (words_.Holds(first - 1, TimeClass::kNumber) ||
         IsAmong(Before(first), {"times", "%", "percent", "million", "billion", "dollars"}))) {
      time.type = TimeType::kSet;
    }
    time.value = std::move(value);
    Remember(time.value);
    if (time.type == TimeType::kDate && IsAmong(After(match.end), {"'s", "\u2019s"}))
      time.span.end = words_.word(match.end).span.end;
    const bool clock = IsAmong(match.rule->value, {"clock", "partof", "clockwords", "athour",
                                                   "clocksaid", "partnamed", "part", "military"});
    const bool half_said = match.parts.Of(TimeClass::kHalf).has_value();
    if (!JoinedWithLast(time, first, clock, half_said || last_half_))
      found_.push_back(std::move(time));
    last_end_ = match.end;
    last_first_ = first;
    last_ahead_ = match.parts.tense == Tense::kFuture;
    last_tense_ = match.parts.tense;
    last_clock_ = clock;
    last_half_ = half_said;
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
      const std::string digits(value.substr(0, 4));
      std::from_chars(digits.data(), digits.data() + digits.size(), year);
      anchors_.year = year;
    }
  }

  // "6:40 p.m. on Tuesday", "Tuesday at 6:40 p.m.": a day and a time of day are one.
  // `half_said`: "a.m." or "p.m." stands with the time of day.
  bool JoinedWithLast(const TimeExpression& time, std::size_t first, bool clock, bool half_said) {
    if (found_.empty() || last_end_ <= place_.first || last_clock_ == clock) return false;
    if (first > last_end_ + 1) return false;
    if (first == last_end_ + 1 &&
        !IsAmong(words_.Lower(last_end_), {"on", "at", ",", "around", "of", "in"}))
      return false;
    TimeExpression& last = found_.back();
    const TimeExpression& day = clock ? last : time;
    const TimeExpression& hour = clock ? time : last;
    const std::size_t at = hour.value.find('T');
    const std::string_view date = std::string_view(day.value).substr(0, day.value.find('T'));
    if (at == hour.value.npos) return false;
    // "every Monday at 4 p.m."
    const bool each = day.type == TimeType::kSet && &day == &last && date.starts_with("XXXX");
    if (!each &&
        (date.size() != 10 || day.type == TimeType::kSet || day.type == TimeType::kDuration)) {
      return false;
    }
    std::string of_day = hour.value.substr(at);
    // "9:15 on Wednesday night"
    const bool late =
        IsAmong(day.value.substr(std::min(day.value.size(), date.size())), {"TEV", "TNI", "TAF"});
    int said = 0;
    if (of_day.size() >= 3) std::from_chars(of_day.data() + 1, of_day.data() + 3, said);
    if (late && !half_said && said >= 1 && said < 12)
      of_day = "T" + std::to_string(said + 12) + of_day.substr(3);
    last.value = std::string(date) + of_day;
    last.type = each ? TimeType::kSet : TimeType::kTime;
    last.span.end = time.span.end;
    return true;
  }

  std::string_view text_;
  const Parse& parse_;
  const TimeRules& rules_;
  TimeWords words_;
  TimeAnchors anchors_;
  std::vector<TimeExpression> found_;
  TimePlace place_;
  std::size_t sentence_ = 1, named_in_ = 0;  // counted from 1; where the last whole day was named
  std::size_t last_end_ = 0;                 // of the time that was kept last
  std::size_t last_first_ = 0;
  bool last_ahead_ = false;  // whether it lies ahead
  Tense last_tense_ = Tense::kUnknown;
  bool last_clock_ = false;
  bool last_half_ = false;  // "a.m." or "p.m." stands with it
};

}  // namespace

std::vector<TimeExpression> FindTimes(std::string_view text, const Parse& parse,
                                      const PrintedAt& printed, std::string_view language) {
  const TimeRules& rules = TimeRulesOf(language);
  if (!rules.known) return {};
  return TimeFinder(text, parse, rules, printed).Run();
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
