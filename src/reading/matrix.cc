#include "reading/matrix.h"

#include <algorithm>
#include <array>
#include <cassert>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace checkback {
namespace {

constexpr std::size_t kBlock = 32;  // outputs
constexpr std::size_t kRows = 8;  // at once, so that each number of the matrix is read once for all

struct Block {
  const std::int16_t* x;  // the first row
  std::size_t inputs;
  const std::int16_t* packed;  // of 32 outputs
  std::int32_t* out;
  std::size_t outputs;

  const std::int16_t* Row(int r) const { return x + static_cast<std::size_t>(r) * inputs; }
  std::int32_t* Out(int r) const { return out + static_cast<std::size_t>(r) * outputs; }
};

#if defined(__x86_64__)

std::int32_t PairAt(const std::int16_t* at) {
  std::int32_t pair;
  __builtin_memcpy(&pair, at, sizeof pair);
  return pair;
}

// sum += x * w, pair by pair. Written out, since GCC 12 moves every sum to another register and
// back where it is asked by _mm512_dpwssd_epi32 (a third slower); unrolled by force, since it takes
// an asm for a large thing.
__attribute__((target("avx512f,avx512bw,avx512vnni"), always_inline)) inline void AddPairs(
    __m512i& sum, __m512i x, __m512i w) {
  asm("vpdpwssd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
}

template <int R>
__attribute__((target("avx512f,avx512bw,avx512vnni"))) void Fused(const Block& b) {
  __m512i sum[R][2];
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r) sum[r][0] = sum[r][1] = _mm512_setzero_si512();
  for (std::size_t i = 0; i < b.inputs; i += 2) {
    const __m512i low = _mm512_loadu_si512(b.packed + i * kBlock);
    const __m512i high = _mm512_loadu_si512(b.packed + i * kBlock + kBlock);
#pragma GCC unroll 8
    for (int r = 0; r < R; ++r) {
      const __m512i x = _mm512_set1_epi32(PairAt(b.Row(r) + i));
      AddPairs(sum[r][0], x, low);
      AddPairs(sum[r][1], x, high);
    }
  }
#pragma GCC unroll 8
  for (int r = 0; r < R; ++r) {
    _mm512_storeu_si512(b.Out(r), sum[r][0]);
    _mm512_storeu_si512(b.Out(r) + 16, sum[r][1]);
  }
}

template <int R>
__attribute__((target("avx512f,avx512bw"))) void Wide(const Block& b) {
  __m512i sum[R][2];
  for (int r = 0; r < R; ++r) sum[r][0] = sum[r][1] = _mm512_setzero_si512();
  for (std::size_t i = 0; i < b.inputs; i += 2) {
    const __m512i low = _mm512_loadu_si512(b.packed + i * kBlock);
    const __m512i high = _mm512_loadu_si512(b.packed + i * kBlock + kBlock);
    for (int r = 0; r < R; ++r) {
      const __m512i x = _mm512_set1_epi32(PairAt(b.Row(r) + i));
      sum[r][0] = _mm512_add_epi32(sum[r][0], _mm512_madd_epi16(x, low));
      sum[r][1] = _mm512_add_epi32(sum[r][1], _mm512_madd_epi16(x, high));
    }
  }
  for (int r = 0; r < R; ++r) {
    _mm512_storeu_si512(b.Out(r), sum[r][0]);
    _mm512_storeu_si512(b.Out(r) + 16, sum[r][1]);
  }
}

template <int R>
__attribute__((target("avx2"))) void Middle(const Block& b) {
  for (std::size_t part = 0; part < 4; ++part) {
    __m256i sum[R];
    for (int r = 0; r < R; ++r) sum[r] = _mm256_setzero_si256();
    for (std::size_t i = 0; i < b.inputs; i += 2) {
      const __m256i w =
          _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b.packed + i * kBlock + part * 16));
      for (int r = 0; r < R; ++r) {
        const __m256i x = _mm256_set1_epi32(PairAt(b.Row(r) + i));
        sum[r] = _mm256_add_epi32(sum[r], _mm256_madd_epi16(x, w));
      }
    }
    for (int r = 0; r < R; ++r) {
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(b.Out(r) + part * 8), sum[r]);
    }
  }
}

