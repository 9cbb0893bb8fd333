// Words that are used alike, in fine and larger groups: rules/<language>/word_clusters.txt, made by
// quality/names/clusters.cc. "Moscow" stands with "Ankara" and "Cairo".

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace checkback {

struct WordGroup {
  std::uint16_t fine = 0;  // 0: the word is in none
  std::uint16_t coarse = 0;
};

class WordClusters {
 public:
  // By the word as it is printed, digits as 0; in capitals also by its usual form.
  WordGroup Of(std::string_view printed) const;

  // Lives as long as the program. Safe to call from many threads.
  static const WordClusters& Table(std::string_view language);
  static WordClusters Read(std::string_view rules);

 private:
  std::unordered_map<std::string_view, WordGroup> groups_;
};

}  // namespace checkback
