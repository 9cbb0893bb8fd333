#include "store/search/cursor.h"

#include <fmt/format.h>

#include <charconv>
#include <vector>

namespace checkback {
namespace {

// "r1", then numbers as they stand in memory, in hexadecimal, parted by dots.
constexpr std::string_view kByRank = "r1";
constexpr std::string_view kByTime = "t1";

std::optional<std::uint64_t> ReadHex(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string ToText(const SearchCursor& cursor) {
  const auto bits = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
  std::string out = fmt::format("{}.{:x}.{:x}", cursor.by_time ? kByTime : kByRank, cursor.query,
                                bits(cursor.newest));
  if (cursor.oldest) out += fmt::format(".{:x}", bits(*cursor.oldest));
  if (cursor.oldest && cursor.last)
    out += fmt::format(".{:x}.{:x}", bits(cursor.last->steps), bits(cursor.last->key));
  return out;
}

std::optional<SearchCursor> ReadCursor(std::string_view text) {
  const std::string_view kind = text.substr(0, 2);
  if (kind != kByRank && kind != kByTime) return std::nullopt;
  text.remove_prefix(2);
  std::vector<std::uint64_t> numbers;
  while (!text.empty()) {
    if (text.front() != '.' || numbers.size() == 5) return std::nullopt;
    text.remove_prefix(1);
    const std::string_view digits = text.substr(0, text.find('.'));
    const std::optional<std::uint64_t> number = ReadHex(digits);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
    text.remove_prefix(digits.size());
  }
  const std::size_t count = numbers.size();
  if (count != 2 && count != 3 && count != 5) return std::nullopt;
  const auto number = [&](std::size_t n) { return static_cast<std::int64_t>(numbers[n]); };
  SearchCursor cursor;
  cursor.by_time = kind == kByTime;
  cursor.query = numbers[0];
  cursor.newest = number(1);
  if (count >= 3) cursor.oldest = number(2);
  if (count == 5) cursor.last = SearchCursor::Last{number(3), number(4)};
  return cursor;
}

}  // namespace checkback
