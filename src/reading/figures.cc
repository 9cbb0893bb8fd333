#include "reading/figures.h"

#include <algorithm>
#include <cmath>

#include "reading/figure_numbers.h"
#include "reading/figure_sense.h"

namespace checkback {
namespace {

// Words between a number and the noun that it counts, for the noun to stand in its span.
constexpr WordIndex kMostBetween = 4;

bool IsOne(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDash(std::string_view word) {
  return IsOne(word, {"-", "\u2013", "\u2014", "\u2011"});
}

class FigureFinder {
 public:
  FigureFinder(const Grammar& grammar, const Names& names, const FigureRules& rules,
               std::span<const TimeExpression> times)
      : grammar_(grammar), rules_(rules), times_(times), sense_(grammar, names, rules) {}

  std::vector<Figure> Run() {
    for (std::size_t s = 0; s < grammar_.sentences(); ++s) {
      sentence_ = grammar_.Sentence(s);
      last_end_ = sentence_.first;
      sentence_wins_.reset();
      for (WordIndex i = sentence_.first; i < sentence_.end;) i = At(i);
    }
    return std::move(found_);
  }

 private:
  // What the words of one number are.
  struct Numeral {
    WordIndex sign = 0;  // the first word of the sign before it; of the number where there is none
    WordIndex first = 0;
    FigureNumber low;
    std::optional<FigureNumber> high;
    WordIndex end = 0;  // behind the number, the unit and the second number
    std::string unit;
    bool money = false;
  };

  std::string_view Lower(WordIndex i) const {
    return i >= sentence_.first && i < sentence_.end ? grammar_.Lower(i) : std::string_view();
  }
  bool MayBegin(WordIndex i) const {
    const Word& word = grammar_[i];
    const char first = grammar_.text()[word.span.start];
    return (first >= '0' && first <= '9') || word.upos == Upos::kNum || word.upos == Upos::kNoun ||
           word.upos == Upos::kDet || word.upos == Upos::kPron || word.upos == Upos::kAdv ||
           word.upos == Upos::kPropn || word.upos == Upos::kAdj;
  }

  // Behind the figure that begins at word `i`; the next word where there is none.
  WordIndex At(WordIndex i) {
    if (!MayBegin(i)) return i + 1;
    std::optional<Numeral> numeral = NumeralAt(i);
    if (!numeral) return Person(i);
    if (IsNoFigure(*numeral)) return numeral->end;
    Keep(*numeral);
    return numeral->end;
  }

  std::optional<Numeral> NumeralAt(WordIndex i) const {
    Numeral n;
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

  // "km" of "30km", "crown" of "312-crown", "magnitude" of "6.3-magnitude".
  void TakeUnit(Numeral& n) const {
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
    if (Lower(rate) == "of" && IsOne(Lower(rate + 2), {"a", "per"})) rate += 2;
    const bool per = IsOne(Lower(rate), {"a", "an", "per", "each", "/"});
    if (per && !n.money &&
        IsOne(Lower(rate + 1), {"second", "minute", "hour", "day", "week", "month", "year"})) {
      n.unit += " per " + std::string(Lower(rate + 1));
      n.end = rate + 2;
    }
  }

  // The second number of "60 to 80", "20-30", "between 15% and 20%", "four or five".
  void TakeHigh(Numeral& n) const {
    const std::string_view joint = Lower(n.end);
    const std::string_view before = Lower(n.sign == 0 ? 0 : n.sign - 1);
    const bool between = before == "between" && n.sign > sentence_.first;
    if (!(IsDash(joint) || joint == "to" || joint == "or" || (joint == "and" && between))) return;
    if (joint == "to" && before == "from" && Changes(n)) return;
    WordIndex at = n.end + 1;
    while (at < n.end + 3 && IsOne(Lower(at), {"$", "\u00a3", "\u20ac", "us"})) ++at;
    if (at >= sentence_.end) return;
    FigureNumber high = FigureNumberAt(grammar_, rules_, at, sentence_.end, n.money);
    if (high.end == 0 || high.vague) return;
    if (joint == "or" && (high.value > n.low.value + 10 || n.low.digits)) return;
    Numeral second = n;
    second.low = high;
    second.end = high.end;
    if (second.unit.empty())
      TakeUnit(second);
    else if (const auto* unit = PhraseAt(grammar_, rules_.units, high.end, sentence_.end);
             unit != nullptr && unit->name == n.unit) {
      second.end = high.end + static_cast<WordIndex>(unit->words.size());
    }
    // "3% to 331 crowns" are two.
    Numeral other = n;
    other.unit.clear();
    other.low = high;
    other.end = high.end;
    TakeUnit(other);
    if (!n.unit.empty() && !other.unit.empty() && other.unit != n.unit) return;
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
  bool Changes(const Numeral& n) const {
    const WordIndex from = n.sign - 1;
    if (from > sentence_.first && IsOne(Lower(from - 1), {"up", "down"})) return true;
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

  bool IsNoFigure(Numeral& n) {
    return InTime(n) || IsAge(n) || IsLabel(n) || IsResult(n) || IsPlainOne(n) || IsPart(n) ||
           IsPhone(n);
  }

  // A day, a year, a time of day, or an amount of time that leads to one ("three days ago").
  bool InTime(const Numeral& n) {
    const Span span = grammar_[n.first].span;
    while (time_ < times_.size() && times_[time_].span.end <= span.start) ++time_;
    return time_ < times_.size() && times_[time_].span.start <= span.start &&
           times_[time_].type != TimeType::kDuration;
  }

  bool IsAge(const Numeral& n) const {
    const std::string_view before = n.first > sentence_.first ? Lower(n.first - 1) : "";
    if (IsOne(before, {"aged", "age", "ages"})) return true;
    if (before == "of" && n.first >= sentence_.first + 2 && Lower(n.first - 2) == "age")
      return true;
    WordIndex at = n.end;
    if (n.unit == "years" || n.unit == "months" || n.unit == "weeks" || n.unit == "days") {
      if (IsDash(Lower(at))) ++at;
      return IsOne(Lower(at), {"old", "olds", "older"});
    }
    // ", 54," behind a name
    const bool alone = n.unit.empty() && n.low.digits && !n.high && n.low.value < 120 &&
                       before == "," && n.first >= sentence_.first + 2 &&
                       grammar_[n.first - 2].upos == Upos::kPropn;
    return alone &&
           IsOne(Lower(n.end), {",", ".", "and", "of", "from", ";", ")", "was", "who", "said"});
  }

  // "Room 12", "Boeing 737", "10 Downing Street"
  bool IsLabel(const Numeral& n) const {
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
  bool IsResult(Numeral& n) {
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
    if (!sentence_wins_) {
      sentence_wins_ = false;
      for (WordIndex i = sentence_.first; i < sentence_.end && !*sentence_wins_; ++i) {
        sentence_wins_ = rules_.win.contains(grammar_.Lemma(i));
      }
    }
    return *sentence_wins_;
  }

  // "one of the", "no one", "the one who"; it counts before people and measures.
  bool IsPlainOne(const Numeral& n) const {
    if (Lower(n.first) != "one" || n.low.end != n.first + 1 || !n.unit.empty()) return false;
    const auto head = grammar_.Head(n.first);
    const bool counts = head && *head > n.first &&
                        grammar_[n.first].relation == Relation::kNummod &&
                        (sense_.IsPerson(*head) || rules_.roles.contains(grammar_.Lemma(*head)));
    return !counts;
  }

  // "two-thirds", "three quarters"
  bool IsPart(const Numeral& n) const {
    WordIndex at = n.end;
    if (IsDash(Lower(at))) ++at;
    return IsOne(Lower(at), {"thirds", "quarters", "fifths", "quarter", "third", "tenths", "th",
                             "fold", "way"});
  }

  // Numbers beside numbers: telephones, tables.
  bool IsPhone(const Numeral& n) const {
    const auto bare = [&](WordIndex i) {
      if (i < sentence_.first || i >= sentence_.end) return false;
      const char c = grammar_.text()[grammar_[i].span.start];
      return c >= '0' && c <= '9';
    };
    if (!n.low.digits || n.money || !n.unit.empty() || n.high) return false;
    return bare(n.end) || (n.first > sentence_.first && bare(n.first - 1) && last_end_ < n.first);
  }

  // Nobody, one or the third one of whom the rules know what became of them.
  WordIndex Person(WordIndex i) {
    Numeral n;
    n.sign = n.first = i;
    n.end = i + 1;
    const std::string_view word = Lower(i);
    if (const FigurePhrase* const nobody = PhraseAt(grammar_, rules_.nobody, i, sentence_.end)) {
      n.low.end = n.end = i + static_cast<WordIndex>(nobody->words.size());
      return KeepPerson(n, sense_.TopOf({i, n.end}));
    }
    const auto head = grammar_.Head(i);
    if (!head || *head <= i || *head > i + kMostBetween) return i + 1;
    const std::string_view lemma = grammar_.Lemma(*head);
    if (word == "no") {
      const auto role = rules_.roles.find(lemma);
      if (role == rules_.roles.end() || role->second[0].use != FigureRoleUse::kWord ||
          grammar_[*head].upos != Upos::kNoun)
        return i + 1;
      n.end = *head + 1;
      n.low.end = n.end;
      return KeepPerson(n, *head);
    }
    if (!sense_.IsPerson(*head)) return i + 1;
    n.low.end = n.end = *head + 1;
    if ((word == "a" || word == "an") && !rules_.ordinals.contains(Lower(i + 1))) {
      n.low.value = 1;
      if (grammar_[*head].form != Form::kSingular || !ByFact(*head)) return i + 1;
      return KeepPerson(n, *head);
    }
    const auto ordinal = rules_.ordinals.find(word == "a" || word == "the" ? Lower(i + 1) : word);
    if (ordinal == rules_.ordinals.end()) return i + 1;
    n.low.value = ordinal->second;
    if (!ByFact(*head)) return i + 1;
    return KeepPerson(n, *head);
  }

  // Whether a verb tells as a fact what became of the one under `head`.
  bool ByFact(WordIndex head) const {
    const auto role = sense_.RoleOf(head);
    if (!role || !role->by_verb) return false;
    for (const WordIndex below :
         grammar_.Dependents(role->word)
             .first(std::min(grammar_.Dependents(role->word).size(), kLongestParsed))) {
      const Relation part = UniversalPart(grammar_[below].relation);
      if (part == Relation::kAux && grammar_[below].form == Form::kModal) return false;
      if (part == Relation::kMark && IsOne(grammar_.Lower(below), {"if", "whether"})) return false;
      if (IsOne(grammar_.Lower(below), {"not", "n't", "never"})) return false;
    }
    const Form form = grammar_[role->word].form;
    return form == Form::kPast || form == Form::kPastParticiple ||
           form == Form::kPassiveParticiple || form == Form::kInfinitive;
  }

  WordIndex KeepPerson(const Numeral& n, WordIndex head) {
    const auto role = sense_.RoleOf(head);
    if (!role) return n.first + 1;
    Figure figure;
    figure.value = n.low.value;
    figure.number = n.first;
    figure.span = {grammar_[n.first].span.start, grammar_[n.end - 1].span.end};
    figure.unit = "people";
    if (role->word != head) figure.counted = head;
    figure.predicate = role->word;
    figure.role = role->name;
    figure.what = "people " + figure.role;
    figure.source = sense_.SourceAround(head);
    last_measures_ = true;
    found_.push_back(std::move(figure));
    last_end_ = n.end;
    return n.end;
  }

  void Keep(const Numeral& n) {
    Figure figure;
    figure.value = n.low.value;
    figure.bound = n.low.bound;
    figure.number = n.first;
    figure.unit = n.unit;
    WordIndex first = n.sign;
    if (n.high) {
      figure.high = n.high->value;
      figure.bound = FigureBound::kRange;
      if (first > last_end_ && IsOne(Lower(first - 1), {"between", "from"})) --first;
    }
    TakeMeasureBefore(figure, first);
    TakeBound(n, figure, first);
    TakeMoreBefore(first);
    WordIndex end = n.end;
    if (const FigurePhrase* const behind = PhraseAt(grammar_, rules_.behind, n.end, sentence_.end);
        behind != nullptr && figure.bound == FigureBound::kExact) {
      figure.bound = behind->bound;
      end += static_cast<WordIndex>(behind->words.size());
    }
    const FigurePhraseWords phrase{{n.sign, n.end}, {first, n.end}, !n.unit.empty()};
    sense_.Read(phrase, figure);
    if (phrase.has_unit && figure.unit.empty()) figure.unit = n.unit;
    Inherit(figure);
    const WordIndex top = sense_.TopOf(phrase.words);
    const auto tied = [&](WordIndex noun) {
      return noun == end || grammar_.Head(top) == noun || grammar_.Head(noun) == top;
    };
    const bool near = figure.counted && *figure.counted >= end &&
                      *figure.counted < end + kMostBetween && !phrase.has_unit &&
                      tied(*figure.counted);
    if (near) end = *figure.counted + 1;
    figure.span = {grammar_[first].span.start, grammar_[end - 1].span.end};
    last_measures_ =
        figure.unit == "people" ||
        (!figure.unit.empty() &&
         (phrase.has_unit || !figure.counted || figure.unit != Lower(*figure.counted)) &&
         !IsTimeUnit(figure.unit));
    found_.push_back(std::move(figure));
    last_end_ = n.end;
  }
  static bool IsTimeUnit(std::string_view unit) {
    return IsOne(unit, {"seconds", "minutes", "hours", "days", "weeks", "months", "years"});
  }

  // A number without a unit is of what the number before it was of: "14 meters. A year ago it was
  // 23."
  void Inherit(Figure& figure) {
    constexpr std::size_t kMostSentences = 2;
    const std::size_t sentence = grammar_.SentenceOf(figure.number);
    const bool whole = figure.value == std::floor(figure.value);
    if (figure.unit.empty() && !found_.empty()) {
      const Figure& last = found_.back();
      const bool near = grammar_.SentenceOf(last.number) + kMostSentences >= sentence;
      const bool fits = whole || last.unit != "people";
      if (near && fits && last_measures_) {
        figure.unit = last.unit;
        const bool named = figure.counted && grammar_[*figure.counted].upos != Upos::kPron &&
                           !sense_.NamesNumber(*figure.counted);
        if (figure.role.empty() && !named) {
          figure.role = last.role;
          figure.what = last.what;
        }
      }
    }
  }

  // "magnitude 5.8", "a magnitude of 5.8"
  void TakeMeasureBefore(Figure& figure, WordIndex& first) const {
    if (!figure.unit.empty() || first <= last_end_) return;
    WordIndex at = first - 1;
    if (Lower(at) == "of" && at > last_end_) --at;
    const auto measure = rules_.measures.find(Lower(at));
    if (measure == rules_.measures.end()) return;
    figure.unit = measure->second;
    first = at;
  }

  // "a further two", "another two"
  void TakeMoreBefore(WordIndex& first) const {
    if (first <= last_end_ || !rules_.more.contains(Lower(first - 1)) || Lower(first - 1) == "more")
      return;
    --first;
    if (first > last_end_ && IsOne(Lower(first - 1), {"a", "an"})) --first;
  }

  void TakeBound(const Numeral& n, Figure& figure, WordIndex& first) const {
    if (figure.bound != FigureBound::kExact && !n.low.vague && figure.bound != FigureBound::kAbout)
      return;
    const FigurePhrase* const bound = PhraseBefore(grammar_, rules_.bounds, first, last_end_);
    if (bound == nullptr) return;
    const WordIndex begin = first - static_cast<WordIndex>(bound->words.size());
    if (bound->words.size() == 1 && !IsBound(bound->words[0], n, begin)) return;
    if (!n.high) figure.bound = bound->bound;
    first = begin;
  }

  // "over five days" is how long, not how many at least; "over 200 people" is.
  bool IsBound(std::string_view word, const Numeral& n, WordIndex at) const {
    if (!IsOne(word, {"over", "above", "under", "below"})) return true;
    if (!IsTimeUnit(n.unit)) return true;
    return at > sentence_.first &&
           IsOne(Lower(at - 1), {"for", "of", "in", "took", "lasted", "after", "was", "were"});
  }

  const Grammar& grammar_;
  const FigureRules& rules_;
  std::span<const TimeExpression> times_;
  FigureSense sense_;
  std::vector<Figure> found_;
  WordRange sentence_;
  WordIndex last_end_ = 0;  // of the figure that was kept last in this sentence
  std::size_t time_ = 0;    // the first time that ends behind the word at hand
  std::optional<bool> sentence_wins_;
  bool last_measures_ = false;  // the figure kept last has a unit that a bare number may share
};

}  // namespace

std::vector<Figure> FindFigures(const Grammar& grammar, const Names& names,
                                std::span<const TimeExpression> times) {
  const FigureRules& rules = FigureRulesOf(grammar.language());
  if (!rules.known || !grammar.parse().parsed) return {};
  return FigureFinder(grammar, names, rules, times).Run();
}

std::string_view NameOf(FigureBound bound) {
  switch (bound) {
    case FigureBound::kExact:
      return "exact";
    case FigureBound::kAtLeast:
      return "at least";
    case FigureBound::kAtMost:
      return "at most";
    case FigureBound::kAbout:
      return "about";
    case FigureBound::kRange:
      return "range";
  }
  return "exact";
}

std::string_view NameOf(FigureStanding standing) {
  switch (standing) {
    case FigureStanding::kWhole:
      return "whole";
    case FigureStanding::kMore:
      return "more";
    case FigureStanding::kFewer:
      return "fewer";
    case FigureStanding::kBefore:
      return "before";
  }
  return "whole";
}

}  // namespace checkback
