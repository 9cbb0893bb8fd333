// A robots.txt and, behind its first NUL, a path that is asked about: what is allowed does not
// depend on how line ends and escapes are written.

#include "follow/fetch/robots.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/utf8.h"

namespace {

std::string WithCrLf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

std::string Escaped(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    if (!is_letter && byte < 0x80) {
      out += c;
      continue;
    }
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using checkback::Robots;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view text = input.substr(0, input.find('\0'));
  const std::string_view path = text.size() < size ? input.substr(text.size() + 1) : "/a";

  const Robots robots = Robots::Parse(text, "checkback");
  const Robots::Verdict verdict = robots.Ask(path);
  if (!verdict.allowed && (verdict.line == 0 || verdict.rule.empty())) std::abort();
  if (!checkback::IsValidUtf8(verdict.rule)) std::abort();
  if (!robots.Ask("/robots.txt").allowed) std::abort();
  if (robots.crawl_delay() && robots.crawl_delay()->count() < 0) std::abort();
  if (path.find('%') == path.npos && robots.Ask(Escaped(path)).allowed != verdict.allowed)
    std::abort();
  if (text.size() < checkback::kMostRobotsBytes / 2 && text.find('\r') == text.npos &&
      Robots::Parse(WithCrLf(text), "checkback").Ask(path).allowed != verdict.allowed)
    std::abort();
  return 0;
}
