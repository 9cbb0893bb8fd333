// Weighted terms: what an article and a story are compared by.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_set>
#include <vector>

#include "story/keeper/vocabulary.h"

namespace checkback {

// One term in four views: of the headline, of the lede, of all words, of what is written like a
// name. Of an article each view has length 1, or is empty.
struct Weight {
  TermId term = 0;
  float head = 0;
  float lede = 0;
  float all = 0;
  float name = 0;

  friend bool operator==(const Weight&, const Weight&) = default;

  template <typename Archive>
  friend void Fields(Archive& archive, Weight& w) {
    archive(w.term, w.head, w.lede, w.all, w.name);
  }
};
using TermVector = std::vector<Weight>;  // by term

// A weight as articles keep it, of which there are many: each view in 255 steps of its square root
// (half a per cent of a large weight, three of a small one). None of it is lost to 0.
struct PackedWeight {
  TermId term = 0;
  std::uint8_t head = 0;
  std::uint8_t lede = 0;
  std::uint8_t all = 0;
  std::uint8_t name = 0;

  template <typename Archive>
  friend void Fields(Archive& archive, PackedWeight& w) {
    archive(w.term, w.head, w.lede, w.all, w.name);
  }
};

// Packed weights by term. The terms lie side by side, since most of those that are looked at are
// not in the other article, and their weights are not read.
class PackedVector {
 public:
  PackedVector() = default;
  explicit PackedVector(const std::vector<PackedWeight>& weights);

  std::size_t size() const { return block_.size() / 2; }
  bool empty() const { return block_.empty(); }
  std::span<const TermId> terms() const { return {block_.data(), size()}; }
  PackedWeight operator[](std::size_t i) const;
  std::vector<PackedWeight> Weights() const;
  std::span<const std::uint32_t> block() const { return block_; }  // what the cache is told of

  template <typename Archive>
  friend void Fields(Archive& archive, PackedVector& v) {
    std::vector<PackedWeight> weights = v.Weights();
    archive(weights);
    if constexpr (Archive::kLoads) v = PackedVector(weights);
  }

 private:
  std::vector<std::uint32_t> block_;  // all terms, then the four bytes of each
};

// What a packed view weighs, 0 to 1.
inline constexpr std::array<float, 256> kUnpacked = [] {
  std::array<float, 256> weights{};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const float root = static_cast<float>(i) / 255;
    weights[i] = root * root;
  }
  return weights;
}();
PackedVector Packed(const TermVector& vector);  // of weights from 0 to 1
TermVector Unpacked(const PackedVector& vector);

inline constexpr std::size_t kArticleTerms = 80;
inline constexpr std::size_t kStoryTerms = 100;

// The heaviest terms of an article, with the idf of this moment. `ids` are those of its terms, in
// their order; `names` the hashes of words that a reading took for names, empty where nobody read.
PackedVector VectorOf(const ArticleTerms& article, const std::vector<TermId>& ids,
                      const Vocabulary& vocabulary, const std::unordered_set<std::uint64_t>& names);

// Adds `more` to `sum`, which keeps its heaviest `most` terms.
void AddTo(TermVector& sum, const TermVector& more, std::size_t most);
void AddTo(TermVector& sum, const PackedVector& more, std::size_t most);

// The Euclidean length of each view.
struct Lengths {
  float head = 0;
  float lede = 0;
  float all = 0;
  float name = 0;

  template <typename Archive>
  friend void Fields(Archive& archive, Lengths& l) {
    archive(l.head, l.lede, l.all, l.name);
  }
};
Lengths LengthsOf(const TermVector& vector);

// `vector` with each view of length 1, or empty.
void Normalise(TermVector& vector);

// The `most` terms with most of `view`, by term; terms without any of it are not among them.
std::vector<TermId> Heaviest(const TermVector& vector, float Weight::* view, std::size_t most);

// The weights of one article, for looking up many times.
class TermLookup {
 public:
  // `terms` are at most kStoryTerms and must outlive the lookup.
  explicit TermLookup(const TermVector& terms);

  // Nothing: nullptr.
  const Weight* Find(TermId term) const {
    const std::uint32_t mixed = Mix(term);
    if (!MayHave(mixed)) return nullptr;
    for (std::size_t at = mixed >> kSlotShift; slots_[at] != 0; at = (at + 1) % kSlots) {
      if (terms_[slots_[at] - 1u].term == term) return &terms_[slots_[at] - 1u];
    }
    return nullptr;
  }

  // The terms of `others` (at most kStoryTerms) that are found here, in their order.
  struct Met {
    std::size_t place = 0;  // in `others`
    const Weight* weight = nullptr;
  };
  class Meeting {
   public:
    const Met* begin() const { return met_.data(); }
    const Met* end() const { return met_.data() + count_; }

   private:
    friend class TermLookup;
    std::array<Met, kStoryTerms> met_;
    std::size_t count_ = 0;
  };
  void Meet(std::span<const TermId> others, Meeting& meeting) const;

 private:
  static constexpr std::size_t kSlots = 256;
  static constexpr int kSlotShift = 24;
  static constexpr int kBitShift = 21;  // 2,048 bits, of which 100 are set at most
  static std::uint32_t Mix(TermId term) { return term * 0x9E3779B1u; }
  std::uint32_t MayHave(std::uint32_t mixed) const {  // 0 or 1
    return bits_[mixed >> (kBitShift + 5)] >> (mixed >> kBitShift & 31) & 1u;
  }

  const TermVector& terms_;
  std::array<std::uint8_t, kSlots> slots_{};  // the place in terms_ and 1; 0: free
  // Whether a term may be there at all: answers for most without a branch.
  std::array<std::uint32_t, (1u << (32 - kBitShift)) / 32> bits_{};
};

}  // namespace checkback
