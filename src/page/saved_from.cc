#include "page/saved_from.h"

#include <algorithm>

#include "page/url.h"

namespace checkback {
namespace {

// Programs write the comment right behind the doctype, or behind <html>.
constexpr std::size_t kSearched = 4096;

// The address that `text` begins with; "" where that is none.
std::string AddressAt(std::string_view text) {
  const std::size_t end = std::min(text.find("-->"), text.find_first_of(" \t\r\n<>\""));
  if (end == std::string_view::npos) return {};  // cut off, so not the whole address
  const std::string_view address = text.substr(0, end);
  return SplitUrl(address) ? std::string(address) : "";
}

// What stands in `head` behind `mark` and then `before`, and blanks; "" where they are not there.
std::string_view After(std::string_view head, std::string_view mark, std::string_view before) {
  std::size_t at = head.find(mark);
  if (at == std::string_view::npos) return {};
  at = head.find(before, at + mark.size());
  if (at == std::string_view::npos) return {};
  head.remove_prefix(at + before.size());
  head.remove_prefix(std::min(head.find_first_not_of(" \t"), head.size()));
  return head;
}

}  // namespace

std::string SavedFrom(std::string_view bytes) {
  // UTF-16 becomes ASCII where it holds nothing else.
  std::string head(bytes.substr(0, kSearched));
  std::erase(head, '\0');
  std::string address = AddressAt(After(head, "<!-- saved from url=(", ")"));
  if (address.empty()) address = AddressAt(After(head, "Page saved with SingleFile", "url:"));
  return address;
}

}  // namespace checkback
