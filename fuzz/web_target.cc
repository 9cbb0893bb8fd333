// What a browser, or somebody else, sends to the server: three lines are a request's target, its
// Host header and its Authorization header.

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

#include "serve/exchange.h"
#include "serve/guard.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace checkback;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view lines[3];
  for (std::string_view& line : lines) {
    line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
  }

  if (const auto target = ParseTarget(lines[0])) {
    if (target->segments.size() > kMostSegments || target->parameters.size() > kMostParameters)
      std::abort();
    std::string again;
    for (const std::string& segment : target->segments) {
      if (segment.empty() || segment == "." || segment == ".." || !IsValidUtf8(segment))
        std::abort();
      again += '/' + PercentEncoded(segment);
    }
    const auto back = ParseTarget(again.empty() ? "/" : again);
    // Escaping may make it longer than a target may be; else it says the same.
    if (again.size() <= kLongestTarget && (!back || back->segments != target->segments))
      std::abort();
  }
  ListenAddress address;
  ParseListen(lines[1], address);
  if (IsKnownHost(lines[1], {}) && lines[1].empty()) std::abort();
  if (!lines[2].ends_with(BearerIn(lines[2]))) std::abort();

  const std::string path = LocalPath(lines[0]);
  if (!path.starts_with('/') || path.starts_with("//") || path.find_first_of("\r\n\\") != path.npos)
    std::abort();
  if (const auto form = ParseForm(lines[0]); form && form->parameters.size() > kMostParameters)
    std::abort();
  if (CookieIn(lines[1], "checkback").find(';') != std::string_view::npos) std::abort();
  if (FromWhere("", lines[1], lines[2]) == RequestFrom::kOurPage &&
      AsciiLower(lines[1]).find("://" + AsciiLower(lines[2])) == std::string::npos)
    std::abort();
  return 0;
}
