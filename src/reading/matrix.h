// A matrix of whole numbers that rows of whole numbers are multiplied with, as fast as the
// processor allows and with the same result on every one: the sums are exact.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace checkback {

// Entries and inputs stay in [-kMostEntry, kMostEntry], so that a sum of kMostInputs products fits
// in 32 bits.
inline constexpr int kMostEntry = 2047;
inline constexpr std::size_t kMostInputs = 512;

class Matrix {
 public:
  Matrix() = default;
  // `entries` row by row: inputs x outputs; inputs even, outputs a multiple of 32.
  Matrix(const std::int16_t* entries, std::size_t inputs, std::size_t outputs);

  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }

  // out[row][o] = sum over i of x[row][i] * entry[i][o], for `rows` rows that lie one behind the
  // other. Safe to call from many threads.
  void Multiply(const std::int16_t* x, std::size_t rows, std::int32_t* out) const;

 private:
  std::size_t inputs_ = 0;
  std::size_t outputs_ = 0;
  // [block of 32 outputs][pair of inputs][output in the block][input in the pair]
  std::vector<std::int16_t> packed_;
};

}  // namespace checkback
