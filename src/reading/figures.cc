#include "reading/figures.h"

#include <algorithm>
#include <cmath>

#include "reading/figure_numeral.h"

namespace checkback {
namespace {

// Words between a number and the noun that it counts, for the noun to stand in its span.
constexpr WordIndex kMostBetween = 4;

class FigureFinder {
 public:
  FigureFinder(const Grammar& grammar, const Names& names, const FigureRules& rules,
               std::span<const TimeExpression> times)
      : grammar_(grammar),
        rules_(rules),
        times_(times),
        sense_(grammar, names, rules),
        place_{grammar, rules, sense_, {}, 0} {}

  std::vector<Figure> Run() {
    for (std::size_t s = 0; s < grammar_.sentences(); ++s) {
      place_.sentence = grammar_.Sentence(s);
      place_.last_end = place_.sentence.first;
      wins_.reset();
      for (WordIndex i = place_.sentence.first; i < place_.sentence.end;) i = At(i);
    }
    return std::move(found_);
  }

 private:
  std::string_view Lower(WordIndex i) const { return place_.Lower(i); }
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
    std::optional<FigureNumeral> numeral = FigureNumeralAt(place_, i);
    if (!numeral) return Person(i);
    if (InTime(*numeral) || IsNoFigure(place_, *numeral, wins_)) return numeral->end;
    Keep(*numeral);
    return numeral->end;
  }

  // A day, a year, a time of day, or an amount of time that leads to one ("three days ago").
  bool InTime(const FigureNumeral& n) {
    const Span span = grammar_[n.first].span;
    while (time_ < times_.size() && times_[time_].span.end <= span.start) ++time_;
    return time_ < times_.size() && times_[time_].span.start <= span.start &&
           times_[time_].type != TimeType::kDuration;
  }

  // Nobody, one or the third one of whom the rules know what became of them.
  WordIndex Person(WordIndex i) {
    FigureNumeral n;
    n.sign = n.first = i;
    n.end = i + 1;
    const std::string_view word = Lower(i);
    if (const FigurePhrase* const nobody =
            PhraseAt(grammar_, rules_.nobody, i, place_.sentence.end)) {
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
      if (part == Relation::kMark && IsOneOf(grammar_.Lower(below), {"if", "whether"}))
        return false;
      if (IsOneOf(grammar_.Lower(below), {"not", "n't", "never"})) return false;
    }
    const Form form = grammar_[role->word].form;
    // "A fire swept the hills, killing a firefighter."
    if (form == Form::kPresentParticiple &&
        UniversalPart(grammar_[role->word].relation) == Relation::kAdvcl)
      return true;
    return form == Form::kPast || form == Form::kPastParticiple ||
           form == Form::kPassiveParticiple || form == Form::kInfinitive;
  }

  WordIndex KeepPerson(const FigureNumeral& n, WordIndex head) {
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
    measures_.push_back(true);
    found_.push_back(std::move(figure));
    place_.last_end = n.end;
    return n.end;
  }

  void Keep(const FigureNumeral& n) {
    Figure figure;
    figure.value = n.low.value;
    figure.bound = n.low.bound;
    figure.number = n.first;
    figure.unit = n.unit;
    WordIndex first = n.sign;
    if (n.high) {
      figure.high = n.high->value;
      figure.bound = FigureBound::kRange;
      if (first > place_.last_end && IsOneOf(Lower(first - 1), {"between", "from"})) --first;
    }
    TakeMeasureBefore(figure, first);
    TakeBound(n, figure, first);
    TakeMoreBefore(first);
    WordIndex end = n.end;
    if (const FigurePhrase* const behind =
            PhraseAt(grammar_, rules_.behind, n.end, place_.sentence.end);
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
      const auto head = grammar_.Head(noun);
      return noun == end || grammar_.Head(top) == noun || (head && phrase.words.Holds(*head));
    };
    const bool near = figure.counted && *figure.counted >= end &&
                      *figure.counted < end + kMostBetween && !phrase.has_unit &&
                      tied(*figure.counted) && !HoldsNumber(end, *figure.counted);
    if (near) end = *figure.counted + 1;
    figure.span = {grammar_[first].span.start, grammar_[end - 1].span.end};
    const bool measures =
        figure.unit == "people" ||
        (!figure.unit.empty() &&
         (phrase.has_unit || !figure.counted || figure.unit != Lower(*figure.counted)) &&
         !IsTimeUnit(figure.unit));
    measures_.push_back(measures);
    found_.push_back(std::move(figure));
    place_.last_end = n.end;
  }
  bool HoldsNumber(WordIndex first, WordIndex end) const {
    for (WordIndex i = first; i < end; ++i) {
      if (grammar_[i].upos == Upos::kNum) return true;
    }
    return false;
  }
  static bool IsTimeUnit(std::string_view unit) {
    return IsOneOf(unit, {"seconds", "minutes", "hours", "days", "weeks", "months", "years"});
  }

