// Where a page of results ended, as text to be handed back for the next one.
//
// Results come in windows: the newest matches, ranked; then the next older ones, ranked. A window
// is a range of keys that is fixed when it is first shown, so documents that arrive later move
// nothing: they are newer than the window, or take their own place in it.

#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

struct SearchCursor {
  struct Last {  // of the results of this window that were shown
    std::int64_t steps = 0;
    std::int64_t key = 0;
    friend bool operator==(const Last&, const Last&) = default;
  };
  bool by_time = false;
  std::uint64_t query = 0;  // a hash: a cursor belongs to its query
  std::int64_t newest = std::numeric_limits<std::int64_t>::max();  // of the window, inclusive
  std::optional<std::int64_t> oldest;                              // inclusive; nothing: not fixed
  std::optional<Last> last;
  friend bool operator==(const SearchCursor&, const SearchCursor&) = default;
};

std::string ToText(const SearchCursor& cursor);
// Nothing where `text` was not made by ToText.
std::optional<SearchCursor> ReadCursor(std::string_view text);

}  // namespace checkback
