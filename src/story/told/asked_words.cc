#include "story/told/asked_words.h"

#include <algorithm>
#include <iterator>

#include "story/told/answer_rules.h"
#include "story/told/content_words.h"
#include "story/told/sentence_around.h"

namespace checkback {
namespace {

void Append(HeldWords& words, const HeldWords& more) {
  words.insert(words.end(), more.begin(), more.end());
  SortEachOnce(words);
}

HeldWords Without(const HeldWords& words, const HeldWords& others) {
  HeldWords rest;
  std::set_difference(words.begin(), words.end(), others.begin(), others.end(),
                      std::back_inserter(rest));
  return rest;
}

// Those whose words stand before what is asked, and the sources of what is unclear.
HeldWords SilentOf(const Telling& telling, const StoryQuestion& question) {
  const std::string& language = telling.article->language;
  const Span& span = question.opened.span;
  HeldWords silent;
  if (question.asked.start > span.start)
    silent = FamiliesOf(Words(telling.article->text, {span.start, question.asked.start}), language);
  for (const NewsStatement& statement : telling.reading->statements) {
    const bool inside = statement.span.start >= span.start && statement.span.start < span.end;
    if (inside && statement.status == Status::kUnclear)
      Append(silent, FamiliesOf(statement.source, language));
  }
  SortEachOnce(silent);
  return silent;
}

// The statement that is asked about: the first whose act stands in what is asked, or, where a noun
// asks ("No one claimed responsibility"), beside it.
void ReadAct(const Telling& telling, const StoryQuestion& question, AskedWords& asked) {
  for (const Span& where : {question.asked, question.opened.span}) {
    for (const NewsStatement& statement : telling.reading->statements) {
      const Span& act = statement.act;
      if (act.empty() || statement.telling) continue;
      if (act.start < where.start || act.end > where.end) continue;
      asked.act = SortedFamiliesOf(telling, act);
      asked.arguments = ArgumentsOf(telling, statement);
      return;
    }
  }
}

}  // namespace

AskedWords AskedWordsOf(const Telling& telling, const StoryQuestion& question) {
  const Article& article = *telling.article;
  const HeldReader reader(telling);
  AskedWords asked;
  asked.kind = QuestionKindNamed(question.kind).value_or(QuestionKind::kWhether);
  asked.wants = question.wants;
  const std::string_view printed = Words(article.text, question.asked);
  asked.asked = FamiliesOf(printed, article.language);
  SortEachOnce(asked.asked);
  asked.asks_not = ContentOf(printed, article.language).negations % 2 == 1;
  asked.words = asked.asked;
  asked.named = MentionedIn(telling, question.asked);
  Append(asked.words, asked.named);
  HeldWords names;
  for (const Entity& entity : telling.reading->names.entities)
    Append(names, FamiliesOf(entity.name, article.language));
  asked.plain = Without(asked.asked, names);
  const std::vector<Sentence>& sentences = telling.reading->sentences;
  const Span own = SentenceAround(*telling.reading, question.opened.span);
  const std::string_view own_words = Words(article.text, own);
  const AnswerRules& rules = AnswerRulesOf(article.language);
  asked.is_sentence = own_words.find('?') != std::string_view::npos;
  for (const FoldedWord& word : WordsOf(Words(article.text, question.opened.span)))
    asked.is_ahead = asked.is_ahead || rules.ahead.contains(word.hash);
  asked.sentence = FamiliesOf(Words(article.text, own), article.language);
  asked.sentence_pairs = PairsOf(asked.sentence);
  SortEachOnce(asked.sentence);
  asked.beside = Without(reader.Read(own).with_names, asked.words);
  const std::size_t at = SentenceAt(*telling.reading, question.opened.span);
  HeldWords before = at > 0 ? reader.Read(sentences[at - 1].span).with_names
                            : FamiliesOf(article.headline, article.language);
  SortEachOnce(before);
  asked.context = Without(Without(before, asked.words), asked.beside);
  ReadAct(telling, question, asked);
  asked.silent = SilentOf(telling, question);
  return asked;
}

}  // namespace checkback
