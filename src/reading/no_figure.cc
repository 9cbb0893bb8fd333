#include "reading/figure_numeral.h"

namespace checkback {
namespace {

// Numbers that name, date or compare something and count nothing.
class NoFigure {
 public:
  explicit NoFigure(const FigurePlace& place, std::optional<bool>& wins)
      : place_(place),
        grammar_(place.grammar),
        rules_(place.rules),
        sense_(place.sense),
        sentence_(place.sentence),
        last_end_(place.last_end),
        wins_(wins) {}

  bool Of(FigureNumeral& n) {
    return IsAge(n) || IsLabel(n) || IsResult(n) || IsShare(n) || IsPlainOne(n) || IsPart(n) ||
           IsPhone(n);
  }

 private:
  bool IsAge(const FigureNumeral& n) const {
    const std::string_view before = n.first > sentence_.first ? Lower(n.first - 1) : "";
    if (IsOneOf(before, {"aged", "age", "ages"})) return true;
    if (before == "of" && n.first >= sentence_.first + 2 && Lower(n.first - 2) == "age")
      return true;
    // "brothers aged 19 and 22"
    if (n.first >= sentence_.first + 3 && IsOneOf(before, {"and", "or", "to", ","}) &&
        IsOneOf(Lower(n.first - 3), {"aged", "ages"}))
      return true;
    WordIndex at = n.end;
    if (n.unit == "years" || n.unit == "months" || n.unit == "weeks" || n.unit == "days") {
      if (IsDash(Lower(at))) ++at;
      return IsOneOf(Lower(at), {"old", "olds", "older"});
    }
    if (IsAgeOfSubject(n) || IsAgeOfOne(n)) return true;
    // ", 54," behind a name
    const bool alone = n.unit.empty() && n.low.digits && !n.high && n.low.value < 120 &&
                       before == "," && n.first >= sentence_.first + 2;
    if (!alone) return false;
    const WordIndex who = n.first - 2;
    // "Hellin, 41, an engineer, died": at the head of a sentence a surname may pass for any word.
    const char first = grammar_.Printed(who)[0];
    const bool large = first >= 'A' && first <= 'Z' && grammar_[who].upos != Upos::kNum;
    if (large && Lower(n.end) == ",") return true;
    const bool named = grammar_[who].upos == Upos::kPropn || sense_.IsPerson(who);
    return named &&
           IsOneOf(Lower(n.end), {",", ".", "and", "of", "from", ";", ")", "was", "who", "said"});
  }

  // "the man was 71", not "the number of people was 71"
  bool IsAgeOfSubject(const FigureNumeral& n) const {
    const bool plain = n.unit.empty() && n.low.digits && !n.high && n.low.value < 120;
    if (!plain || n.first < sentence_.first + 2 || !IsOneOf(Lower(n.first - 1), {"was", "is"}))
      return false;
    const std::string_view who = Lower(n.first - 2);
    if (IsOneOf(who, {"he", "she", "who"})) return true;
    return who != "people" && who == grammar_.Lemma(n.first - 2) && sense_.IsPerson(n.first - 2);
  }

  // "a woman of 71", "named as Angus and Elspeth Moir, both 76"; not "a crew of 26"
  bool IsAgeOfOne(const FigureNumeral& n) const {
    const bool plain = n.unit.empty() && !n.high && n.low.value < 120 && !n.low.vague;
    if (!plain || n.first < sentence_.first + 2) return false;
    const std::string_view before = Lower(n.first - 1);
    if (before == "both") return n.low.digits && IsOneOf(Lower(n.end), {",", "."});
    if (before != "of") return false;
    const WordIndex who = n.first - 2;
    const bool one = grammar_[who].form == Form::kSingular && sense_.IsPerson(who) &&
                     !IsOneOf(grammar_.Lemma(who), {"crew", "family", "household", "staff",
                                                    "population", "personnel", "troop"});
    return one && grammar_.Head(n.first) == who;
  }

