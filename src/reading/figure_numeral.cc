#include "reading/figure_numeral.h"

namespace checkback {
namespace {

class NumeralReader {
 public:
  explicit NumeralReader(const FigurePlace& place)
      : place_(place),
        grammar_(place.grammar),
        rules_(place.rules),
        sense_(place.sense),
        sentence_(place.sentence),
        last_end_(place.last_end) {}

  std::optional<FigureNumeral> At(WordIndex i) const {
    FigureNumeral n;
    n.first = i;
    const FigurePhrase* const sign = PhraseBefore(grammar_, rules_.signs, i, last_end_);
    n.sign = sign == nullptr ? i : i - static_cast<WordIndex>(sign->words.size());
    n.low = FigureNumberAt(grammar_, rules_, i, sentence_.end, sign != nullptr);
    if (n.low.end == 0) return std::nullopt;
    n.end = n.low.end;
    if (sign != nullptr) {
      n.unit = sign->name;
      n.money = true;
    } else {
      TakeUnit(n);
    }
    if (!n.low.vague) TakeHigh(n);
    return n;
  }

 private:
  // "km" of "30km", "crown" of "312-crown", "magnitude" of "6.3-magnitude".
  void TakeUnit(FigureNumeral& n) const {
    WordIndex at = n.end;
    if (Lower(at) == "of" && n.low.vague) ++at;
    if (IsDash(Lower(at))) ++at;
    const FigurePhrase* const unit = PhraseAt(grammar_, rules_.units, at, sentence_.end);
    if (unit == nullptr) return;
    n.unit = unit->name;
    n.money = unit->money;
    n.end = at + static_cast<WordIndex>(unit->words.size());
    // "a second" of "25 cubic metres a second"; water may stand between.
    WordIndex rate = n.end;
    if (Lower(rate) == "of" && IsOneOf(Lower(rate + 2), {"a", "per"})) rate += 2;
    const bool per = IsOneOf(Lower(rate), {"a", "an", "per", "each", "/"});
    if (per && !n.money &&
        IsOneOf(Lower(rate + 1), {"second", "minute", "hour", "day", "week", "month", "year"})) {
      n.unit += " per " + std::string(Lower(rate + 1));
      n.end = rate + 2;
    }
  }

  // The second number of "60 to 80", "20-30", "between 15% and 20%", "four or five".
  void TakeHigh(FigureNumeral& n) const {
    const std::string_view joint = Lower(n.end);
    const std::string_view before = Lower(n.sign == 0 ? 0 : n.sign - 1);
    const bool between = before == "between" && n.sign > sentence_.first;
    if (!(IsDash(joint) || joint == "to" || joint == "or" || (joint == "and" && between))) return;
    if (joint == "to" && before == "from" && Changes(n)) return;
    WordIndex at = n.end + 1;
    while (at < n.end + 3 && IsOneOf(Lower(at), {"$", "\u00a3", "\u20ac", "us"})) ++at;
    // "2.3% to $71" and "80 cents to $91" are two.
    if (at > n.end + 1 && n.sign == n.first) return;
    if (at >= sentence_.end) return;
    FigureNumber high = FigureNumberAt(grammar_, rules_, at, sentence_.end, n.money);
    if (high.end == 0 || high.vague) return;
    if (joint == "or" && (high.value > n.low.value + 10 || n.low.digits)) return;
    FigureNumeral second = n;
    second.low = high;
    second.end = high.end;
    if (second.unit.empty())
      TakeUnit(second);
    else if (const auto* unit = PhraseAt(grammar_, rules_.units, high.end, sentence_.end);
             unit != nullptr && unit->name == n.unit) {
      second.end = high.end + static_cast<WordIndex>(unit->words.size());
    }
    // "3% to 331 crowns" are two.
    FigureNumeral other = n;
    other.unit.clear();
    other.low = high;
    other.end = high.end;
    TakeUnit(other);
    if (!n.unit.empty() && !other.unit.empty() && other.unit != n.unit) return;
    // "2.1% to 4,012", how far it fell and to what.
    if (joint == "to" && n.unit == "per cent" && other.unit.empty()) return;
    // "60 to 80 million": both are.
    double low = n.low.value;
    if (low < high.unscaled && high.value > high.unscaled && n.low.value == n.low.unscaled)
      low *= high.value / high.unscaled;
    if (high.value <= low) return;
    n.low.value = low;
    n.high = high;
    n.end = second.end;
    n.unit = second.unit;
    n.money = second.money;
  }

  // Whether the number is under a verb that tells where it came from and went to.
  bool Changes(const FigureNumeral& n) const {
    const WordIndex from = n.sign - 1;
    if (from > sentence_.first && IsOneOf(Lower(from - 1), {"up", "down"})) return true;
    const WordRange range{n.sign, n.end};
    WordIndex at = sense_.TopOf(range);
    for (int i = 0; i < 4; ++i) {
      const auto head = grammar_.Head(at);
      if (!head) return false;
      if (rules_.change.contains(grammar_.Lemma(*head))) return true;
      if (grammar_[*head].upos == Upos::kVerb) return false;
      at = *head;
    }
    return false;
  }

  std::string_view Lower(WordIndex i) const { return place_.Lower(i); }

  const FigurePlace& place_;
  const Grammar& grammar_;
  const FigureRules& rules_;
  const FigureSense& sense_;
  WordRange sentence_;
  WordIndex last_end_;
};

}  // namespace

std::optional<FigureNumeral> FigureNumeralAt(const FigurePlace& place, WordIndex i) {
  return NumeralReader(place).At(i);
}

}  // namespace checkback
