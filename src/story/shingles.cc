#include "story/shingles.h"

#include <bit>

namespace checkback {
namespace {

// The finish of MurmurHash3: sampling looks at the highest bits, tables at the lowest.
std::uint64_t Finished(std::uint64_t hash) {
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccd;
  hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53;
  return hash ^ (hash >> 33);
}

}  // namespace

std::vector<std::uint64_t> ShinglesOf(const std::vector<FoldedWord>& words) {
  std::vector<std::uint64_t> shingles;
  if (words.size() < kShingleWords) return shingles;
  shingles.reserve(words.size() - kShingleWords + 1);
  for (std::size_t at = 0; at + kShingleWords <= words.size(); ++at) {
    std::uint64_t hash = 0;
    for (std::size_t k = 0; k < kShingleWords; ++k) {
      hash = (std::rotl(hash, 23) ^ words[at + k].hash) * 0x9e3779b97f4a7c15;
    }
    shingles.push_back(Finished(hash));
  }
  return shingles;
}

ShingledText::ShingledText(std::string_view text)
    : words_(WordsOf(text)),
      shingles_(ShinglesOf(words_)),
      slots_(std::bit_ceil(2 * shingles_.size() + 1), kNone) {
  for (std::uint32_t at = 0; at < shingles_.size(); ++at) {
    std::size_t slot = shingles_[at] & (slots_.size() - 1);
    while (slots_[slot] != kNone && shingles_[slots_[slot]] != shingles_[at]) {
      slot = (slot + 1) & (slots_.size() - 1);
    }
    if (slots_[slot] != kNone) continue;
    slots_[slot] = at;
    ++distinct_;
  }
}

std::uint32_t ShingledText::Find(std::uint64_t shingle) const {
  std::size_t slot = shingle & (slots_.size() - 1);
  while (slots_[slot] != kNone && shingles_[slots_[slot]] != shingle) {
    slot = (slot + 1) & (slots_.size() - 1);
  }
  return slots_[slot];
}

std::size_t SharedShingles(const ShingledText& a, const ShingledText& b) {
  std::size_t shared = 0;
  for (std::size_t at = 0; at < b.shingles().size(); ++at) {
    if (a.Find(b.shingles()[at]) != ShingledText::kNone && b.IsFirst(at)) ++shared;
  }
  return shared;
}

std::vector<SharedPassage> SharedPassages(const ShingledText& here, const ShingledText& there) {
  std::vector<SharedPassage> passages;
  const auto& a = here.words();
  const auto& b = there.words();
  std::size_t done = 0;  // words of `here` that lie in a passage already
  for (std::size_t i = 0; i < here.shingles().size();) {
    const std::size_t j = there.Find(here.shingles()[i]);
    if (j == ShingledText::kNone) {
      ++i;
      continue;
    }
    std::size_t length = kShingleWords;
    while (i + length < a.size() && j + length < b.size() &&
           a[i + length].hash == b[j + length].hash) {
      ++length;
    }
    const std::size_t from = done > i ? done - i : 0;
    passages.push_back(
        {{a[i + from].start, a[i + length - 1].end}, {b[j + from].start, b[j + length - 1].end}});
    done = i + length;
    i = done - kShingleWords + 1;  // the first shingle that reaches past the passage
  }
  return passages;
}

}  // namespace checkback