  // "Room 12", "Boeing 737", "10 Downing Street"
  bool IsLabel(const FigureNumeral& n) const {
    if (n.money || n.low.vague) return false;
    if (n.first > sentence_.first) {
      const WordIndex before = n.first - 1;
      const bool plain = n.low.digits && n.low.value == n.low.unscaled && n.unit.empty();
      if (plain && rules_.labels.contains(grammar_.Lemma(before))) return true;
      if (plain && grammar_.Printed(before) == "No" && before > sentence_.first) return true;
      const Word& name = grammar_[before];
      const bool tied = grammar_[n.first].head == static_cast<std::int32_t>(before) ||
                        name.head == static_cast<std::int32_t>(n.first);
      const bool measure = rules_.measures.contains(Lower(before));
      if (name.upos == Upos::kPropn && tied && n.unit.empty() && !measure && n.low.digits)
        return true;
      if (Lower(before) == "#") return true;
    }
    const WordIndex end = std::min(n.end + 3, sentence_.end);
    for (WordIndex i = n.end; i < end; ++i) {
      const char c = grammar_.text()[grammar_[i].span.start];
      if (!(c >= 'A' && c <= 'Z')) break;
      if (rules_.streets.contains(Lower(i)) && i > n.end) return true;
    }
    return false;
  }

  // "3-1" of a game, "737-800"
  bool IsResult(FigureNumeral& n) {
    if (n.high) {
      const bool dashed = IsDash(Lower(n.low.end)) && n.unit.empty() && n.high->value < 100;
      return dashed && SentenceWins();
    }
    if (!n.unit.empty() || !IsDash(Lower(n.end)) || !n.low.digits) return false;
    const FigureNumber other = FigureNumberAt(grammar_, rules_, n.end + 1, sentence_.end, false);
    if (other.end == 0) return false;
    n.end = other.end;
    return true;
  }
  bool SentenceWins() {
    if (!wins_) {
      wins_ = false;
      for (WordIndex i = sentence_.first; i < sentence_.end && !*wins_; ++i) {
        wins_ = rules_.win.contains(grammar_.Lemma(i));
      }
    }
    return *wins_;
  }

  // "one of the", "no one", "the one who"; it counts before people and measures.
  bool IsPlainOne(const FigureNumeral& n) const {
    if (Lower(n.first) != "one" || n.low.end != n.first + 1 || !n.unit.empty()) return false;
    const auto head = grammar_.Head(n.first);
    const bool counts = head && *head > n.first &&
                        grammar_[n.first].relation == Relation::kNummod &&
                        (sense_.IsPerson(*head) || rules_.roles.contains(grammar_.Lemma(*head)));
    return !counts;
  }

  // "two-thirds", "three quarters"
  bool IsPart(const FigureNumeral& n) const {
    WordIndex at = n.end;
    if (IsDash(Lower(at))) ++at;
    return IsOneOf(Lower(at), {"thirds", "quarters", "fifths", "quarter", "third", "tenths", "th",
                               "fold", "way"});
  }

  // Numbers beside numbers: telephones, tables.
  bool IsPhone(const FigureNumeral& n) const {
    const auto bare = [&](WordIndex i) {
      if (i < sentence_.first || i >= sentence_.end) return false;
      const char c = grammar_.text()[grammar_[i].span.start];
      return c >= '0' && c <= '9';
    };
    if (!n.low.digits || n.money || !n.unit.empty() || n.high) return false;
    return bare(n.end) || (n.first > sentence_.first && bare(n.first - 1) && last_end_ < n.first);
  }

  // "three in four voters"
  bool IsShare(FigureNumeral& n) const {
    constexpr double kMostOfMany = 20;
    if (!n.unit.empty() || n.high || n.low.value > kMostOfMany) return false;
    WordIndex at = n.end;
    if (Lower(at) == "out" && Lower(at + 1) == "of")
      ++at;
    else if (Lower(at) != "in")
      return false;
    const FigureNumber of = FigureNumberAt(grammar_, rules_, at + 1, sentence_.end, false);
    if (of.end == 0 || of.value > kMostOfMany || of.value <= n.low.value) return false;
    n.end = of.end;
    return true;
  }

  std::string_view Lower(WordIndex i) const { return place_.Lower(i); }

  const FigurePlace& place_;
  const Grammar& grammar_;
  const FigureRules& rules_;
  const FigureSense& sense_;
  WordRange sentence_;
  WordIndex last_end_;
  std::optional<bool>& wins_;
};

}  // namespace

bool IsNoFigure(const FigurePlace& place, FigureNumeral& numeral, std::optional<bool>& wins) {
  return NoFigure(place, wins).Of(numeral);
}

}  // namespace checkback
