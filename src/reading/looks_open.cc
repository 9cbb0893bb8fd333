#include "reading/looks_open.h"

#include <algorithm>

namespace checkback {
namespace {

// From "name" by "give" and "declined" to "who".
constexpr int kMostAboveName = 4;
// "I" stands so far before the word that opens: "I do not know".
constexpr WordIndex kSpeakerWithin = 3;
// How far the words of a clause are looked at: keeps one of a megabyte linear.
constexpr WordIndex kTalkWithin = 64;

}  // namespace

bool LooksOpen::MayBeRelative(WordIndex asking) const {
  const std::string_view lower = grammar_.Lower(asking);
  return lower != "whether" && lower != "if" && lower != "how" && lower != "what" && lower != "why";
}

bool LooksOpen::IsRelative(WordIndex asking, WordRange sentence) const {
  if (asking < sentence.first + 2) return false;
  const std::string_view lower = grammar_.Lower(asking);
  if (!MayBeRelative(asking) && lower != "why") return false;
  const Upos before = grammar_[asking - 1].upos;
  // "those who", "anyone who"; but "did not tell us who"
  const bool indefinite = rules_.heads.contains(grammar_.Lower(asking - 1));
  if (indefinite) return true;
  if (before != Upos::kNoun && before != Upos::kPropn) return false;
  if (lower == "where" || lower == "when") {  // "would not tell his wife where he was"
    const auto verb = grammar_.Head(asking - 1);
    if (verb && *verb < asking && grammar_.Lemma(*verb) == "tell") return false;
  }
  return (words_.ListsOf(asking - 2) & kTells) == 0 && words_.ListsOf(asking - 1) == 0;
}

bool LooksOpen::AsksNothing(WordIndex opener, WordIndex asking) const {
  const std::string_view lower = grammar_.Lower(asking);
  if (grammar_[opener].upos == Upos::kVerb) {
    const auto judge = rules_.judges.find(grammar_.Lemma(opener));
    if (judge != rules_.judges.end() && (judge->second.empty() || judge->second == lower))
      return true;
  }
  return lower == "when" && IsMoment(opener, asking);
}

// "was investigating when he was shot", "declined to comment when he left", "ducked questions when
// they came"; but "no word on when", "did not say exactly when", "will decide when to go".
bool LooksOpen::IsMoment(WordIndex opener, WordIndex when) const {
  const bool to = when + 1 < grammar_.size() && grammar_.Lower(when + 1) == "to";
  if (to) return false;
  const WordIndex before = when - 1;
  if (grammar_[before].upos == Upos::kAdp || grammar_[before].upos == Upos::kSconj)
    return !IsLink(before);
  if (grammar_[opener].upos == Upos::kNoun) return true;
  if (opener == before && grammar_[opener].form == Form::kPresentParticiple) return true;
  return rules_.alone.contains(grammar_.Lemma(opener));
}

bool LooksOpen::IsLink(WordIndex i) const {
  return rules_.links.contains(grammar_.Lower(i));
}

bool LooksOpen::IsTalk(WordRange around, WordRange sentence,
                       const std::vector<bool>& quoted) const {
  const WordIndex before = std::min(around.first - sentence.first, kSpeakerWithin);
  const WordIndex first = around.first - before;
  const WordIndex end = std::min({sentence.end, around.end, first + kTalkWithin});
  for (WordIndex i = first; i < end; ++i) {
    if (!quoted[i] && rules_.talk.contains(grammar_.Lower(i))) return true;
  }
  return false;
}

bool LooksOpen::IsToldOf(WordIndex noun) const {
  for (const WordIndex i : grammar_.Dependents(noun)) {
    if (UniversalPart(grammar_[i].relation) == Relation::kCase && grammar_.Lower(i) != "for")
      return IsLink(i);
  }
  return false;
}

bool LooksOpen::IsOwnName(WordIndex noun) const {
  const auto known = rules_.nouns.find(grammar_.Lemma(noun));
  if (known == rules_.nouns.end() || known->second != QuestionKind::kWho) return false;
  bool own = false;
  for (const WordIndex i : grammar_.Dependents(noun)) {
    const std::string_view lower = grammar_.Lower(i);
    own = own || lower == "his" || lower == "her" || lower == "their";
  }
  if (!own) return false;
  auto verb = grammar_.Head(noun);
  for (int steps = 0; verb && steps < kMostAboveName; ++steps) {
    const auto subject = grammar_.Dependent(*verb, Relation::kNsubj);
    if (subject) return grammar_.Lower(*subject) == "who";
    verb = grammar_.Head(*verb);
  }
  return false;
}

}  // namespace checkback
