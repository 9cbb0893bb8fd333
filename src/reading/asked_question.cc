#include "reading/asked_question.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "reading/asking.h"
#include "reading/question_rules.h"

namespace checkback {
namespace {

constexpr std::uint32_t kNone = ~std::uint32_t{0};

}  // namespace

AskedQuestions::AskedQuestions(const Grammar& grammar, const Names& names, const NotKnown& words)
    : grammar_(grammar), names_(names), words_(words), entity_of_(grammar.size(), kNone) {
  for (const Mention& mention : names.mentions) {
    if (mention.head < grammar.size()) {
      entity_of_[mention.head] = static_cast<std::uint32_t>(mention.entity);
    }
  }
}

const Entity* AskedQuestions::NamedBy(WordIndex i) const {
  return entity_of_[i] == kNone ? nullptr : &names_.entities[entity_of_[i]];
}

OpenQuestion AskedQuestions::Question(QuestionKind kind, WordRange clause, WordRange asked,
                                      WordRange sentence) const {
  asked = Near(asked, asked.first);
  OpenQuestion question;
  question.span = grammar_.Bytes(Near(Shown(clause, asked, sentence), asked.first));
  question.kind = kind;
  question.asked = grammar_.Bytes(asked);
  question.predicate = PredicateOf(asked);
  question.answer = IsHowLong(asked)                         ? AnswerType::kDuration
                    : AsksForCause(kind, question.predicate) ? AnswerType::kReason
                                                             : AnswerTo(kind);
  question.about = AboutOf(asked);
  return question;
}

WordRange AskedQuestions::Near(WordRange range, WordIndex word) {
  constexpr WordIndex kMost = kLongestParsed;
  if (range.end - range.first <= kMost) return range;
  const WordIndex first =
      word > range.first + kMost / 2 ? std::min(word - kMost / 2, range.end - kMost) : range.first;
  return {first, first + kMost};
}

// The clause, and what it cannot be understood without.
WordRange AskedQuestions::Shown(WordRange clause, WordRange asked, WordRange sentence) const {
  if (asked.end - asked.first == 1 && asked.end == clause.end) {  // "it is not clear why"
    return grammar_.Trimmed({sentence.first, clause.end});
  }
  if (clause.first > sentence.first && grammar_.Lower(clause.first - 1) == "nor") --clause.first;
  return clause;
}

bool AskedQuestions::IsHowLong(WordRange asked) const {
  return asked.first + 1 < asked.end && grammar_.Lower(asked.first) == "how" &&
         grammar_.Lower(asked.first + 1) == "long";
}

// "what caused the fire", "what had triggered it"
bool AskedQuestions::AsksForCause(QuestionKind kind, std::optional<WordIndex> predicate) const {
  return kind == QuestionKind::kWhat && predicate && (words_.ListsOf(*predicate) & kCauses) != 0;
}

// The word of `asked` that the others hang on.
std::optional<WordIndex> AskedQuestions::PredicateOf(WordRange asked) const {
  std::optional<WordIndex> predicate;
  for (WordIndex i = asked.first; i < asked.end; ++i) {
    const auto head = grammar_.Head(i);
    const bool outside = !head || !asked.Holds(*head);
    if (!outside || grammar_[i].upos == Upos::kPunct) continue;
    if (!predicate || grammar_[i].upos == Upos::kVerb) predicate = i;
    if (grammar_[i].upos == Upos::kVerb) break;
  }
  return predicate;
}

std::vector<std::string> AskedQuestions::AboutOf(WordRange asked) const {
  std::vector<std::string> about;
  const auto add = [&](std::string name) {
    if (!name.empty() && std::find(about.begin(), about.end(), name) == about.end()) {
      about.push_back(std::move(name));
    }
  };
  for (WordIndex i = asked.first; i < asked.end; ++i) {
    if (const Entity* entity = NamedBy(i)) add(entity->name);
  }
  if (!about.empty()) return about;
  for (WordIndex i = asked.first; i < asked.end; ++i) {
    if (grammar_[i].upos == Upos::kNoun) add(std::string(grammar_.Lower(i)));
  }
  return about;
}

}  // namespace checkback
