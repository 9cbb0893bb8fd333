#include "article/head/word_overlap.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {

Compared ToCompare(std::string_view text) {
  Compared result;
  const std::string lower = LowerCase(text);
  std::size_t start = 0;  // of the word, in `bare`
  const auto close = [&] {
    if (result.bare.size() > start) result.words.push_back(result.bare.substr(start));
    start = result.bare.size();
  };
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint c = CodePointAt(lower, at);
    const bool inside = IsWordChar(c.value);
    if (inside) result.bare.append(lower, at, c.bytes);
    if (!inside || IsUnspacedScript(c.value)) close();
    at += c.bytes;
  }
  close();
  std::sort(result.words.begin(), result.words.end());
  return result;
}

double Overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++both, ++x, ++y;
    }
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

}  // namespace checkback
