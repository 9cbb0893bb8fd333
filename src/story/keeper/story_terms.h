// The terms of a story as the shelf keeps them, of which there are many: the sums of its articles'
// weights, each view only where it weighs anything. Most terms are in no headline and no name, so
// 100 terms take some 1,200 bytes, where a TermVector takes 2,000. No number is rounded.
//
//   terms    halvar  quake  shakes ...     side by side: most are looked at and not met
//   all      2.4     1.9    0.3 ...        one for each
//   head     0.9     0.7                   those that have one, by their order
//
// Not for use by two threads at once while it is changed.

#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "story/keeper/vectors.h"

namespace checkback {

class StoryTerms {
 public:
  StoryTerms() = default;
  // By term, at most kStoryTerms.
  explicit StoryTerms(const TermVector& vector);

  std::size_t size() const { return terms_; }
  bool empty() const { return terms_ == 0; }
  std::span<const TermId> terms() const { return {block_.data(), terms_}; }
  Weight operator[](std::size_t i) const {
    return {block_[i], At(kHead, i), At(kLede, i), std::bit_cast<float>(block_[terms_ + i]),
            At(kName, i)};
  }
  float All(std::size_t i) const { return std::bit_cast<float>(block_[terms_ + i]); }
  TermVector Unpacked() const;
  std::span<const std::uint32_t> block() const { return block_; }  // what the cache is told of

  template <typename Archive>
  friend void Fields(Archive& archive, StoryTerms& t) {
    TermVector vector = t.Unpacked();
    archive(vector);
    if constexpr (Archive::kLoads) {
      if (vector.size() > kStoryTerms) archive.Spoil();
      if (vector.size() <= kStoryTerms) t = StoryTerms(vector);
    }
  }

 private:
  enum View : std::size_t { kHead, kLede, kName, kViews };
  using Places = std::array<std::uint64_t, 2>;
  static_assert(kStoryTerms <= 128);

  float At(View view, std::size_t i) const {
    const Places& has = has_[view];
    if ((has[i / 64] >> i % 64 & 1) == 0) return 0;
    const std::uint64_t before = has[i / 64] & ((std::uint64_t{1} << i % 64) - 1);
    const int rank = std::popcount(before) + (i < 64 ? 0 : std::popcount(has[0]));
    return std::bit_cast<float>(block_[begins_[view] + static_cast<std::size_t>(rank)]);
  }

  std::vector<std::uint32_t> block_;  // terms, all, and then the other views
  std::array<Places, kViews> has_{};
  std::array<std::uint16_t, kViews> begins_{};
  std::uint16_t terms_ = 0;
};

}  // namespace checkback
