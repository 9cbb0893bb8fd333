#include "reading/token_address.h"

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestAddress = 2000;
constexpr std::size_t kLongestMail = 254;  // RFC 5321

// At most `most` bytes of `text`, whole characters.
std::string_view CutTo(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

bool IsMailChar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80 || c == '.' || c == '_' || c == '-' || c == '%' ||
         c == '+';
}

std::size_t MailSize(std::string_view text) {
  text = CutTo(text, kLongestMail);
  std::size_t at = 0;
  while (at < text.size() && IsMailChar(text[at])) ++at;
  if (at == 0 || at + 3 > text.size() || text[at] != '@') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && IsMailChar(text[end])) ++end;
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
  const std::string_view host = text.substr(at + 1, end - at - 1);
  if (host.find('.') == host.npos) return 0;
  return end;
}

bool IsWeb(std::string_view text) {
  constexpr std::size_t kLongestScheme = 8;
  const std::string head = AsciiLower(text.substr(0, kLongestScheme));
  return head.starts_with("http:/") || head.starts_with("https:/") || head.starts_with("ftp://") ||
         (head.starts_with("www.") && text.size() > 5);
}

}  // namespace

std::size_t AddressSize(std::string_view text) {
  text = CutTo(text, kLongestAddress);
  std::size_t size =
      IsWeb(text) ? std::min(text.find_first_of("<>\""), text.size()) : MailSize(text);
  while (size > 0) {
    const char last = text[size - 1];
    if (last == ')' && text.substr(0, size).find('(') != text.npos) break;
    if (std::string_view(".,;:!?)'\"]}>*").find(last) == std::string_view::npos) break;
    --size;
  }
  return size;
}

}  // namespace checkback
