#include "article/head/byline_rules.h"

#include <algorithm>

#include "text/embedded.h"

namespace checkback {
namespace {

BylineWords ReadRules(std::string_view text) {
  BylineWords rules;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t blank = line.find(' ');
    if (line.empty() || line[0] == '#' || blank == std::string_view::npos) continue;
    const std::string_view kind = line.substr(0, blank);
    const std::string_view words = line.substr(blank + 1);
    if (kind == "by") rules.by.push_back(words);
    if (kind == "label") rules.labels.push_back(words);
    if (kind == "end") rules.ends.insert(words);
    if (kind == "degree") rules.degrees.insert(words);
    if (kind == "org") rules.organizations.insert(words);
    if (kind == "and") rules.conjunctions.insert(words);
    if (kind == "role") rules.roles.insert(words);
    if (kind == "noise") rules.noise.insert(words);
    if (kind == "staff") rules.staff.insert(words);
  }
  std::stable_sort(rules.by.begin(), rules.by.end(),
                   [](std::string_view a, std::string_view b) { return a.size() > b.size(); });
  return rules;
}

}  // namespace

const BylineWords& BylineRules() {
  static const BylineWords rules = ReadRules(FindEmbedded("rules/byline.txt"));
  return rules;
}

}  // namespace checkback
