// Which articles keep this shingle? An inverted index that stays small: eight bytes
// for each entry, in 256 tables that grow by a quarter, one at a time, so that there
// is never a second copy of the whole.
//
// An entry holds 32 bits of the shingle (8 more are its table), so an article may be
// named wrongly, about once in ten thousand look-ups with 10^8 entries. Callers compare
// the texts anyway.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace checkback {

class SketchIndex {
 public:
  // A shingle that so many articles keep takes no more of them: see CopyFinder.
  static constexpr std::size_t kLongest = 64;

  // Brings the place of `shingle` into the cache, ahead of Append.
  void Prefetch(std::uint64_t shingle) const;

  // Appends the articles that keep `shingle` to `articles`, at most kLongest; gives
  // how many.
  std::size_t Append(std::uint64_t shingle, std::vector<std::uint32_t>& articles) const;

  // Enters `article` where fewer than kLongest stand. 2^32 - 1 is no article.
  void Enter(std::uint64_t shingle, std::uint32_t article);

  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kFree = ~std::uint32_t{0};
  struct Entry {
    std::uint32_t tag = 0;
    std::uint32_t article = kFree;
  };
  struct Table {
    std::vector<Entry> entries;  // open addressing, in the order of the tags
    std::size_t used = 0;

    std::size_t PlaceOf(std::uint32_t tag) const { return tag * entries.size() >> 32; }
    void Grow();
    void Put(Entry entry);
  };

  std::array<Table, 256> tables_;
};

}  // namespace checkback
