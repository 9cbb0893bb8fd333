// Products of matrices of floats, by hand: the sums are made in the same order whatever the width
// of the processor's registers, so that training gives the same bytes on every x86-64 with FMA.
//
// Every row length is a multiple of 16.
#pragma once

#include <cstddef>
#include <cstring>
#include <vector>

namespace checkback::train {

typedef float V16 __attribute__((vector_size(64), aligned(4), may_alias));

inline V16 Load(const float* p) {
  return *reinterpret_cast<const V16*>(p);
}
inline void Store(float* p, V16 v) {
  *reinterpret_cast<V16*>(p) = v;
}

template <int R>
inline void Rows(const float* a, std::size_t lda, const float* b, std::size_t ldb, float* c,
                 std::size_t ldc, std::size_t k_size, std::size_t j) {
  V16 sum[R][2];
  for (int r = 0; r < R; ++r) {
    sum[r][0] = Load(c + r * ldc + j);
    sum[r][1] = Load(c + r * ldc + j + 16);
  }
  for (std::size_t k = 0; k < k_size; ++k) {
    const V16 b0 = Load(b + k * ldb + j);
    const V16 b1 = Load(b + k * ldb + j + 16);
    for (int r = 0; r < R; ++r) {
      const float x = a[r * lda + k];
      sum[r][0] += x * b0;
      sum[r][1] += x * b1;
    }
  }
  for (int r = 0; r < R; ++r) {
    Store(c + r * ldc + j, sum[r][0]);
    Store(c + r * ldc + j + 16, sum[r][1]);
  }
}

template <int R>
inline void RowsOdd(const float* a, std::size_t lda, const float* b, std::size_t ldb, float* c,
                    std::size_t ldc, std::size_t k_size, std::size_t j) {
  V16 sum[R];
  for (int r = 0; r < R; ++r) sum[r] = Load(c + r * ldc + j);
  for (std::size_t k = 0; k < k_size; ++k) {
    const V16 b0 = Load(b + k * ldb + j);
    for (int r = 0; r < R; ++r) sum[r] += a[r * lda + k] * b0;
  }
  for (int r = 0; r < R; ++r) Store(c + r * ldc + j, sum[r]);
}

// c[t][j] += sum over k of a[t][k] * b[k][j]
inline void AddProduct(const float* a, std::size_t lda, const float* b, std::size_t ldb, float* c,
                       std::size_t ldc, std::size_t t_size, std::size_t k_size,
                       std::size_t j_size) {
  std::size_t t = 0;
  for (; t + 8 <= t_size; t += 8) {
    std::size_t j = 0;
    for (; j + 32 <= j_size; j += 32)
      Rows<8>(a + t * lda, lda, b, ldb, c + t * ldc, ldc, k_size, j);
    for (; j < j_size; j += 16) RowsOdd<8>(a + t * lda, lda, b, ldb, c + t * ldc, ldc, k_size, j);
  }
  for (; t < t_size; ++t) {
    std::size_t j = 0;
    for (; j + 32 <= j_size; j += 32)
      Rows<1>(a + t * lda, lda, b, ldb, c + t * ldc, ldc, k_size, j);
    for (; j < j_size; j += 16) RowsOdd<1>(a + t * lda, lda, b, ldb, c + t * ldc, ldc, k_size, j);
  }
}

// The transposed of a[rows][columns].
inline void Transpose(const float* a, std::size_t rows, std::size_t columns, float* out) {
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) out[c * rows + r] = a[r * columns + c];
}

inline float Dot(const float* a, const float* b, std::size_t n) {
  V16 sum = {};
  for (std::size_t i = 0; i < n; i += 16) sum += Load(a + i) * Load(b + i);
  float total = 0;
  for (int i = 0; i < 16; ++i) total += sum[i];
  return total;
}

// y += x * scale
inline void AddScaled(float* y, const float* x, float scale, std::size_t n) {
  for (std::size_t i = 0; i < n; i += 16) Store(y + i, Load(y + i) + scale * Load(x + i));
}

}  // namespace checkback::train
