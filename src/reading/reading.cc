#include "reading/reading.h"

#include "reading/grammar.h"
#include "text/sentences.h"

namespace checkback {
namespace {

// Blocks stand in the order of the text, sentences too.
std::vector<Sentence> SentencesOf(const Article& article, const std::vector<Span>& spans) {
  std::vector<Sentence> sentences;
  sentences.reserve(spans.size());
  std::size_t block = 0;
  for (const Span& span : spans) {
    const auto holds = [&](std::size_t b) {
      const std::optional<Span>& at = article.blocks[b].span;
      return at && at->start <= span.start && span.end <= at->end;
    };
    std::size_t look = block;
    while (look < article.blocks.size() && !holds(look)) {
      const std::optional<Span>& at = article.blocks[look].span;
      if (at && at->start > span.start) break;
      ++look;
    }
    const bool found = look < article.blocks.size() && holds(look);
    if (found) block = look;
    sentences.push_back({span, found ? std::optional(look) : std::nullopt});
  }
  return sentences;
}

}  // namespace

Reading ReadArticle(const Article& article, const ReadingOptions& options) {
  const std::vector<Span> spans = FindSentences(article.text, article.language);
  Reading reading;
  reading.sentences = SentencesOf(article, spans);
  reading.parse = ParseText(article.text, spans, article.language);
  reading.parser = ParserVersion(article.language);
  const Grammar grammar(article.text, reading.parse, article.language);
  reading.names = FindNames(grammar);
  std::optional<std::chrono::sys_days> printed;
  if (article.published_at) printed = article.published_at->LocalDay();
  reading.times = FindTimes(article.text, reading.parse, printed, article.language);
  reading.events = FindEvents({.grammar = grammar,
                               .names = reading.names,
                               .times = reading.times,
                               .printed = printed,
                               .dictionaries = options.dictionaries});
  reading.figures = FindFigures(grammar, reading.names, reading.times);
  return reading;
}

}  // namespace checkback
