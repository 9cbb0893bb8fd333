#include "reading/matrix.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace checkback {
namespace {

TEST(Matrix, MultipliesExactlyWhateverTheProcessor) {
  std::mt19937 random(3);
  std::uniform_int_distribution<int> entry(-kMostEntry, kMostEntry);
  for (const auto& [rows, inputs, outputs] : {std::array<std::size_t, 3>{1, 2, 32},
                                              {8, 64, 96},
                                              {13, 256, 32},
                                              {3, kMostInputs, 64},
                                              {2, 64, 32},
                                              {4, 64, 32},
                                              {14, 64, 32},
                                              {15, 64, 32}}) {
    std::vector<std::int16_t> entries(inputs * outputs);
    for (std::int16_t& e : entries) e = static_cast<std::int16_t>(entry(random));
    std::vector<std::int16_t> x(rows * inputs);
    for (std::int16_t& e : x) e = static_cast<std::int16_t>(entry(random));
    std::vector<std::int32_t> out(rows * outputs);
    Matrix(entries.data(), inputs, outputs).Multiply(x.data(), rows, out.data());
    for (std::size_t r = 0; r < rows; ++r) {
      for (std::size_t o = 0; o < outputs; ++o) {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < inputs; ++i) {
          sum += std::int64_t{x[r * inputs + i]} * entries[i * outputs + o];
        }
        ASSERT_EQ(out[r * outputs + o], sum);
      }
    }
  }
}

TEST(Matrix, HoldsTheLargestSumsItPromises) {
  const std::vector<std::int16_t> entries(kMostInputs * 32, kMostEntry);
  const std::vector<std::int16_t> x(kMostInputs, -kMostEntry);
  std::vector<std::int32_t> out(32);
  Matrix(entries.data(), kMostInputs, 32).Multiply(x.data(), 1, out.data());
  EXPECT_EQ(out[0], -static_cast<std::int64_t>(kMostInputs) * kMostEntry * kMostEntry);
}

}  // namespace
}  // namespace checkback