template <int R>
void Narrow(const Block& b) {
  for (std::size_t part = 0; part < 8; ++part) {
    __m128i sum[R];
    for (int r = 0; r < R; ++r) sum[r] = _mm_setzero_si128();
    for (std::size_t i = 0; i < b.inputs; i += 2) {
      const __m128i w =
          _mm_loadu_si128(reinterpret_cast<const __m128i*>(b.packed + i * kBlock + part * 8));
      for (int r = 0; r < R; ++r) {
        const __m128i x = _mm_set1_epi32(PairAt(b.Row(r) + i));
        sum[r] = _mm_add_epi32(sum[r], _mm_madd_epi16(x, w));
      }
    }
    for (int r = 0; r < R; ++r) {
      _mm_storeu_si128(reinterpret_cast<__m128i*>(b.Out(r) + part * 4), sum[r]);
    }
  }
}

#else

template <int R>
void Narrow(const Block& b) {
  for (int r = 0; r < R; ++r) {
    std::int32_t sum[kBlock] = {};
    for (std::size_t i = 0; i < b.inputs; ++i) {
      const std::int16_t* w = b.packed + i / 2 * 2 * kBlock + i % 2;
      for (std::size_t o = 0; o < kBlock; ++o) sum[o] += b.Row(r)[i] * w[2 * o];
    }
    for (std::size_t o = 0; o < kBlock; ++o) b.Out(r)[o] = sum[o];
  }
}

#endif

// For 1, 2, ... kRows rows at once.
using Ways = std::array<void (*)(const Block&), kRows>;

Ways BestWays() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw")) {
    if (__builtin_cpu_supports("avx512vnni"))
      return {Fused<1>, Fused<2>, Fused<3>, Fused<4>, Fused<5>, Fused<6>, Fused<7>, Fused<8>};
    return {Wide<1>, Wide<2>, Wide<3>, Wide<4>, Wide<5>, Wide<6>, Wide<7>, Wide<8>};
  }
  if (__builtin_cpu_supports("avx2"))
    return {Middle<1>, Middle<2>, Middle<3>, Middle<4>, Middle<5>, Middle<6>, Middle<7>, Middle<8>};
#endif
  return {Narrow<1>, Narrow<2>, Narrow<3>, Narrow<4>, Narrow<5>, Narrow<6>, Narrow<7>, Narrow<8>};
}

}  // namespace

Matrix::Matrix(const std::int16_t* entries, std::size_t inputs, std::size_t outputs)
    : inputs_(inputs), outputs_(outputs), packed_(inputs * outputs) {
  assert(inputs % 2 == 0 && inputs <= kMostInputs && outputs % kBlock == 0);
  for (std::size_t i = 0; i < inputs; ++i) {
    for (std::size_t o = 0; o < outputs; ++o) {
      const std::size_t block = o / kBlock * kBlock * inputs;
      packed_[block + (i / 2 * kBlock + o % kBlock) * 2 + i % 2] = entries[i * outputs + o];
    }
  }
}

void Matrix::Multiply(const std::int16_t* x, std::size_t rows, std::int32_t* out) const {
  static const Ways ways = BestWays();
  for (std::size_t row = 0; row < rows;) {
    const std::size_t count = std::min(kRows, rows - row);
    for (std::size_t o = 0; o < outputs_; o += kBlock)
      ways[count - 1]({x + row * inputs_, inputs_, packed_.data() + o * inputs_,
                       out + row * outputs_ + o, outputs_});
    row += count;
  }
}

}  // namespace checkback
