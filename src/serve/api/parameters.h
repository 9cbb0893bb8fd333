// The parameters that answers have in common.
//
// Pure. What cannot be read is kBadInput, and the message says what would do.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "serve/exchange.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// Items of one answer where ?limit= says nothing, and the most that it may say.
inline constexpr std::size_t kItemsOfAnswer = 100;
inline constexpr std::size_t kMostItemsOfAnswer = 1000;

Result<std::size_t> LimitOf(const WebTarget& target, std::size_t otherwise = kItemsOfAnswer,
                            std::size_t most = kMostItemsOfAnswer);

// ?since=, which is a moment ("2025-05-14", "2025-05-14T09:30:00Z"), where the store was when an
// earlier answer was given (its header Content-Cursor), or, where a reader's marks count, "last".
struct SinceAsked {
  std::optional<Instant> moment;
  std::optional<std::int64_t> arrival;  // Arrival::place
  bool last = false;

  bool any() const { return moment || arrival || last; }
};
enum class MayBeLast { kNo, kYes };
Result<SinceAsked> SinceOf(const WebTarget& target, MayBeLast may_be_last);

// "c10000002a7": a place in the order of arrival.
std::string ContentCursor(std::int64_t place);
std::optional<std::int64_t> PlaceOfContentCursor(std::string_view cursor);

// Where a list goes on.
struct ListCursor {
  std::int64_t arrived = 0;  // what came later moves nothing
  std::int64_t version = 0;  // of the story that was told last
  std::uint64_t item = 0;    // a hash of its last item; 0: all of them were told
  std::uint32_t told = 0;    // items of that story
  std::uint64_t list = 0;    // a hash: a cursor belongs to its list

  friend bool operator==(const ListCursor&, const ListCursor&) = default;
};
std::string ToText(const ListCursor& cursor);
// Nothing where `text` was not made by ToText.
std::optional<ListCursor> ListCursorIn(std::string_view text);

// The path and the parameters that were asked for, with `name` set to `value`.
std::string AddressWith(const WebTarget& target, std::string_view name, std::string_view value);
// A Link to that, as RFC 8288 has it: <...>; rel="next".
std::string NextLink(const WebTarget& target, std::string_view name, std::string_view value);

}  // namespace checkback
