// The words of rules/byline.txt, which explains the kinds.

#pragma once

#include <string_view>
#include <unordered_set>
#include <vector>

namespace checkback {

struct BylineWords {
  std::vector<std::string_view> by;  // longest first
  std::vector<std::string_view> labels;
  std::unordered_set<std::string_view> ends;
  std::unordered_set<std::string_view> degrees;
  std::unordered_set<std::string_view> organizations;
  std::unordered_set<std::string_view> conjunctions;
  std::unordered_set<std::string_view> roles;
  std::unordered_set<std::string_view> noise;
  std::unordered_set<std::string_view> staff;
};

// Read once; lives as long as the program. Safe to call from many threads.
const BylineWords& BylineRules();

}  // namespace checkback
