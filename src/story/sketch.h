// A sketch: the few shingles of a text that it is found by again.
//
// Which shingles are kept depends on nothing but their hash: those whose highest
// 32 bits are at most `rate`. So two texts keep the same ones of what they share,
// and a short text that stands inside a long one is found as well as two texts of
// one length. A text keeps one shingle in thirteen, but about 64 at least, all where it has
// fewer: the rate of a long text is lower, and what is kept at the lower rate is kept
// at the higher one too. Two texts are therefore compared at the lower of their rates,
// whichever came first.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace checkback {

struct Sketch {
  std::uint64_t wording = 0;        // the hash of all words in order: equal for exact copies
  std::uint32_t shingles = 0;       // how many different ones the text has, nearly
  std::uint32_t rate = 0;           // see above
  std::vector<std::uint64_t> kept;  // sorted, each once; empty for a text under five words

  friend bool operator==(const Sketch&, const Sketch&) = default;
};

// Linear in `text` but for the sort of what is kept. Same text, same sketch, in
// every run, so sketches may be stored. Safe to call from many threads.
Sketch SketchOf(std::string_view text);

// The share of all shingles that is kept at `rate`.
double ShareKept(std::uint32_t rate);

}  // namespace checkback
