#include "reading/events/status.h"

#include <algorithm>
#include <array>

#include "reading/cues.h"

namespace checkback {
namespace {

// Clauses above the predicate that are asked; deeper ones hardly say anything of it.
constexpr int kMostAbove = 4;

constexpr EventStatus kHappened{"reported", 2.5};
constexpr EventStatus kPlanned{"planned", 0};
constexpr EventStatus kDenied{"denied", -2.5};
constexpr EventStatus kUnclear{"unclear", 0};
constexpr EventStatus kConditional{"conditional", -0.5};
constexpr EventStatus kProposed{"proposed", -0.5};

template <std::size_t N>
bool IsOne(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 3> kIf = {"if", "unless", "whether"};
constexpr std::array<std::string_view, 5> kMaybe = {"may", "might", "could", "can", "'d"};
constexpr std::array<std::string_view, 4> kWill = {"will", "shall", "'ll", "wo"};
constexpr std::array<std::string_view, 3> kShould = {"should", "must", "ought"};
constexpr std::array<std::string_view, 8> kPlans = {"plan",   "intend", "prepare",  "set",
                                                    "expect", "due",    "schedule", "want"};
constexpr std::array<std::string_view, 6> kNot = {"not", "n't", "never", "no", "neither", "nor"};

// What the words beside one predicate say; nothing where they only tell it.
const EventStatus* Beside(const Grammar& grammar, WordIndex predicate) {
  const EventStatus* says = nullptr;
  bool perfect = false;
  for (const WordIndex d : grammar.Dependents(predicate)) {
    const std::string_view lower = grammar.Lower(d);
    const Relation part = UniversalPart(grammar[d].relation);
    if ((part == Relation::kAdvmod || part == Relation::kDet) && IsOne(lower, kNot))
      return &kDenied;
    if (part == Relation::kMark && IsOne(lower, kIf))
      return lower == "whether" ? &kUnclear : &kConditional;
    if (part != Relation::kAux) continue;
    if (lower == "have" || lower == "has" || lower == "had") perfect = true;
    if (IsOne(lower, kWill)) says = &kPlanned;
    if (IsOne(lower, kMaybe)) says = &kUnclear;
    if (lower == "would") says = &kConditional;
    if (IsOne(lower, kShould)) says = &kProposed;
  }
  if (perfect && says == &kPlanned) says = nullptr;
  return says;
}

// What a verb above says of what stands in its clause.
const EventStatus* Above(const Grammar& grammar, WordIndex above, Relation relation) {
  const bool clause = relation == Relation::kCcomp || relation == Relation::kXcomp;
  if (!clause) return nullptr;
  switch (CueOf(grammar.Lemma(above), grammar[above].upos, grammar.language())) {
    case Cue::kDeny:
    case Cue::kRefuse:
      return &kDenied;
    case Cue::kPropose:
    case Cue::kAsk:
      return &kProposed;
    case Cue::kPromise:
      return &kPlanned;
    case Cue::kBelieve:
    case Cue::kDoubt:
      return &kUnclear;
    default:
      break;
  }
  return relation == Relation::kXcomp && IsOne(grammar.Lemma(above), kPlans) ? &kPlanned : nullptr;
}

}  // namespace

EventStatus StatusOfEvent(const Grammar& grammar, WordIndex predicate) {
  WordIndex at = predicate;
  for (int i = 0; i < kMostAbove; ++i) {
    if (const EventStatus* says = Beside(grammar, at)) return *says;
    const auto head = grammar.Head(at);
    const Relation relation = UniversalPart(grammar[at].relation);
    if (!head) break;
    if (const EventStatus* says = Above(grammar, *head, relation)) return *says;
    const bool inside = relation == Relation::kCcomp || relation == Relation::kXcomp ||
                        relation == Relation::kConj || relation == Relation::kObj;
    if (!inside) break;
    at = *head;
  }
  return kHappened;
}

}  // namespace checkback
