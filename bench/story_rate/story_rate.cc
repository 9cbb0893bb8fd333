// How fast stories are kept as they grow in number: articles a CPU second, and memory.
//
//   tools/build release story_rate && build/story_rate [stories]
//
// Made-up articles of 400 words with the word frequencies of a language; each story has 40 words
// of its own. One article in two founds a story. A line for each doubling of the living stories,
// with the rate over the last 2,000 articles before it. All of the step is timed: cutting into
// terms, candidates, acceptance, merges.

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "story/keeper/keeper.h"
#include "text/memory.h"

namespace checkback {
namespace {

std::string WordOf(std::uint64_t number) {
  std::string word;
  number = number * 0x9e3779b97f4a7c15 >> 20;
  for (std::uint64_t letters = 3 + number % 7; letters > 0; --letters) {
    word += static_cast<char>('a' + number % 26);
    number = number / 26 + 7;
  }
  return word;
}

class Newsroom {
 public:
  StoryArticle Write(ArticleId id, std::uint64_t story) {
    StoryArticle article;
    article.id = id;
    article.seen_at = static_cast<StoryTime>(id) * 2000;  // 43,200 articles a day
    article.language = "en";
    article.headline = Words(9, story, 2);
    article.text = Words(400, story, 8);
    return article;
  }
  std::uint64_t Next() { return random_(); }

 private:
  // One word in `share` is of the story, one in 16 a name that many stories have.
  std::string Words(int count, std::uint64_t story, std::uint64_t share) {
    std::string text;
    for (int i = 0; i < count; ++i) {
      const std::uint64_t dice = random_();
      std::string word;
      if (dice % share == 0) {
        word = WordOf(1'000'000 + story * 40 + dice / share % 40);
      } else if (dice % 16 == 1) {
        word = WordOf(900'000 + dice / 16 % 3000);
        word[0] = static_cast<char>(word[0] - 32);
      } else {
        const std::uint64_t rank = std::uint64_t{1} << dice / 16 % 16;
        word = WordOf(rank + random_() % rank);
      }
      text += word + (i % 17 == 16 ? ". " : " ");
    }
    return text;
  }

  std::mt19937_64 random_{11};
};

double CpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  const std::size_t most = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 100'000;
  auto acceptance = Acceptance::Trained();
  if (!acceptance) return std::fprintf(stderr, "%s\n", acceptance.error().what.c_str()), 1;
  StoryKeeper keeper(*std::move(acceptance));
  Newsroom newsroom;
  const std::size_t before = HeapBytesInUse();
  constexpr std::size_t kTimed = 2000;
  std::printf("%10s %10s %14s %14s\n", "articles", "stories", "articles/s", "bytes/story");
  std::uint64_t founded = 0;
  ArticleId id = 0;
  for (std::size_t goal = 1000; goal <= most;
       goal = goal == most ? most + 1 : std::min(2 * goal, most)) {
    while (keeper.StoryCount() < goal - std::min(goal / 2, kTimed / 2)) {
      const bool fresh = founded == 0 || newsroom.Next() % 2 == 0;
      keeper.Add(newsroom.Write(++id, fresh ? ++founded : 1 + newsroom.Next() % founded));
    }
    std::vector<StoryArticle> articles;
    for (std::size_t i = 0; i < kTimed; ++i) {
      const bool fresh = newsroom.Next() % 2 == 0;
      articles.push_back(newsroom.Write(++id, fresh ? ++founded : 1 + newsroom.Next() % founded));
    }
    const double start = CpuSeconds();
    for (const StoryArticle& article : articles) keeper.Add(article);
    const double took = CpuSeconds() - start;
    keeper.TakeSleepers();
    keeper.TakeChanges();
    articles.clear();
    std::printf(
        "%10llu %10zu %14.0f %14.0f\n", static_cast<unsigned long long>(id), keeper.StoryCount(),
        kTimed / took,
        static_cast<double>(HeapBytesInUse() - before) / static_cast<double>(keeper.StoryCount()));
    std::fflush(stdout);
  }
  return 0;
}
