// Chance that is the same on every machine for the same seed (std::uniform_int_distribution
// is not). splitmix64 by Sebastiano Vigna, public domain: prng.di.unimi.it/splitmix64.c.

#pragma once

#include <cstdint>

namespace bench {

// One number of two, so that things made of numbers have seeds of their own.
inline std::uint64_t Mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t z = a * 0x9e3779b97f4a7c15u + b + 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t Next() { return Mix(state_ += 0x9e3779b97f4a7c15u, 0); }
  // 0 to n - 1; 0 for n = 0.
  std::uint32_t Below(std::uint32_t n) {
    return static_cast<std::uint32_t>(((Next() >> 32) * n) >> 32);
  }
  std::uint32_t Between(std::uint32_t low, std::uint32_t high) {
    return low + Below(high - low + 1);
  }
  // 0 to 1, without 1.
  double Share() { return static_cast<double>(Next() >> 11) * 0x1.0p-53; }
  bool Chance(double p) { return Share() < p; }

 private:
  std::uint64_t state_;
};

}  // namespace bench
