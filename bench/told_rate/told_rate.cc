// What one more article of a story costs, the longer the story is: CPU milliseconds of
// StoryTeller::Add, of some of its layers by themselves, and of Told, which writes out all that was
// told.
//
//   tools/build release told_rate && nice build/told_rate [captures [told]]
//
// One invented story of so many articles (10,000), each with 350 words of bench/archive, a figure,
// an open question, a plan for a day and a statement; one in ten is a later version of the page
// before, one in ten a copy. Reading is not timed. A line for each doubling, over the articles
// since the line before it.

#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <utility>
#include <vector>

#include "prose.h"
#include "story/told/contradictions.h"
#include "story/told/figure_series.h"
#include "story/told/story_names.h"
#include "story/told/teller.h"
#include "story/told/updates.h"

namespace checkback {
namespace {

constexpr int kWords = 350;

double CpuMilliseconds() {
  return 1000 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double MegabytesInUse() {
  return static_cast<double>(mallinfo2().uordblks) / 1e6;
}

class Newsroom {
 public:
  Newsroom() : vocabulary_(7, 20'000), cast_(bench::MakeCast(vocabulary_, 11)) {}

  // The article with the number `n`; the one before is changed for a later version and for a copy.
  Article Write(std::size_t n) {
    kind_ = n % 10;
    if (kind_ == 5 && n > 0)
      bench::Edit(prose_, vocabulary_, cast_, n);
    else if (kind_ != 8 || n == 0)
      prose_ = bench::MakeProse(vocabulary_, cast_, n, kWords);
    if (kind_ != 5) ++page_;
    Article article;
    article.url = "https://example.org/" + std::to_string(page_);
    article.language = "en";
    article.headline = prose_.headline;
    for (const bench::Paragraph& paragraph : prose_.paragraphs) {
      for (const std::string& sentence : paragraph) article.text += sentence + ' ';
      article.text.back() = '\n';
      article.text += '\n';
    }
    if (kind_ != 8) forms_ = Forms(n);
    article.text += forms_;
    return article;
  }
  std::size_t page() const { return page_; }
  bool is_copy() const { return kind_ == 8; }

 private:
  // What the layers look for, with numbers and names that change.
  std::string Forms(std::size_t n) const {
    const std::string number = std::to_string(20 + n * 7919 % 900);
    const std::string& person = cast_.people[n % cast_.people.size()];
    const std::string& other = cast_.people[n / 3 % cast_.people.size()];
    const auto noun = [&](std::size_t i) {
      return cast_.nouns[(n * 31 + i) % cast_.nouns.size()] + ' ' +
             vocabulary_.nouns()[(n * 101 + i) % 3000];
    };
    return "At least " + number + " people were killed at the " + noun(1) + ", " + person +
           " said. It was not clear whether " + other + " would accept the " + noun(2) +
           ". The talks on the " + noun(3) + " will begin on " + std::to_string(1 + n % 28) +
           " May 2026. " + person + " denied that the " + noun(4) + " had been closed.";
  }

  bench::Vocabulary vocabulary_;
  bench::Cast cast_;
  bench::Prose prose_;
  std::string forms_;
  std::size_t page_ = 0;
  std::size_t kind_ = 0;
};

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

int Run(std::size_t captures, bool asks_all) {
  Newsroom newsroom;
  StoryTeller teller;
  UpdateLayer updates;
  FigureLayer figures;
  ContradictionLayer contradictions;
  NameLayer names;
  Watch whole, update_watch, figure_watch, contradiction_watch, name_watch;
  const Instant start = *ParseInstant("2026-03-01T00:00:00Z");
  std::size_t since = 0, next = std::min<std::size_t>(captures, 156);
  std::vector<Article> articles;
  std::vector<Reading> readings;
  articles.reserve(captures);
  readings.reserve(captures);
  std::puts("captures   ms to add one   updates   figures   contradictions   names   MB in use");
  for (std::size_t n = 0; n < captures; ++n) {
    articles.push_back(newsroom.Write(n));
    const Instant seen = start + std::chrono::minutes(7 * n);
    articles.back().published_at = PageTime{.utc = seen, .offset = {}, .has_time = true};
    readings.push_back(ReadArticle(articles.back()));
    readings.back().parse = {};
    Telling telling;
    telling.article = &articles.back();
    telling.reading = &readings.back();
    telling.seen_at = seen;
    telling.page = telling.origin = newsroom.page();
    if (newsroom.is_copy()) telling.copy_of = n - 1;
    whole.Time([&] { teller.Add(telling); });
    std::optional<StoryUpdate> update;
    update_watch.Time([&] { update = updates.Add(n, telling); });
    const NextCapture one{n, telling, update ? &*update : nullptr};
    std::span<const PlacedNumber> points;
    figure_watch.Time([&] { points = figures.Add(one); });
    contradiction_watch.Time([&] { contradictions.Add(one, points); });
    name_watch.Time([&] { names.Add(one); });
    if (n + 1 < next) continue;
    const std::size_t count = n + 1 - since;
    std::printf("%8zu   %13.2f   %7.2f   %7.2f   %14.2f   %5.2f   %9.0f\n", n + 1,
                whole.TakeMeanOf(count), update_watch.TakeMeanOf(count),
                figure_watch.TakeMeanOf(count), contradiction_watch.TakeMeanOf(count),
                name_watch.TakeMeanOf(count), MegabytesInUse());
    if (asks_all) {
      Watch all;
      all.Time([&] { static_cast<void>(teller.Told()); });
      std::printf("           all that was told: %.1f ms\n", all.TakeMeanOf(1));
    }
    std::fflush(stdout);
    since = n + 1;
    next = std::min(2 * next + (next == 156 ? 1 : 0), captures);
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int count, char** arguments) {
  const long captures = count > 1 ? std::atol(arguments[1]) : 10'000;
  return checkback::Run(static_cast<std::size_t>(captures > 0 ? captures : 1), count > 2);
}
