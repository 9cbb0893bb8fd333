// A bit for each of a few words: what it lacks is none of them. Two lists of words are told apart
// by it without a look at either.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace checkback {

class WordMarks {
 public:
  WordMarks() = default;
  explicit WordMarks(std::span<const std::uint64_t> words) {
    for (const std::uint64_t word : words) Set(word);
  }

  void Set(std::uint64_t word) { bits_[Row(word)] |= Bit(word); }
  bool MayHold(std::uint64_t word) const { return (bits_[Row(word)] & Bit(word)) != 0; }

  // False: no word was set in both.
  bool MayShare(const WordMarks& other) const {
    return ((bits_[0] & other.bits_[0]) | (bits_[1] & other.bits_[1]) |
            (bits_[2] & other.bits_[2]) | (bits_[3] & other.bits_[3])) != 0;
  }

  // No fewer than those of `words` that were set.
  std::size_t CountAtMost(std::span<const std::uint64_t> words) const {
    std::size_t count = 0;
    for (const std::uint64_t word : words) count += MayHold(word) ? 1 : 0;
    return count;
  }

 private:
  static std::size_t Row(std::uint64_t word) { return word >> 6 & 3; }
  static std::uint64_t Bit(std::uint64_t word) { return std::uint64_t{1} << (word & 63); }

  std::array<std::uint64_t, 4> bits_{};
};

}  // namespace checkback
