// The weights of the tagger of names of one language, as quality/names/train.cc writes them and
// rules/<language>/names.model holds them.
//
//   checkback names 1
//   language en
//   sha256 <of all that follows this line>
//   rows 262144
//   end
//   <numbers, little-endian: 9 x 9 weights of one label behind another (2 bytes), rows of 9
//    weights (1 byte)>

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "text/result.h"

namespace checkback {

// 0: no name; 1 + 2 kind: the first word of one; 2 + 2 kind: a further word.
inline constexpr std::size_t kNameLabels = 9;

struct NameModel {
  std::string language;
  std::string version;     // "en 0123456789ab"
  std::uint32_t rows = 0;  // a power of two; a key's row is its last bits
  const std::int8_t* weights = nullptr;
  std::array<std::array<std::int16_t, kNameLabels>, kNameLabels> behind{};  // [label before][label]

  // The model in `bytes`, which must outlive it; an error names what is wrong with them. The
  // checksum is compared.
  static Result<NameModel> Read(std::string_view bytes);
  // The bytes of a model with these weights, rounded.
  static std::string Write(std::string_view language, std::uint32_t rows, const float* weights,
                           const float* behind);
};

// Whether `label` may stand behind `before`.
bool MayFollow(std::size_t before, std::size_t label);

}  // namespace checkback
