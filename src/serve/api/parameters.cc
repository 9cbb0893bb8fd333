#include "serve/api/parameters.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "answer/moment.h"
#include "text/hash.h"

namespace checkback {
namespace {

template <typename Number>
bool ReadNumber(std::string_view text, int base, Number& number) {
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number, base);
  return !text.empty() && read.ec == std::errc() && read.ptr == end;
}

// Five numbers and a check of them, so that a cursor that was cut or mistyped is told apart.
std::string Numbers(const ListCursor& cursor) {
  return fmt::format("{:x}.{:x}.{:x}.{:x}.{:x}", cursor.arrived, cursor.version, cursor.item,
                     cursor.told, cursor.list);
}

std::string CheckOf(std::string_view numbers) {
  return fmt::format("{:08x}", Hash64(numbers) & 0xFFFFFFFF);
}

}  // namespace

Result<std::size_t> LimitOf(const WebTarget& target, std::size_t otherwise, std::size_t most) {
  const std::string_view typed = target.Parameter("limit");
  if (typed.empty()) return otherwise;
  std::size_t limit = 0;
  if (!ReadNumber(typed, 10, limit) || limit == 0 || limit > most)
    return Fail(Errc::kBadInput, fmt::format("limit is a number from 1 to {}", most));
  return limit;
}

Result<SinceAsked> SinceOf(const WebTarget& target, MayBeLast may_be_last) {
  SinceAsked since;
  const std::string_view typed = target.Parameter("since");
  if (typed.empty()) return since;
  if (typed == "last" && may_be_last == MayBeLast::kYes) {
    since.last = true;
    return since;
  }
  since.arrival = PlaceOfContentCursor(typed);
  if (since.arrival) return since;
  const Result<Instant> moment = MomentIn(typed, "since", OfDay::kBeginning);
  if (!moment) return Fail(moment.error());
  since.moment = *moment;
  return since;
}

std::string ContentCursor(std::int64_t place) {
  return fmt::format("c{:x}", place);
}

std::optional<std::int64_t> PlaceOfContentCursor(std::string_view cursor) {
  std::int64_t place = 0;
  if (!cursor.starts_with('c') || !ReadNumber(cursor.substr(1), 16, place) || place < 0)
    return std::nullopt;
  return place;
}

std::string ToText(const ListCursor& cursor) {
  const std::string numbers = Numbers(cursor);
  return fmt::format("{}.{}", numbers, CheckOf(numbers));
}

std::optional<ListCursor> ListCursorIn(std::string_view text) {
  const std::size_t last = text.rfind('.');
  if (last == text.npos || text.substr(last + 1) != CheckOf(text.substr(0, last)))
    return std::nullopt;
  std::array<std::string_view, 5> parts;
  std::string_view rest = text.substr(0, last);
  for (std::string_view& part : parts) {
    part = rest.substr(0, rest.find('.'));
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  ListCursor cursor;
  const bool read = rest.empty() && ReadNumber(parts[0], 16, cursor.arrived) &&
                    ReadNumber(parts[1], 16, cursor.version) &&
                    ReadNumber(parts[2], 16, cursor.item) &&
                    ReadNumber(parts[3], 16, cursor.told) && ReadNumber(parts[4], 16, cursor.list);
  if (!read) return std::nullopt;
  return cursor;
}

std::string AddressWith(const WebTarget& target, std::string_view name, std::string_view value) {
  std::string address;
  for (const std::string& segment : target.segments) address += '/' + PercentEncoded(segment);
  char before = '?';
  for (const auto& [other, kept] : target.parameters) {
    if (other == name) continue;
    address += fmt::format("{}{}={}", before, PercentEncoded(other), PercentEncoded(kept));
    before = '&';
  }
  return address + fmt::format("{}{}={}", before, name, PercentEncoded(value));
}

std::string NextLink(const WebTarget& target, std::string_view name, std::string_view value) {
  return fmt::format("<{}>; rel=\"next\"", AddressWith(target, name, value));
}

}  // namespace checkback