  // A number without a unit is of what a number before it was of: "14 meters. A year ago it was
  // 23." Decimals go with decimals: "magnitude 6.1, 10 kilometers deep. The observatory gave 6.3."
  void Inherit(Figure& figure) {
    if (!figure.unit.empty()) return;
    const Figure* const last = AlikeBefore(figure);
    if (last == nullptr) return;
    figure.unit = last->unit;
    const bool named = figure.counted && grammar_[*figure.counted].upos != Upos::kPron &&
                       !sense_.NamesNumber(*figure.counted);
    if (figure.role.empty() && !named) {
      figure.role = last->role;
      figure.what = last->what;
    }
  }
  const Figure* AlikeBefore(const Figure& figure) const {
    constexpr std::size_t kMostSentences = 2;
    constexpr std::size_t kMostFigures = 6;
    const auto whole = [](const Figure& f) { return f.value == std::floor(f.value); };
    const std::size_t sentence = grammar_.SentenceOf(figure.number);
    const Figure* nearest = nullptr;
    for (std::size_t back = 1; back <= std::min(found_.size(), kMostFigures); ++back) {
      const Figure& last = found_[found_.size() - back];
      if (grammar_.SentenceOf(last.number) + kMostSentences < sentence) break;
      if (back == 1 && !measures_.back() && whole(figure)) return nullptr;
      if (!measures_[measures_.size() - back]) continue;
      constexpr double kWhole = 100;  // per cent; 9,870 are no per cent of anything
      if (last.unit == "per cent" && figure.value > kWhole) continue;
      if (whole(figure)) return &last;
      const bool alike =
          !whole(last) && figure.value < 2 * last.value && last.value < 2 * figure.value;
      if (alike) return &last;
      if (nearest == nullptr && last.unit != "people") nearest = &last;
    }
    return nearest;
  }

  // "magnitude 5.8", "a magnitude of 5.8"
  void TakeMeasureBefore(Figure& figure, WordIndex& first) const {
    if (!figure.unit.empty() || first <= place_.last_end) return;
    WordIndex at = first - 1;
    if (Lower(at) == "of" && at > place_.last_end) --at;
    const auto measure = rules_.measures.find(Lower(at));
    if (measure == rules_.measures.end()) return;
    figure.unit = measure->second;
    first = at;
  }

  // "a further two", "another two"
  void TakeMoreBefore(WordIndex& first) const {
    if (first <= place_.last_end || !rules_.more.contains(Lower(first - 1)) ||
        Lower(first - 1) == "more")
      return;
    --first;
    if (first > place_.last_end && IsOneOf(Lower(first - 1), {"a", "an"})) --first;
  }

  void TakeBound(const FigureNumeral& n, Figure& figure, WordIndex& first) const {
    if (figure.bound != FigureBound::kExact && !n.low.vague && figure.bound != FigureBound::kAbout)
      return;
    const FigurePhrase* const bound = PhraseBefore(grammar_, rules_.bounds, first, place_.last_end);
    if (bound == nullptr) return;
    const WordIndex begin = first - static_cast<WordIndex>(bound->words.size());
    if (bound->words.size() == 1 && !IsBound(bound->words[0], n, begin)) return;
    if (!n.high) figure.bound = bound->bound;
    first = begin;
  }

  // "over five days" is how long, not how many at least; "over 200 people" is.
  bool IsBound(std::string_view word, const FigureNumeral& n, WordIndex at) const {
    if (!IsOneOf(word, {"over", "above", "under", "below"})) return true;
    if (!IsTimeUnit(n.unit)) return true;
    return at > place_.sentence.first &&
           IsOneOf(Lower(at - 1), {"for", "of", "in", "took", "lasted", "after", "was", "were"});
  }

  const Grammar& grammar_;
  const FigureRules& rules_;
  std::span<const TimeExpression> times_;
  FigureSense sense_;
  std::vector<Figure> found_;
  FigurePlace place_;
  std::size_t time_ = 0;  // the first time that ends behind the word at hand
  std::optional<bool> wins_;
  std::vector<bool> measures_;  // of `found_`: whether a bare number may be of the same
};

// Who says what a figure stands in, says the figure. Both stand in the order of the text.
void TellSpeakers(std::span<const Quote> quotes, std::vector<Figure>& figures) {
  std::size_t quote = 0;
  for (Figure& figure : figures) {
    while (quote < quotes.size() && quotes[quote].words.end <= figure.span.start) ++quote;
    if (quote == quotes.size()) return;
    const Quote& at = quotes[quote];
    if (at.words.start <= figure.span.start && !at.speaker.empty()) figure.source = at.speaker;
  }
}

}  // namespace

std::vector<Figure> FindFigures(const Grammar& grammar, const Names& names,
                                std::span<const TimeExpression> times,
                                std::span<const Quote> quotes) {
  const FigureRules& rules = FigureRulesOf(grammar.language());
  if (!rules.known || !grammar.parse().parsed) return {};
  std::vector<Figure> figures = FigureFinder(grammar, names, rules, times).Run();
  TellSpeakers(quotes, figures);
  return figures;
}

bool IsMoney(std::string_view unit, std::string_view language) {
  return FigureRulesOf(language).monies.contains(unit);
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
