#include "reading/not_known.h"

namespace checkback {
namespace {

// How far a "not" may stand before what it denies ("no one in the ministry was able to say").
constexpr WordIndex kNotWithin = 10;
// And the helper before a verb ("will", "being").
constexpr WordIndex kHelperWithin = 5;

}  // namespace

std::uint16_t NotKnown::ListsOf(WordIndex word) const {
  const std::uint16_t lists = rules_.ListsOf(grammar_.Lemma(word));
  return lists != 0 ? lists : rules_.ListsOf(grammar_.Lower(word));
}

bool NotKnown::Denies(WordIndex word) const {
  return (rules_.ListsOf(grammar_.Lower(word)) & kDenies) != 0;
}

bool NotKnown::IsFinite(WordIndex word) const {
  const Form form = grammar_[word].form;
  return form == Form::kPast || form == Form::kPresent || form == Form::kModal ||
         grammar_[word].upos == Upos::kAux;
}

WordRange NotKnown::BeforeOpen(WordRange clause, WordIndex open) const {
  WordIndex verb = std::min(open, clause.end - 1);
  while (verb > clause.first && !IsFinite(verb)) --verb;
  while (verb > clause.first + 1 &&
         (grammar_[verb - 1].upos == Upos::kAux || grammar_[verb - 1].upos == Upos::kPart))
    --verb;
  return open > clause.first && verb > clause.first + 1 ? WordRange{clause.first, verb} : clause;
}

bool NotKnown::Opens(WordIndex at, WordRange sentence) const {
  const std::uint16_t lists = ListsOf(at);
  const Upos upos = grammar_[at].upos;
  if ((lists & kOpens) != 0) {
    const bool little = at > sentence.first && grammar_.Lower(at - 1) == "little";
    if (IsDenied(at, sentence)) return (lists & kTells) != 0 && upos == Upos::kVerb;  // "guess"
    return !little;  // "There is little doubt who will win"
  }
  if ((lists & (kTells | kKnows)) != 0 && upos != Upos::kNoun && IsDenied(at, sentence)) {
    return true;
  }
  if (upos != Upos::kVerb) return false;
  if ((lists & kSeeks) != 0 && IsUnderWay(at, sentence)) return true;
  return (lists & kLearns) != 0 && IsWished(at, sentence);
}

bool NotKnown::IsDenied(WordIndex at, WordRange sentence) const {
  WordIndex steps = 0;
  for (WordIndex i = at; i-- > sentence.first && steps < kNotWithin; ++steps) {
    if (quoted_[i]) return false;
    if (Denies(i)) return true;
    if ((ListsOf(i) & kNeeds) != 0) return false;
    if (grammar_.Lemma(i) == "have" && i + 1 < at && grammar_.Lower(i + 1) == "to") return false;
    const bool unwilling = (ListsOf(i) & kUnwilling) != 0;
    if (unwilling && grammar_.Lower(i) == "less") return true;
    if (unwilling && i + 1 < at) {
      const std::string_view next = grammar_.Lower(i + 1);
      if (next == "to" || next == "of") return true;
    }
    if (grammar_[i].upos == Upos::kPunct) return false;
    const bool other = grammar_[i].upos == Upos::kVerb && !unwilling &&
                       (ListsOf(i) & kLight) == 0 && !LeadsTo(i, at);
    const bool clause = grammar_[i].upos == Upos::kSconj && grammar_.Lower(i) != "of" &&
                        grammar_.Lower(i) != "from";
    if (other || clause) return false;
  }
  return false;
}

bool NotKnown::IsOpenPhrase(WordIndex at, WordIndex end) const {
  for (const auto& phrase : rules_.phrases) {
    if (IsPhrase(phrase, at, end)) return true;
  }
  return false;
}

std::optional<WordIndex> NotKnown::OpenPhraseBefore(WordIndex end, WordRange sentence) const {
  for (const auto& phrase : rules_.phrases) {
    const auto words = static_cast<WordIndex>(phrase.size());
    if (sentence.first + words <= end && IsPhrase(phrase, end - words, end)) return end - words;
  }
  return std::nullopt;
}

bool NotKnown::HasEvasion(WordRange words) const {
  for (WordIndex i = words.first; i < words.end; ++i) {
    for (const auto& phrase : rules_.evasions) {
      if (IsPhrase(phrase, i, words.end)) return true;
    }
  }
  return false;
}

bool NotKnown::IsPhrase(const std::vector<std::string_view>& phrase, WordIndex at,
                        WordIndex end) const {
  if (at + phrase.size() > end) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (grammar_.Lower(at + static_cast<WordIndex>(i)) != phrase[i]) return false;
  }
  return true;
}

// "been able to say", "want to say", "going to say": a verb before "to".
bool NotKnown::LeadsTo(WordIndex verb, WordIndex at) const {
  return verb + 1 < at && grammar_.Lower(verb + 1) == "to" && verb + 2 >= at - 1;
}

// "allows states to decide"
bool NotKnown::IsGranted(WordIndex at) const {
  const auto head = grammar_.Head(at);
  return head && *head < at && rules_.grants.contains(grammar_.Lemma(*head));
}

// "is being investigated", "are considering", "will decide", "must decide", "to decide".
bool NotKnown::IsUnderWay(WordIndex at, WordRange sentence) const {
  if (grammar_[at].form == Form::kPresentParticiple) {
    // "from assessing how", "before deciding whether": what is or is not to be done, at any time
    if (at == sentence.first) return true;
    const Upos before = grammar_[at - 1].upos;
    return before != Upos::kAdp && before != Upos::kSconj;
  }
  for (WordIndex back = 1; back < kHelperWithin && back <= at - sentence.first; ++back) {
    const WordIndex i = at - back;
    const std::string_view lower = grammar_.Lower(i);
    if (lower == "to") return !IsGranted(at);
    if (lower == "will" || lower == "must" || lower == "being" || lower == "'ll" ||
        lower == "’ll") {
      return true;
    }
    const Upos upos = grammar_[i].upos;
    if (upos == Upos::kPunct || upos == Upos::kVerb || upos == Upos::kNoun) break;
  }
  return false;
}

// "waiting to hear", "would like to know", "demanding to know".
bool NotKnown::IsWished(WordIndex at, WordRange sentence) const {
  if (at < sentence.first + 2 || grammar_.Lower(at - 1) != "to") return false;
  return (ListsOf(at - 2) & kWishes) != 0;
}

}  // namespace checkback
