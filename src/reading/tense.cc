#include "reading/tense.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostHeads = 12;
// Auxiliaries stand near their verb.
constexpr std::size_t kNear = 12;

bool IsVerbForm(Form form) {
  return form >= Form::kInfinitive;
}

bool IsModalOfFuture(std::string_view word) {
  for (const std::string_view modal : {"will", "'ll", "\u2019ll", "wo", "shall", "would", "may",
                                       "might", "can", "could", "should", "must"}) {
    if (word == modal) return true;
  }
  return false;
}

// What the auxiliaries and the mark of a verb say.
Tense OfAuxiliaries(std::string_view text, const Parse& parse, std::size_t verb) {
  bool past = false;
  bool present = false;
  bool future = false;
  bool will = false;
  const std::size_t first = verb - std::min(verb, kNear);
  const std::size_t last = std::min(verb + kNear, parse.words.size());
  for (std::size_t i = first; i < last; ++i) {
    const Word& word = parse.words[i];
    if (word.head != static_cast<std::int32_t>(verb)) continue;
    const Relation part = UniversalPart(word.relation);
    if (part != Relation::kAux && part != Relation::kCop && part != Relation::kMark) continue;
    const std::string lower = AsciiLower(Words(text, word.span));
    // "would have met" is past
    if (lower == "have" || lower == "has" || lower == "had" || word.form == Form::kPast)
      past = true;
    if (lower == "is" || lower == "are" || lower == "am") present = true;
    if (!past && IsModalOfFuture(lower)) {
      future = true;
      will = lower == "will" || lower == "wo" || lower == "shall" || lower.ends_with("ll");
    }
    if (lower == "to" && word.upos == Upos::kPart && !past) return Tense::kFuture;
  }
  // "may have met" is past, "will have met" and "may meet" are not
  if (future && (will || !past)) return Tense::kFuture;
  // "The funeral is on Monday", "They are meeting on Monday"
  if (present && !past) return Tense::kPresent;
  return past ? Tense::kPast : Tense::kUnknown;
}

// "The summit begins on Monday", but not "he says"; "hit" and "cut" are past in news.
Tense OfPresent(std::string_view text, const Word& word) {
  if (word.upos != Upos::kVerb) return Tense::kUnknown;
  const std::string lower = AsciiLower(Words(text, word.span));
  if (lower == "says") return Tense::kUnknown;
  for (const std::string_view both :
       {"cut", "put", "set", "hit", "shut", "let", "cost", "spread", "beat", "quit", "hurt",
        "burst", "cast", "read", "split", "shed", "bid", "bet"}) {
    if (lower == both) return Tense::kPast;
  }
  return Tense::kPresent;
}

}  // namespace

Tense TenseAt(std::string_view text, const Parse& parse, std::size_t i) {
  if (!parse.parsed) return Tense::kUnknown;
  auto at = static_cast<std::int32_t>(i);
  // The attack of March 3 that "is being investigated" is not to come.
  bool in_noun = false;
  const auto told = [&](Tense tense) {
    return in_noun && tense == Tense::kPresent ? Tense::kUnknown : tense;
  };
  for (std::size_t steps = 0; at >= 0 && steps < kMostHeads; ++steps) {
    const auto place = static_cast<std::size_t>(at);
    const Word& word = parse.words[place];
    const Tense by_auxiliaries = OfAuxiliaries(text, parse, place);
    if (by_auxiliaries != Tense::kUnknown) return told(by_auxiliaries);
    if (IsVerbForm(word.form)) {
      switch (word.form) {
        case Form::kPast:
        case Form::kPastParticiple:
        case Form::kPassiveParticiple:
          return Tense::kPast;
        case Form::kPresent:
          // "The summit begins on Monday", but not "he says"
          return told(OfPresent(text, word));
        case Form::kImperative:
          return Tense::kFuture;
        default:
          break;
      }
    }
    in_noun = in_noun || UniversalPart(word.relation) == Relation::kNmod;
    at = word.head;
  }
  return Tense::kUnknown;
}

}  // namespace checkback
