// What a reading holds in one sentence, found without looking through the rest of the article.

#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "text/span.h"

namespace checkback {

// The items that begin in `sentence`. `items` (times, statements) stand sentence by sentence, in
// the order of the text. Valid as long as `items`.
template <typename Item>
std::span<const Item> InSentence(const std::vector<Item>& items, const Span& sentence) {
  const auto first = std::partition_point(items.begin(), items.end(), [&](const Item& item) {
    return item.span.start < sentence.start;
  });
  const auto last = std::partition_point(
      first, items.end(), [&](const Item& item) { return item.span.start < sentence.end; });
  return {first, last};
}

}  // namespace checkback
