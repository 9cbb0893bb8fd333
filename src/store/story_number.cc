#include "store/story_number.h"

#include <algorithm>

#include "store/capture.h"

namespace checkback {
namespace {

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t kOfNumber = 13;  // of 5 bits: 65, of which the first stays 0
constexpr std::string_view kEnd = "aaaaaaa";
// Turns the sign around, so that ids stand in the order of their numbers.
constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

}  // namespace

std::string IdOfStoryNumber(std::int64_t number) {
  std::uint64_t bits = static_cast<std::uint64_t>(number) ^ kSign;
  std::string id(kOfNumber, 'a');
  for (std::size_t i = kOfNumber; i-- > 0; bits >>= 5) id[i] = kLetters[bits & 31];
  return id += kEnd;
}

std::optional<StoryNumbers> StoryNumbersOf(std::string_view id) {
  constexpr std::size_t kHalf = 16;  // letters that the first of a number can be: four bits
  if (!LooksLikeCaptureId(id) || kLetters.find(id.front()) >= kHalf) return std::nullopt;
  const std::string_view number = id.substr(0, kOfNumber);
  if (!kEnd.starts_with(id.substr(number.size()))) return std::nullopt;
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  for (std::size_t i = 0; i < kOfNumber; ++i) {
    const std::size_t letter = i < number.size() ? kLetters.find(number[i]) : 0;
    first = first << 5 | letter;
    last = last << 5 | (i < number.size() ? letter : 31);
  }
  return StoryNumbers{static_cast<std::int64_t>(first ^ kSign),
                      static_cast<std::int64_t>(last ^ kSign)};
}

}  // namespace checkback
