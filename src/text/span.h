// A half-open byte range in one text: the provenance of everything shown.

#pragma once

#include <cstddef>
#include <string_view>

namespace checkback {

struct Span {
  std::size_t start = 0;  // bytes from the start of the text
  std::size_t end = 0;    // one past the last byte

  constexpr bool empty() const { return start == end; }
  constexpr std::size_t size() const { return end - start; }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

// The words of `span`; valid as long as `text`. A span that reaches past the
// end is cut there.
constexpr std::string_view Words(std::string_view text, Span span) {
  if (span.start >= text.size() || span.end <= span.start) return {};
  return text.substr(span.start, span.end - span.start);
}

}  // namespace checkback
