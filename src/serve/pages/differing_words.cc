#include "serve/pages/differing_words.h"

#include <algorithm>
#include <cstdint>

namespace checkback {
namespace {

// By blanks: what stands between them is compared as it was printed, but for the marks at its end.
std::vector<Span> WordsBetweenBlanks(std::string_view text) {
  std::vector<Span> words;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool blank = i == text.size() || text[i] == ' ' || text[i] == '\n' || text[i] == '\t';
    if (!blank) continue;
    std::size_t end = i;
    while (end > start && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
    if (end > start) words.push_back({start, end});
    start = i + 1;
  }
  return words;
}

}  // namespace

std::vector<Span> DifferingWords(std::string_view a, std::string_view b) {
  const std::vector<Span> in_a = WordsBetweenBlanks(a), in_b = WordsBetweenBlanks(b);
  std::vector<Span> differing;
  if (in_a.size() > kMostComparedWords || in_b.size() > kMostComparedWords) return differing;
  // The longest common row of words: longest[i][j] of those from i and from j on.
  const std::size_t width = in_b.size() + 1;
  std::vector<std::uint16_t> longest((in_a.size() + 1) * width, 0);
  const auto is_same = [&](std::size_t i, std::size_t j) {
    return Words(a, in_a[i]) == Words(b, in_b[j]);
  };
  for (std::size_t i = in_a.size(); i-- > 0;) {
    for (std::size_t j = in_b.size(); j-- > 0;) {
      const std::size_t at = i * width + j;
      longest[at] = is_same(i, j) ? static_cast<std::uint16_t>(longest[at + width + 1] + 1)
                                  : std::max(longest[at + width], longest[at + 1]);
    }
  }
  for (std::size_t i = 0, j = 0; i < in_a.size();) {
    if (j < in_b.size() && is_same(i, j)) {
      ++i;
      ++j;
      continue;
    }
    if (j < in_b.size() && longest[i * width + j + 1] > longest[(i + 1) * width + j]) {
      ++j;
      continue;
    }
    const bool joins = i > 0 && !differing.empty() && differing.back().end == in_a[i - 1].end;
    if (joins)
      differing.back().end = in_a[i].end;
    else
      differing.push_back(in_a[i]);
    ++i;
  }
  return differing;
}

}  // namespace checkback
