// The sentence that words of an article stand in.

#pragma once

#include <algorithm>
#include <iterator>

#include "reading/reading.h"

namespace checkback {

// The sentence that holds the start of `span`; `span` itself where none does. Logarithmic: the
// sentences stand in the order of the text.
inline Span SentenceAround(const Reading& reading, const Span& span) {
  const auto after = std::upper_bound(
      reading.sentences.begin(), reading.sentences.end(), span.start,
      [](std::size_t start, const Sentence& sentence) { return start < sentence.span.start; });
  return after == reading.sentences.begin() ? span : std::prev(after)->span;
}

// The place of that sentence in Reading::sentences; 0 where none holds it.
inline std::size_t SentenceAt(const Reading& reading, const Span& span) {
  const auto after = std::upper_bound(
      reading.sentences.begin(), reading.sentences.end(), span.start,
      [](std::size_t start, const Sentence& sentence) { return start < sentence.span.start; });
  const auto passed = static_cast<std::size_t>(after - reading.sentences.begin());
  return passed > 0 ? passed - 1 : 0;
}

}  // namespace checkback
