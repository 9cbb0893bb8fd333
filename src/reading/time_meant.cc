#include "reading/time_meant.h"

#include <cmath>

namespace checkback {
namespace {

class TimeCompany {
 public:
  explicit TimeCompany(const TimePlace& place)
      : place_(place), text_(place.text), parse_(place.parse), words_(place.words) {}

  // Words that mean a time only in some company.
  bool Means(std::size_t i, const TimeMatch& match) const {
    const std::string_view value = match.rule->value;
    if (value == "year") return IsYear(match.end - 1);
    if (value == "monthname" && match.end == i + 1) return IsMonth(i);
    if (value == "weekday" && match.end == i + 1)
      return words_.Lower(i).size() > 4 &&
             (!IsAmong(Before(i), {"a", "an", "any"}) || IsNounAt(match.end));
    // "their Easter plans"
    if (value == "easter" && match.end == i + 1) return !IsNounAt(match.end);
    if (value == "bare") {
      return IsAmong(Before(i), {"for", "over", "in", "of", "after", "within", "through", "during",
                                 "took", "take", "takes", "lasted"});
    }
    if (value == "part") {
      // "the morning of May 13", "mid-morning"
      const std::size_t day = match.end + 1;
      if (IsAmong(After(match.end), {"of", "on"}) && day < place_.end &&
          (words_.Holds(day, TimeClass::kWeekday) || words_.Holds(day, TimeClass::kMonth) ||
           words_.Holds(day, TimeClass::kDay)))
        return true;
      if (words_.Lower(i).starts_with("mid-")) return true;
      return IsAmong(Before(i), {"the"}) ? IsAmong(i >= place_.first + 2 ? words_.Lower(i - 2) : "",
                                                   {"in", "during", "into", "through"})
                                         : match.end > i + 1;
    }
    if (value == "one" && IsAmong(words_.Lower(i), {"a", "an"})) return !IsRate(i);
    // "10.30" is a number too.
    if (value == "clock" && match.parts.counted &&
        (match.parts.count > 24 || match.parts.count != std::floor(match.parts.count)))
      return false;
    // "the dawn of a new era"
    if (value == "partnamed" && Before(i) == "the" && After(match.end) == "of") return false;
    if (value == "athour") return IsHour(i, match);
    if (value == "clockwords") {
      const bool words = match.parts.count <= 12 && match.parts.first_count <= 30;
      return words && IsAmong(Before(i), {"at", "by", "until", "till", "about", "around", "nearly",
                                          "gone", "from", "since", "after", "before", "was"});
    }
    if (value == "season") return IsSeason(i, match);
    if (value == "dayonly") {
      return words_.Lower(match.end - 1)[0] <= '9' && !IsNounAt(match.end) &&
             IsAmong(Before(i), {"on", "by", "until", "since", "from", "to", "before", "after"});
    }
    if (value == "ly") return !IsNounAt(match.end);
    if (value == "day" && Before(i) == "$") return false;
    // "He is there now.", not "Now, what is this?" nor "has now said"
    if (value == "ref" && words_.Lower(i) == "now") {
      return IsAmong(After(i + 1), {"", ".", ",", ";", ":", "\"", "\u201d", "?"}) &&
             i > place_.first &&
             !IsAmong(Before(i), {"for", "just", "by", "until", "till", "even"});
    }
    return true;
  }

  bool Stamps(std::size_t i, const TimeMatch& match) const {
    if (match.rule->value != "clock" || i != place_.first) return false;
    const std::size_t start = words_.word(i).span.start;
    if (start > 0 && text_[start - 1] != '\n') return false;
    if (match.end >= words_.size()) return true;
    if (match.end >= place_.end) return true;
    const std::string_view next = words_.AsPrinted(match.end);
    if (IsAmong(next, {"-", "\u2013", "\u2014", ":", "|"})) return true;
    const bool day = words_.Holds(match.end, TimeClass::kWeekday) ||
                     words_.Holds(match.end, TimeClass::kMonth) ||
                     words_.Holds(match.end, TimeClass::kZone);
    return next[0] >= 'A' && next[0] <= 'Z' && !day;
  }

 private:
  bool IsNounAt(std::size_t i) const {
    if (i >= place_.end) return false;
    const Upos upos = words_.word(i).upos;
    return upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kAdj ||
           upos == Upos::kSym || upos == Upos::kNum;
  }

  // "40 tonnes a week", "four times a day": how much each time, no time by itself.
  bool IsRate(std::size_t i) const {
    if (i == place_.first) return false;
    const Word& before = words_.word(i - 1);
    return before.upos == Upos::kNoun || before.upos == Upos::kNum || before.upos == Upos::kSym ||
           IsAmong(Before(i), {"%", "once", "twice"});
  }

