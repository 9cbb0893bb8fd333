#include "reading/said_words.h"

#include <algorithm>
#include <string>

#include "reading/cues.h"

namespace checkback {
namespace {

// Words before the dash of a dateline: place, day and agency.
constexpr WordIndex kLongestDateline = 16;

}  // namespace

bool SaidWords::IsQuotationMark(WordIndex i) const {
  const std::string_view p = grammar_.Printed(i);
  return IsMark(i) && (p == "\"" || p == "'" || p == "“" || p == "”" || p == "‘" || p == "’" ||
                       p == "«" || p == "»" || p == "„" || p == "''" || p == "``");
}

WordRange SaidWords::SentenceOf(WordIndex i) const {
  WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(i));
  if (sentence.first + kSaidReach < i) sentence.first = i - kSaidReach;
  sentence.end = std::min(sentence.end, i + kSaidReach);
  return sentence;
}

std::uint8_t SaidWords::WaysOf(WordIndex verb) const {
  // "ruled out a claim that": another word than "ruled that"
  if (const auto particle = grammar_.Dependent(verb, Relation::kCompoundPrt)) {
    std::string both(grammar_.Lemma(verb));
    both += '_';
    both += grammar_.Lower(*particle);
    const Cue cue = CueOf(both, Upos::kVerb, grammar_.language());
    if (cue != Cue::kNone && cue != Cue::kSay) return kSaidNot;
  }
  const auto found = rules_.verbs.find(grammar_.Lemma(verb));
  return found == rules_.verbs.end() ? std::uint8_t{kSaidNot} : found->second;
}

bool SaidWords::IsFinite(WordIndex i) const {
  const Form form = grammar_[i].form;
  return form == Form::kPast || form == Form::kPresent || form == Form::kModal ||
         grammar_[i].upos == Upos::kAux;
}

bool SaidWords::HasFinite(WordRange words) const {
  for (WordIndex i = words.first; i < words.end; ++i) {
    if (IsFinite(i)) return true;
  }
  return false;
}

bool SaidWords::HasPredicate(WordRange words) const {
  for (WordIndex i = words.first; i < words.end; ++i) {
    const Form form = grammar_[i].form;
    if (IsFinite(i)) return true;
    if (grammar_[i].upos == Upos::kVerb && form != Form::kInfinitive && form != Form::kGerund &&
        form != Form::kPresentParticiple) {
      return true;
    }
  }
  return false;
}

bool SaidWords::AllQuoted(WordRange words) const {
  for (WordIndex i = words.first; i < words.end; ++i) {
    if (!quoted_[i] && !IsMark(i)) return false;
  }
  return true;
}

bool SaidWords::EndsContent(WordIndex i) const {
  const std::string_view p = grammar_.Printed(i);
  return p == "," || p == "?" || p == "!" || p == "-" || p == "--" || p == "–" || p == "—" ||
         p == "...";
}

WordIndex SaidWords::ClauseStart(WordRange sentence, WordIndex end) const {
  WordIndex start = BehindDateline(sentence, end);
  for (WordIndex i = sentence.first; i < end; ++i) {
    if (grammar_.Printed(i) == ";" && !quoted_[i]) start = i + 1;
  }
  while (start < end && (IsMark(start) || grammar_[start].upos == Upos::kCconj)) ++start;
  return start;
}

WordIndex SaidWords::BehindDateline(WordRange sentence, WordIndex end) const {
  const std::string_view first = grammar_.Printed(sentence.first);
  const bool capitals =
      first.size() > 1 && first[0] >= 'A' && first[0] <= 'Z' && first[1] >= 'A' && first[1] <= 'Z';
  if (!capitals) return sentence.first;
  const WordIndex stop = std::min(end, sentence.first + kLongestDateline);
  for (WordIndex i = sentence.first + 1; i < stop && !IsFinite(i); ++i) {
    const std::string_view p = grammar_.Printed(i);
    if (p != "-" && p != "--" && p != "–" && p != "—") continue;
    // A hyphen inside of a word is none.
    if (grammar_[i - 1].span.end < grammar_[i].span.start) return i + 1;
  }
  return sentence.first;
}

}  // namespace checkback
