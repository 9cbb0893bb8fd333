// Finding copies: the sketch of an article, and its look-up among many others.
//
//   make bench BENCH_ARGS=--benchmark_filter=Copies
//
// The known articles are sketches of random shingles: nothing of them is a copy, which is what
// most articles meet. `bytes_an_article` is what CopyFinder keeps.

#include "story/copies.h"

#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

namespace checkback {
namespace {

// Words of three to ten letters with the frequencies of a language: few often, most seldom.
std::string Prose(std::uint32_t seed, int words) {
  std::mt19937 random(seed);
  std::string text;
  for (int n = 0; n < words; ++n) {
    const std::uint32_t rank = 1u << random() % 15;
    std::uint32_t number = rank + random() % rank;
    for (int letters = 3 + static_cast<int>(number % 7); letters > 0; --letters) {
      text += static_cast<char>('a' + number % 26);
      number = number * 2654435761u >> 3;
    }
    text += n % 17 == 16 ? ". " : " ";
  }
  return text;
}

class NoTexts : public ArticleTexts {
 public:
  std::optional<std::string> TextOf(ArticleId) const override { return std::nullopt; }
};

void CopiesSketch(benchmark::State& state) {
  std::vector<std::string> texts;
  for (std::uint32_t n = 0; n < 256; ++n)
    texts.push_back(Prose(n, static_cast<int>(state.range(0))));
  std::size_t n = 0;
  for (auto _ : state) benchmark::DoNotOptimize(SketchOf(texts[n++ % texts.size()]));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(CopiesSketch)->Arg(100)->Arg(250)->Arg(500)->Arg(900);

// The same article's sketch as another article's: every shingle moved, its sampling kept.
Sketch Another(Sketch sketch, std::mt19937_64& random) {
  sketch.wording ^= random();
  const std::uint64_t moved = random() & 0xffffffffff;  // the bits that the index looks at
  for (std::uint64_t& shingle : sketch.kept) shingle ^= moved;
  return sketch;
}

void CopiesSketchAndLookUp(benchmark::State& state) {
  const auto known = static_cast<ArticleId>(state.range(0));
  std::vector<std::string> texts;
  for (std::uint32_t n = 0; n < 256; ++n)
    texts.push_back(Prose(n, static_cast<int>(state.range(1))));
  std::mt19937_64 random(7);
  const NoTexts none;
  CopyFinder finder(none);
  ArticleId id = 0;
  for (const std::string& text : texts) finder.Add(id++, text);
  const Sketch sample = SketchOf(texts[0]);
  for (; id < known; ++id) finder.Load(id, Another(sample, random));
  const double kept = static_cast<double>(finder.bytes()) / static_cast<double>(id);
  for (auto _ : state) {
    const std::string& text = texts[id % texts.size()];
    benchmark::DoNotOptimize(finder.Add(id++, text, Another(SketchOf(text), random)));
  }
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes_an_article"] = kept;
}
BENCHMARK(CopiesSketchAndLookUp)
    ->ArgNames({"known", "words"})
    ->Args({100'000, 500})
    ->Args({1'000'000, 500});

// Two articles of 500 words compared word by word, with their passages.
void CopiesCompare(benchmark::State& state) {
  const std::string text = Prose(1, 500), other = Prose(2, 100) + text.substr(0, text.size() / 2);
  for (auto _ : state) benchmark::DoNotOptimize(CompareTexts(text, other));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(CopiesCompare);

}  // namespace
}  // namespace checkback
