// Addresses as pages write them: three lines are the page's own, its link and its og:url.

#include "page/url.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace checkback;
  std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string_view lines[3];
  for (std::string_view& line : lines) {
    line = input.substr(0, input.find('\n'));
    input.remove_prefix(std::min(line.size() + 1, input.size()));
  }

  const std::string canonical = CanonicalUrl(lines[0]);
  if (CanonicalUrl(canonical) != canonical) std::abort();
  const std::string resolved = ResolveUrl(lines[0], lines[1]);
  if (!resolved.empty() && !resolved.starts_with("http")) std::abort();
  const std::string of_page = CanonicalUrlOf(lines[0], lines[1], lines[2]);
  if (SplitUrl(lines[0]) && OutletDomain(of_page) != OutletDomain(lines[0])) std::abort();
  return 0;
}
