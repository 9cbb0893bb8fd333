// The hash of a sentence as it is printed: of all its words, those of grammar too, in their order,
// whatever stands between them. Content::printed is the same.

#pragma once

#include <cstdint>
#include <string_view>

#include "story/words.h"

namespace checkback {

class PrintedHash {
 public:
  void Add(const FoldedWord& word) {
    hash_ = (hash_ ^ word.hash) * 0x9e3779b97f4a7c15;
    hash_ ^= hash_ >> 31;
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0;
};

// Equal for the same sentence. Costs less than ContentOf, which looks its words up.
inline std::uint64_t PrintedHashOf(std::string_view sentence) {
  PrintedHash hash;
  for (const FoldedWord& word : WordsOf(sentence)) hash.Add(word);
  return hash.value();
}

}  // namespace checkback
