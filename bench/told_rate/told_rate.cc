// What one more article of a story costs, the longer the story is: CPU milliseconds of
// StoryTeller::Add, and of Told, which writes out all that was told.
//
//   tools/build release told_rate && nice build/told_rate [captures]
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
#include <vector>

#include "prose.h"
#include "story/told/teller.h"

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

int Run(std::size_t captures) {
  Newsroom newsroom;
  StoryTeller teller;
  const Instant start = *ParseInstant("2026-03-01T00:00:00Z");
  double adding = 0;
  std::size_t since = 0, next = std::min<std::size_t>(captures, 156);
  std::vector<Article> articles;
  std::vector<Reading> readings;
  articles.reserve(captures);
  readings.reserve(captures);
  std::puts("captures   ms to add one   ms to tell all   MB in use");
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
    const double began = CpuMilliseconds();
    teller.Add(telling);
    adding += CpuMilliseconds() - began;
    if (n + 1 < next) continue;
    const double asked = CpuMilliseconds();
    const ToldStory told = teller.Told();
    std::printf("%8zu   %13.2f   %14.1f   %9.0f\n", n + 1,
                adding / static_cast<double>(n + 1 - since), CpuMilliseconds() - asked,
                MegabytesInUse());
    std::fflush(stdout);
    adding = 0;
    since = n + 1;
    next = std::min(2 * next + (next == 156 ? 1 : 0), captures);
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int count, char** arguments) {
  const long captures = count > 1 ? std::atol(arguments[1]) : 10'000;
  return checkback::Run(static_cast<std::size_t>(captures > 0 ? captures : 1));
}
