#include "reading/reading.h"

#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/parse_memory.h"
#include "reading/reading_model.h"
#include "reading/standing.h"
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

PrintedAt PrintedOf(const PageTime& time) {
  PrintedAt printed{time.LocalDay(), {}};
  if (!time.has_time) return printed;
  const Instant local = time.utc + time.offset.value_or(std::chrono::minutes(0));
  const auto of_day = local - std::chrono::floor<std::chrono::days>(local);
  printed.hour = static_cast<int>(std::chrono::floor<std::chrono::hours>(of_day).count());
  return printed;
}

// When the article was printed, as far as anything tells it.
PrintedAt PrintedOf(const Article& article, std::optional<Instant> seen_at) {
  PrintedAt printed;
  if (article.published_at) {
    printed = PrintedOf(*article.published_at);
  } else if (article.modified_at) {
    printed = PrintedOf(*article.modified_at);
  }
  if (!seen_at) return printed;
  const auto seen = std::chrono::floor<std::chrono::days>(*seen_at);
  if (!printed.day) printed.day = seen;
  // Seen on the day of print: no later than that.
  if (!printed.hour && printed.day == seen) {
    printed.hour =
        static_cast<int>(std::chrono::floor<std::chrono::hours>(*seen_at - seen).count());
  }
  return printed;
}

Reading Read(const Article& article, std::optional<Instant> seen_at,
             const EventDictionaries* dictionaries, ParseMemory* memory) {
  const std::vector<Span> spans = FindSentences(article.text, article.language);
  Reading reading;
  reading.sentences = SentencesOf(article, spans);
  reading.parse = memory ? ParseText(article.text, spans, article.language, *memory)
                         : ParseText(article.text, spans, article.language);
  reading.parser = ParserVersion(article.language);
  reading.model = ReadingModelOf(article.language);
  const Grammar grammar(article.text, reading.parse, article.language);
  reading.names = FindNames(grammar);
  const PrintedAt printed = PrintedOf(article, seen_at);
  reading.times = FindTimes(article.text, reading.parse, printed, article.language);
  reading.quotes = FindQuotes(grammar, reading.names);
  reading.questions = FindQuestions(grammar, reading.names);
  reading.headline_questions = FindHeadlineQuestions(article, reading.names, reading.questions);
  const Clauses clauses = FindClauses(grammar);
  const Standings standings = FindStandings(grammar, clauses, reading.names, reading.quotes);
  reading.statements = FindStatements(grammar, clauses, standings);
  reading.events = FindEvents({.grammar = grammar,
                               .names = reading.names,
                               .times = reading.times,
                               .clauses = clauses,
                               .standings = standings,
                               .printed = printed.day,
                               .dictionaries = dictionaries,
                               .quotes = reading.quotes});
  reading.figures = FindFigures(grammar, reading.names, reading.times, reading.quotes);
  return reading;
}

}  // namespace

Reading ReadArticle(const Article& article, std::optional<Instant> seen_at,
                    const EventDictionaries* dictionaries) {
  return Read(article, seen_at, dictionaries, nullptr);
}

Reading ReadArticle(const Article& article, std::optional<Instant> seen_at, ParseMemory& memory) {
  return Read(article, seen_at, nullptr, &memory);
}

}  // namespace checkback
