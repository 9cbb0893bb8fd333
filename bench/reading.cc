// Reading an article: sentences, words, the whole parse.
//
//   make bench BENCH_ARGS=--benchmark_filter=Reading
//
// `words` is words a second on one core.

#include <benchmark/benchmark.h>

#include <string>

#include "reading/figures.h"
#include "reading/grammar.h"
#include "reading/parse.h"
#include "reading/times.h"
#include "reading/tokens.h"
#include "text/sentences.h"

namespace checkback {
namespace {

// Sentences of news, each other word as long and as known as there; 40,000 words or so.
std::string News() {
  constexpr std::string_view kParagraph =
      "The ministry's spokesman, Teo Halvard, said on Monday that at least 17 people had been "
      "killed and dozens injured when a ferry carrying 240 passengers capsized off the coast near "
      "Port Maren. \"We are doing everything we can to reach those who are still missing,\" he "
      "told reporters, adding that it was not clear whether the vessel's captain had received the "
      "weather warning issued at 6:30pm.\n\n"
      "Officials in the capital denied reports that the U.S.-built ship was overloaded. The "
      "opposition called for an independent inquiry, which the government has so far refused; "
      "shares of the operator, Isles Line Inc., fell 4.5% to $12.30 in early trading.\n\n";
  std::string text;
  for (int n = 0; n < 330; ++n) text += kParagraph;
  return text;
}

void CountWords(benchmark::State& state, std::size_t words) {
  state.counters["words"] =
      benchmark::Counter(static_cast<double>(words), benchmark::Counter::kIsIterationInvariantRate);
}

void ReadingSentences(benchmark::State& state) {
  const std::string text = News();
  for (auto _ : state) benchmark::DoNotOptimize(FindSentences(text, "en"));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(ReadingSentences);

void ReadingWords(benchmark::State& state) {
  const std::string text = News();
  const std::vector<Span> sentences = FindSentences(text, "en");
  std::vector<Span> words;
  for (auto _ : state) {
    words.clear();
    for (const Span& sentence : sentences) AppendWords(text, sentence, "en", words);
    benchmark::DoNotOptimize(words.data());
  }
  CountWords(state, words.size());
}
BENCHMARK(ReadingWords);

void ReadingParse(benchmark::State& state) {
  const std::string text = News();
  const std::vector<Span> sentences = FindSentences(text, "en");
  std::size_t words = 0;
  for (auto _ : state) words = ParseText(text, sentences, "en").words.size();
  CountWords(state, words);
}
BENCHMARK(ReadingParse);

// Words and tree given.
void ReadingTimes(benchmark::State& state) {
  const std::string text = News();
  const Parse parse = ParseText(text, FindSentences(text, "en"), "en");
  const PrintedAt printed{std::chrono::sys_days(std::chrono::year(2025) / 5 / 14), {}};
  for (auto _ : state) benchmark::DoNotOptimize(FindTimes(text, parse, printed, "en"));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(ReadingTimes);

void ReadingFigures(benchmark::State& state) {
  const std::string text = News();
  const Parse parse = ParseText(text, FindSentences(text, "en"), "en");
  const Grammar grammar(text, parse, "en");
  const Names names = FindNames(grammar);
  const auto times = FindTimes(text, parse, {}, "en");
  for (auto _ : state) benchmark::DoNotOptimize(FindFigures(grammar, names, times, {}));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
}
BENCHMARK(ReadingFigures);

}  // namespace
}  // namespace checkback
