// Shingles: every five words in a row of a text. What two texts share of them says
// how much of one is a copy of the other.
//
//   the dam at verrin was closed on monday
//   the dam at verrin was
//       dam at verrin was closed
//           at verrin was closed on      ...
//
// A shingle is kept as the 64-bit hash of its words. "Exact" means here: exact but
// for two shingles of one hash, one chance in some 10^13 for a pair of articles.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/words.h"
#include "text/span.h"

namespace checkback {

inline constexpr std::size_t kShingleWords = 5;  // as in the sets of near duplicates

// The hash of each five words in a row, in order; none for a text of fewer words.
std::vector<std::uint64_t> ShinglesOf(const std::vector<FoldedWord>& words);

// One text, ready to be compared.
class ShingledText {
 public:
  explicit ShingledText(std::string_view text);

  const std::vector<FoldedWord>& words() const { return words_; }
  const std::vector<std::uint64_t>& shingles() const { return shingles_; }
  std::size_t distinct() const { return distinct_; }  // shingles that differ

  // The first place of a shingle, as index of its first word; nothing: kNone.
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  std::uint32_t Find(std::uint64_t shingle) const;
  bool IsFirst(std::size_t at) const { return Find(shingles_[at]) == at; }

 private:
  std::vector<FoldedWord> words_;
  std::vector<std::uint64_t> shingles_;
  std::vector<std::uint32_t> slots_;  // open addressing: indices into shingles_
  std::size_t distinct_ = 0;
};

// How many different shingles stand in both. Linear.
std::size_t SharedShingles(const ShingledText& a, const ShingledText& b);

// A stretch of words that stands in both texts, letter for letter but for case and
// punctuation.
struct SharedPassage {
  Span here;
  Span there;

  friend bool operator==(const SharedPassage&, const SharedPassage&) = default;
};

// The passages of `here` (five words or more, apart from what the passage before it
// has already) that stand in `there`, in the order of `here`, not overlapping in
// `here`. Each shared shingle of `here` lies in them. Linear.
std::vector<SharedPassage> SharedPassages(const ShingledText& here, const ShingledText& there);

}  // namespace checkback
