#include "answer/sentence_holding.h"

#include <algorithm>
#include <string_view>

#include "text/sentences.h"

namespace checkback {

Span SentenceHolding(const Article& article, const Span& passage) {
  const std::string_view text = article.text;
  if (passage.empty() || passage.end > text.size()) return passage;
  const std::size_t before = text.rfind('\n', passage.start);
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  const std::size_t end = std::min(text.find('\n', passage.start), text.size());
  for (const Span& sentence : FindSentences(text.substr(start, end - start), article.language)) {
    const Span in_text = {start + sentence.start, start + sentence.end};
    if (in_text.start <= passage.start && passage.end <= in_text.end) return in_text;
  }
  return passage;
}

}  // namespace checkback
