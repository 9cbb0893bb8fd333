#include "reading/question_sentence.h"

#include <algorithm>

#include "reading/asking.h"

namespace checkback {
namespace {

// How far into the next sentence is looked: keeps one of a megabyte linear.
constexpr WordIndex kEvadedWithin = 64;

bool IsMark(const Grammar& grammar, WordIndex i) {
  return grammar[i].upos == Upos::kPunct;
}

// "No, said the minister." and "It did not, says the head teacher."
bool IsAnswer(const Grammar& grammar, const NotKnown& words, WordRange sentence) {
  if (sentence.first + 3 >= sentence.end) return false;
  if (words.rules().answers.contains(grammar.Lower(sentence.first))) return true;
  if (grammar[sentence.first].upos != Upos::kPron || !words.IsFinite(sentence.first + 1))
    return false;
  const bool did = grammar[sentence.first + 1].upos == Upos::kAux;  // "He did, said the mayor."
  return (did && IsMark(grammar, sentence.first + 2)) ||
         (words.Denies(sentence.first + 2) && IsMark(grammar, sentence.first + 3));
}

// "... without replying", "On that nobody offers a guess", "\"I would like to sleep first,\" he
// said": what is said to a question without answering it.
bool IsEvasion(const Grammar& grammar, const NotKnown& words, const std::vector<bool>& quoted,
               WordRange sentence) {
  const WordRange near{sentence.first, std::min(sentence.end, sentence.first + kEvadedWithin)};
  if (words.HasEvasion(near)) return true;
  bool says = false;
  for (WordIndex i = near.first; i < near.end; ++i) {
    if (quoted[i]) continue;
    const std::uint16_t lists = words.ListsOf(i);
    if ((lists & (kTells | kKnows | kSettles)) != 0 && words.IsDenied(i, sentence)) return true;
    says = says || grammar.Lemma(i) == "say";
  }
  const bool quotes = grammar.Printed(near.first) == "\"" || grammar.Printed(near.first) == "“";
  return says && quotes;
}

// The tense of what is asked in reported speech ("Would he sue?"), which a report asks of somebody
// and a comment of its readers seldom; and of what he did then ("He shrugged").
bool IsOfReport(const Grammar& grammar, const NotKnown& words, WordRange sentence, WordRange next) {
  const std::string_view first = grammar.Lower(sentence.first);
  if (!words.rules().backshifted.contains(first)) return false;
  const WordIndex end = std::min(next.end, next.first + kEvadedWithin);
  for (WordIndex i = next.first; i < end; ++i) {
    if (words.IsFinite(i)) return grammar[i].upos == Upos::kVerb && grammar[i].form == Form::kPast;
  }
  return false;
}

// A paragraph of its own before another one: the heading over its answer.
bool IsHeading(const Grammar& grammar, WordRange sentence) {
  const std::string_view text = grammar.text();
  const std::size_t start = grammar[sentence.first].span.start;
  const std::size_t end = grammar[sentence.end - 1].span.end;
  const bool begins = start == 0 || text[start - 1] == '\n';
  const bool ends = end < text.size() && text[end] == '\n';
  return begins && ends;
}

}  // namespace

bool IsQuestionSentence(const Grammar& grammar, const std::vector<bool>& quoted,
                        WordRange sentence) {
  WordIndex last = sentence.end;
  while (last > sentence.first && grammar.Printed(last - 1) == "\"") --last;
  if (last == sentence.first || grammar.Printed(last - 1) != "?") return false;
  return !quoted[last - 1] && !quoted[sentence.first];
}

bool IsLeftOpen(const Grammar& grammar, const NotKnown& words, const std::vector<bool>& quoted,
                std::size_t place) {
  const WordRange sentence = grammar.Sentence(place);
  if (place + 1 >= grammar.sentences()) return false;
  const WordRange next = grammar.Sentence(place + 1);
  if (next.first >= next.end || IsHeading(grammar, sentence)) return false;
  bool finite = false;  // "For seven years?" asks nothing by itself
  for (WordIndex i = sentence.first; i < sentence.end; ++i) {
    if (words.rules().talk.contains(grammar.Lower(i))) return false;  // asked in an interview
    finite = finite || words.IsFinite(i);
  }
  if (!finite || IsAnswer(grammar, words, next)) return false;
  return IsEvasion(grammar, words, quoted, next) || IsOfReport(grammar, words, sentence, next);
}

QuestionKind KindOfQuestionSentence(const Grammar& grammar, const QuestionRules& rules,
                                    WordRange sentence) {
  constexpr WordIndex kFirstWords = 4;
  const WordIndex stop = std::min(sentence.end, sentence.first + kFirstWords);
  for (WordIndex i = sentence.first; i < stop; ++i) {
    if (grammar[i].upos == Upos::kAux) break;
    const auto asking = AskingAt(grammar, rules, i, sentence);
    if (asking && grammar.Lower(i) != "if") return asking->kind;
  }
  return QuestionKind::kWhether;
}

}  // namespace checkback
