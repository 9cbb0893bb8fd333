// The parts of the way from bytes to article, each by itself.
//
//   make bench BENCH_ARGS=--benchmark_filter=Extract

#include <benchmark/benchmark.h>

#include "article/article.h"
#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"
#include "page/charset.h"
#include "page/page.h"
#include "pages.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kUsual = 170'000;  // the mean page of the extraction sets, in bytes
constexpr std::size_t kLarge = 2'000'000;

Page PageOf(std::string html) {
  PageSource source;
  source.url = "https://www.kestrel-news.example/world/2025/05/14/verrin-dam";
  source.seen_at = *ParseInstant("2025-05-14T12:30:00Z");
  source.hash = false;
  return *ReadPage(std::move(html), source);
}

void CountBytes(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) *
                          static_cast<std::int64_t>(bytes));
}

void Charset(benchmark::State& state, const char* name) {
  const std::string bytes = bench::CaseBytes(name);
  for (auto _ : state) benchmark::DoNotOptimize(DecodeBytes(bytes, ""));
  CountBytes(state, bytes.size());
}
BENCHMARK_CAPTURE(Charset, utf8, "demo");
BENCHMARK_CAPTURE(Charset, wrong_label, "wrong_charset_label");

void Parse(benchmark::State& state) {
  const Page page = PageOf(bench::LargePage("demo", static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(ParseHtml(page.content));
  CountBytes(state, page.content.size());
}
BENCHMARK(Parse)->Arg(kUsual)->Arg(kLarge);

void ReadTheWitnesses(benchmark::State& state) {
  const Page page = PageOf(bench::LargePage("demo", kUsual));
  const Result<Tree> tree = ParseHtml(page.content);
  for (auto _ : state) benchmark::DoNotOptimize(ReadWitnesses(*tree));
  CountBytes(state, page.content.size());
}
BENCHMARK(ReadTheWitnesses);

void Extract(benchmark::State& state) {
  const Page page = PageOf(bench::LargePage("demo", static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(ExtractArticle(page));
  CountBytes(state, page.content.size());
}
BENCHMARK(Extract)->Arg(kUsual)->Arg(kLarge);

void ExtractCase(benchmark::State& state, const char* name) {
  const Page page = PageOf(bench::CaseBytes(name));
  for (auto _ : state) benchmark::DoNotOptimize(ExtractArticle(page));
  CountBytes(state, page.content.size());
}
BENCHMARK_CAPTURE(ExtractCase, demo, "demo");
BENCHMARK_CAPTURE(ExtractCase, live_blog, "live_blog_markup");
BENCHMARK_CAPTURE(ExtractCase, state_only, "text_only_in_state");

void ReadJsonLine(benchmark::State& state) {
  JsonWriter json;
  const std::string html = bench::LargePage("demo", kUsual);
  json.Object([&] {
    json.Key("url")
        .Text("https://www.kestrel-news.example/1")
        .Key("seen_at")
        .Text("2025-05-14T12:30:00Z");
    json.Key("html").Text(html);
  });
  const std::string line = json.Take();
  for (auto _ : state) benchmark::DoNotOptimize(ReadLine(line, {}));
  CountBytes(state, line.size());
}
BENCHMARK(ReadJsonLine);

}  // namespace
}  // namespace checkback
