#include "story/sketch.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "story/shingles.h"

namespace checkback {
namespace {

// Set on allsides/test and the rumour bodies: no pair of 19 and 415 is lost for want of kept
// shingles (quality/copies.py), and articles of 950 words take about a kilobyte.
constexpr double kLeastShare = 0.075;
constexpr double kAtLeast = 64;

// Fewer than this kept of a text that has them: it says one thing over and over.
constexpr std::size_t kFew = 16;

constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();

std::uint32_t RateFor(std::size_t shingles) {
  const double share = std::max(kLeastShare, kAtLeast / static_cast<double>(shingles));
  return share >= 1 ? kAll : static_cast<std::uint32_t>(share * kAll);
}

void SortOnce(std::vector<std::uint64_t>& hashes) {
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
}

std::vector<std::uint64_t> Kept(const std::vector<std::uint64_t>& shingles, std::uint32_t rate) {
  std::vector<std::uint64_t> kept;
  for (const std::uint64_t shingle : shingles) {
    if (shingle >> 32 <= rate) kept.push_back(shingle);
  }
  SortOnce(kept);
  return kept;
}

std::uint64_t WordingOf(const std::vector<FoldedWord>& words) {
  std::uint64_t hash = words.size();
  for (const FoldedWord& word : words) {
    hash = (hash ^ word.hash) * 0x9fb21c651e98df25;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace

double ShareKept(std::uint32_t rate) {
  return (static_cast<double>(rate) + 1) / (static_cast<double>(kAll) + 1);
}

Sketch SketchOf(std::string_view text) {
  const std::vector<FoldedWord> words = WordsOf(text);
  std::vector<std::uint64_t> shingles = ShinglesOf(words);
  Sketch sketch;
  sketch.wording = WordingOf(words);
  if (shingles.empty()) return sketch;
  sketch.rate = RateFor(shingles.size());
  sketch.kept = Kept(shingles, sketch.rate);
  if (sketch.kept.size() < kFew && sketch.rate != kAll) {
    SortOnce(shingles);
    sketch.rate = RateFor(shingles.size());
    sketch.kept = Kept(shingles, sketch.rate);
  }
  sketch.shingles = static_cast<std::uint32_t>(
      std::lround(static_cast<double>(sketch.kept.size()) / ShareKept(sketch.rate)));
  return sketch;
}

}  // namespace checkback
