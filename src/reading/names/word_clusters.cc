#include "reading/names/word_clusters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

// Longer words are in no group.
constexpr std::size_t kLongestWord = 40;

std::uint16_t NumberOf(std::string_view digits) {
  std::uint16_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return static_cast<std::uint16_t>(number + 1);
}

}  // namespace

WordGroup WordClusters::Of(std::string_view printed) const {
  if (printed.size() > kLongestWord) return {};
  std::array<char, kLongestWord> plain;
  bool all_large = printed.size() > 1;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    const char c = printed[i];
    plain[i] = c >= '0' && c <= '9' ? '0' : c;
    if (c < 'A' || c > 'Z') all_large = false;
  }
  const auto found = groups_.find(std::string_view(plain.data(), printed.size()));
  if (found != groups_.end()) return found->second;
  if (!all_large) return {};
  for (std::size_t i = 1; i < printed.size(); ++i) plain[i] = static_cast<char>(plain[i] + 32);
  const auto usual = groups_.find(std::string_view(plain.data(), printed.size()));
  return usual == groups_.end() ? WordGroup() : usual->second;
}

WordClusters WordClusters::Read(std::string_view rules) {
  WordClusters clusters;
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    WordGroup group;
    group.fine = NumberOf(TakeUntil(line, ' '));
    group.coarse = NumberOf(TakeUntil(line, ' '));
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (!word.empty()) clusters.groups_.emplace(word, group);
    }
  }
  return clusters;
}

const WordClusters& WordClusters::Table(std::string_view language) {
  static const LanguageTables<WordClusters> tables("word_clusters.txt", WordClusters::Read);
  return tables.Of(language);
}

}  // namespace checkback
