// What one more article of a story costs, the longer the story is: CPU milliseconds of
// StoryTeller::Add, or of each of its layers, and the memory that the story takes.
//
//   tools/build release told_rate && nice build/told_rate [captures [layers | told]]
//
// One invented story of so many articles (10,000), each with 350 words of bench/archive, a figure,
// an open question, a plan for a day and a statement, of a cast and nouns that change from article
// to article; one in ten is a later version of the page before, one in ten a copy. Reading is not
// timed, and an article is gone when it is added. A line for each thousand. `layers`: each layer by
// itself, `told`: what it takes to write out all that was told.

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsroom.h"
#include "spent.h"
#include "story/told/answers.h"
#include "story/told/claim_layer.h"
#include "story/told/contradictions.h"
#include "story/told/expected.h"
#include "story/told/figure_series.h"
#include "story/told/story_names.h"
#include "story/told/teller.h"
#include "story/told/timeline.h"
#include "story/told/updates.h"

namespace checkback {
namespace {

using bench::CpuMilliseconds;
using bench::MegabytesInUse;
using bench::PeakMegabytes;

// The milliseconds that calls took.
class Watch {
 public:
  template <typename Call>
  void Time(const Call& call) {
    const double began = CpuMilliseconds();
    call();
    spent_ += CpuMilliseconds() - began;
  }
  double TakeMeanOf(std::size_t calls) {
    return std::exchange(spent_, 0) / static_cast<double>(calls);
  }

 private:
  double spent_ = 0;
};

// The layers of a StoryTeller, one by one.
class Layers {
 public:
  void Add(std::size_t capture, const Telling& telling) {
    std::optional<StoryUpdate> update;
    watches_[0].Time([&] { update = updates_.Add(capture, telling); });
    const NextCapture next{capture, telling, update ? &*update : nullptr};
    std::span<const PlacedNumber> points;
    watches_[1].Time([&] { questions_.Add(next); });
    watches_[2].Time([&] { claims_.Add(next); });
    watches_[3].Time([&] { points = figures_.Add(next); });
    watches_[4].Time([&] { contradictions_.Add(next, points); });
    watches_[5].Time([&] { timeline_.Add(next); });
    watches_[6].Time([&] { expected_.Add(next); });
    watches_[7].Time([&] { names_.Add(next); });
  }
  static constexpr const char* kHead =
      "updates  questions  claims  figures  contradictions  timeline  expected  names";
  void Print(std::size_t count) {
    constexpr std::array kWidths = {7, 9, 6, 7, 14, 8, 8, 5};
    for (std::size_t i = 0; i < watches_.size(); ++i)
      std::printf("%*.3f  ", kWidths[i], watches_[i].TakeMeanOf(count));
  }

 private:
  std::array<Watch, 8> watches_;
  UpdateLayer updates_;
  QuestionLayer questions_;
  ClaimLayer claims_;
  FigureLayer figures_;
  ContradictionLayer contradictions_;
  TimelineLayer timeline_;
  ExpectedLayer expected_;
  NameLayer names_;
};

// Gives the articles of the newsroom to `add`, and calls `print` with how many it got since it was
// called last.
template <typename Add, typename Print>
void Follow(std::size_t captures, const Add& add, const Print& print) {
  constexpr std::size_t kLine = 1000;
  bench::Newsroom newsroom;
  for (std::size_t n = 0; n < captures; ++n) {
    Article article = newsroom.Write(n);
    const Instant seen = bench::SeenAt(n);
    article.published_at = PageTime{.utc = seen, .offset = {}, .has_time = true};
    Reading reading = ReadArticle(article);
    reading.parse = {};
    Telling telling;
    telling.article = &article;
    telling.reading = &reading;
    telling.seen_at = seen;
    telling.page = telling.origin = newsroom.page();
    if (newsroom.is_copy()) telling.copy_of = n - 1;
    add(n, telling);
    if ((n + 1) % kLine != 0 && n + 1 != captures) continue;
    std::printf("%8zu  ", n + 1);
    print(n % kLine + 1);
    std::putchar('\n');
    std::fflush(stdout);
  }
}

void RunLayers(std::size_t captures) {
  Layers layers;
  std::printf("captures  %s\n", Layers::kHead);
  Follow(
      captures, [&](std::size_t n, const Telling& telling) { layers.Add(n, telling); },
      [&](std::size_t count) { layers.Print(count); });
}

void RunWhole(std::size_t captures, bool asks_all) {
  StoryTeller teller;
  Watch adding, asking;
  // The tables of a language are made when the first of its articles is read.
  double before = 0;
  std::puts("captures  ms to add one  MB of the story  MB of the program at the most");
  Follow(
      captures,
      [&](std::size_t n, const Telling& telling) {
        if (n == 0) before = MegabytesInUse();
        adding.Time([&] { teller.Add(telling); });
      },
      [&](std::size_t count) {
        std::printf("%13.2f  %15.0f  %29.0f", adding.TakeMeanOf(count), MegabytesInUse() - before,
                    PeakMegabytes());
        if (!asks_all) return;
        asking.Time([&] { static_cast<void>(teller.Told()); });
        std::printf("  all that was told: %.0f ms", asking.TakeMeanOf(1));
      });
}

}  // namespace
}  // namespace checkback

int main(int count, char** arguments) {
  const long asked = count > 1 ? std::atol(arguments[1]) : 10'000;
  const auto captures = static_cast<std::size_t>(asked > 0 ? asked : 1);
  const std::string_view mode = count > 2 ? arguments[2] : "";
  if (mode == "layers")
    checkback::RunLayers(captures);
  else
    checkback::RunWhole(captures, mode == "told");
  return 0;
}