  // "at six", not "at six hospitals" nor "stood at six".
  bool IsHour(std::size_t i, const TimeMatch& match) const {
    if (match.parts.count < 1 || match.parts.count > 12) return false;
    constexpr std::uint32_t kDays = 1u << static_cast<unsigned>(TimeClass::kPart) |
                                    1u << static_cast<unsigned>(TimeClass::kNear);
    if (match.parts.found.classes & kDays) return true;
    if (!parse_.parsed || IsNounAt(match.end) || match.end != i + 2) return false;
    const bool verb_behind = match.end + 1 < place_.end && After(match.end) == "to" &&
                             words_.word(match.end + 1).upos == Upos::kVerb;
    if (!verb_behind && IsAmong(After(match.end), {"-", "per", "%", "of", "to", "and", "million"}))
      return false;
    const std::int32_t head = words_.word(match.main).head;
    if (head < 0 || words_.word(match.main).relation == Relation::kNummod) return false;
    // At the end of a sentence the tree often puts it under the noun before.
    const Word& verb = words_.word(static_cast<std::size_t>(head));
    if (verb.upos != Upos::kVerb && After(match.end) != ".") return false;
    // Verbs of amounts.
    return !IsAmong(words_.Lower(static_cast<std::size_t>(head)),
                    {"stood", "stands", "stand", "put", "puts", "remained", "remains", "estimated",
                     "set", "held", "kept", "valued", "priced", "capped", "peaked", "placed",
                     "given", "settled", "confirmed"});
  }

  // "in the fall", not "the fall of the government".
  bool IsSeason(std::size_t i, const TimeMatch& match) const {
    const std::uint32_t classes = match.parts.found.classes;
    const auto has = [&](TimeClass c) { return classes >> static_cast<unsigned>(c) & 1; };
    if (has(TimeClass::kYear) || has(TimeClass::kTurn) || has(TimeClass::kBeside) ||
        match.parts.counted)
      return true;
    const bool led = IsAmong(Before(i), {"in", "until", "till", "since", "by", "before", "after",
                                         "through", "during", "over", "for", "from", "throughout"});
    if (match.end == i + 1) return led && !IsNounAt(match.end) && After(match.end) != "-";
    const bool clear = IsAmong(words_.Lower(match.end - 1), {"winter", "summer", "autumn"});
    return (led || clear) && After(match.end) != "of" && !IsNounAt(match.end);
  }

  // Not an amount, an address or a count of things.
  bool IsYear(std::size_t i) const {
    constexpr int kSurely = 1500;
    if (IsAmong(Before(i), {"$", "\u00a3", "\u20ac", "#", "no.", "about", "nearly", "over", "than",
                            "least", "flight", "page", "room"})) {
      return false;
    }
    if (Number(i, TimeClass::kYear) < kSurely &&
        !IsAmong(Before(i), {"in", "of", "since", "until"})) {
      return false;
    }
    const Word& word = words_.word(i);
    if (!parse_.parsed || word.relation != Relation::kNummod ||
        word.head <= static_cast<std::int32_t>(i)) {
      return !IsAmong(After(i + 1), {"%", "percent", "people", "-"}) || After(i + 1) == "-";
    }
    const Word& counted = words_.word(static_cast<std::size_t>(word.head));
    return counted.form != Form::kPlural || counted.upos == Upos::kPropn;
  }

  // Not a person's name, not a verb.
  bool IsMonth(std::size_t i) const {
    const std::string_view printed = words_.AsPrinted(i);
    const bool named = IsAmong(
        Before(i), {"in", "of", "since", "by", "until", "last", "next", "this", "from", "between",
                    "and", "to", "late", "early", "through", "for", "before", "after"});
    if (printed.size() <= 3 && !named) return false;
    if (named) return true;
    const bool capital = i + 1 < place_.end && words_.AsPrinted(i + 1)[0] >= 'A' &&
                         words_.AsPrinted(i + 1)[0] <= 'Z' && words_.Meaning(i + 1).classes == 0;
    const bool may = words_.Lower(i) == "may" || words_.Lower(i) == "march";
    return !capital && !may;
  }

  int Number(std::size_t at, TimeClass c) const { return place_.Number(at, c); }
  std::string_view Before(std::size_t i) const { return place_.Before(i); }
  std::string_view After(std::size_t i) const { return place_.After(i); }

  const TimePlace& place_;
  std::string_view text_;
  const Parse& parse_;
  const TimeWords& words_;
};

}  // namespace

bool IsMeant(const TimePlace& place, const TimeMatch& match) {
  return TimeCompany(place).Means(match.first, match);
}

bool IsStamp(const TimePlace& place, const TimeMatch& match) {
  return TimeCompany(place).Stamps(match.first, match);
}

}  // namespace checkback
