#include "answer/outlets.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace checkback {

std::string OutletsOf(const StoredStory& story) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string_view> outlets;
  for (const StoryCapture& c : story.captures) {
    if (std::find(outlets.begin(), outlets.end(), c.outlet) == outlets.end())
      outlets.push_back(c.outlet);
  }
  std::string named;
  for (std::size_t i = 0; i < std::min(kNamed, outlets.size()); ++i)
    named += fmt::format("{}{}", i == 0 ? "" : ", ", outlets[i]);
  if (outlets.size() > kNamed) {
    const std::size_t others = outlets.size() - kNamed;
    named += fmt::format(" and {} {}", others, others == 1 ? "other" : "others");
  }
  return named;
}

}  // namespace checkback
