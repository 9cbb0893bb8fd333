// Streams that tempt a keeper to put everything into one story (product cases of clustering). All
// text is made here, from a fixed seed.

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "story/keeper/keeper_samples.h"

// Tests are to be read, not to be quick.
// NOLINTBEGIN(performance-inefficient-string-concatenation,performance-unnecessary-value-param,performance-inefficient-vector-operation,bugprone-implicit-widening-of-multiplication-result)
namespace checkback {
namespace {

// Numbers that look random and are the same in every run.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t Below(std::size_t end) {
    state_ = state_ * 6364136223846793005 + 1442695040888963407;
    return static_cast<std::size_t>(state_ >> 33) % end;
  }

 private:
  std::uint64_t state_;
};

// A made-up word for each number: "bakedo", "tirano".
std::string MadeUpWord(std::size_t number) {
  static constexpr std::string_view kConsonants = "bdfgklmnprstvz", kVowels = "aeiou";
  std::string word;
  for (int i = 0; i < 4; ++i) {
    word += kConsonants[number % kConsonants.size()];
    number /= kConsonants.size();
    word += kVowels[number % kVowels.size()];
    number /= kVowels.size();
  }
  return word;
}

// `count` words out of `vocabulary` ones, from the `first` on.
std::string Prose(Dice& dice, std::size_t count, std::size_t first, std::size_t vocabulary) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += MadeUpWord(first + dice.Below(vocabulary));
    text += i % 12 == 11 ? ". " : " ";
  }
  return text;
}

StoryArticle Made(ArticleId id, std::string headline, std::string text, StoryTime time) {
  StoryArticle article;
  article.id = id;
  article.seen_at = time;
  article.language = "en";
  article.headline = std::move(headline);
  article.text = std::move(text);
  return article;
}

std::size_t Largest(const StoryKeeper& keeper) {
  std::size_t largest = 0;
  for (const StoryId story : keeper.Stories()) {
    largest = std::max(largest, keeper.ArticlesOf(story).size());
  }
  return largest;
}

constexpr StoryTime kMinute = 60'000;

TEST(Adversary, BoilerplateUnderEveryArticleJoinsNothing) {
  Dice dice(1);
  const std::string boilerplate = Prose(dice, 250, 50'000, 250);
  StoryKeeper keeper = MakeKeeper();
  for (ArticleId id = 1; id <= 400; ++id) {
    const std::size_t own = id * 100;
    keeper.Add(Made(id, Prose(dice, 8, own, 40), Prose(dice, 80, own, 60) + "\n\n" + boilerplate,
                    kSampleStart + static_cast<StoryTime>(id) * kMinute));
  }
  keeper.Repair();
  EXPECT_LE(Largest(keeper), 40u);
}

TEST(Adversary, HoroscopesAreNoStory) {
  Dice dice(2);
  constexpr std::string_view kSigns[] = {"Aries", "Taurus", "Gemini", "Cancer", "Leo", "Virgo"};
  StoryKeeper keeper = MakeKeeper();
  ArticleId id = 0;
  for (int day = 0; day < 60; ++day) {
    for (const std::string_view sign : kSigns) {
      keeper.Add(Made(++id, "Your horoscope for today: " + std::string(sign),
                      std::string(sign) + ", the stars smile. " + Prose(dice, 60, 90'000, 150),
                      kSampleStart + day * kSampleDay));
    }
  }
  keeper.Repair();
  EXPECT_LE(Largest(keeper), 60u);
}

TEST(Adversary, TickersAreNoStory) {
  Dice dice(3);
  StoryKeeper keeper = MakeKeeper();
  for (ArticleId id = 1; id <= 400; ++id) {
    const std::string company = MadeUpWord(1000 + dice.Below(100));
    const std::string price =
        std::to_string(dice.Below(300)) + "." + std::to_string(dice.Below(90));
    keeper.Add(Made(id, company + " shares rise to " + price,
                    "Shares of " + company + " rose " + std::to_string(dice.Below(9)) +
                        " percent to close at " + price + " marks on the exchange. Volume was " +
                        std::to_string(dice.Below(90'000)) + ".",
                    kSampleStart + static_cast<StoryTime>(id) * 20 * kMinute));
  }
  keeper.Repair();
  EXPECT_LE(Largest(keeper), 40u);
}

TEST(Adversary, LivePagesShareOnlyTheirDress) {
  Dice dice(4);
  StoryKeeper keeper = MakeKeeper();
  for (ArticleId id = 1; id <= 300; ++id) {
    const std::size_t own = 10'000 + id * 100;
    std::string text = "Live updates. Follow the latest developments here as they happen. ";
    for (int post = 0; post < 8; ++post) {
      text += "Posted at 1" + std::to_string(post) + ":05. " + Prose(dice, 15, own, 50) +
              " Share this post. Get the latest in our newsletter. ";
    }
    keeper.Add(Made(id, "LIVE: latest updates on " + MadeUpWord(own), text,
                    kSampleStart + static_cast<StoryTime>(id) * 30 * kMinute));
  }
  keeper.Repair();
  EXPECT_LE(Largest(keeper), 30u);
}

// Each article is the one before with one word changed; the last has no word of the first.
TEST(Adversary, AChainOfSmallChangesIsCutSomewhere) {
  for (const bool follows : {false, true}) {
    SCOPED_TRACE(follows ? "each follows the one before" : "each by itself");
    StoryKeeper keeper = MakeKeeper();
    constexpr std::size_t kWords = 60;
    constexpr ArticleId kLinks = 600;
    for (ArticleId id = 1; id <= kLinks; ++id) {
      std::string text;
      for (std::size_t w = 0; w < kWords; ++w) text += MadeUpWord(5000 + id + w) + " ";
      StoryArticle article = Made(id, MadeUpWord(5000 + id) + " " + MadeUpWord(5001 + id), text,
                                  kSampleStart + static_cast<StoryTime>(id) * kMinute);
      if (follows && id > 1) article.follows = id - 1;
      keeper.Add(article);
    }
    keeper.Repair();
    EXPECT_LE(Largest(keeper), kLinks / 2);
    EXPECT_NE(keeper.StoryOf(1), keeper.StoryOf(kLinks));
  }
}

TEST(Adversary, AHundredThousandCopiesAreOneVoice) {
  StoryKeeper keeper = MakeKeeper();
  keeper.Add(Sample(1, kQuake[0], kSampleStart));
  StoryArticle copy = Sample(2, kQuake[0], kSampleStart);
  copy.follows = 1;
  for (ArticleId id = 2; id <= 100'000; ++id) {
    copy.id = id;
    keeper.Add(copy);
  }
  keeper.Add(Sample(200'000, kTakeover[0], kSampleStart));
  EXPECT_EQ(keeper.StoryOf(100'000), 1u);
  EXPECT_EQ(keeper.StoryOf(200'000), 200'000u);
  EXPECT_TRUE(keeper.TakeChanges().moves.empty());
}

TEST(Adversary, ManyArticlesInOneSecondKeepTheirStories) {
  StoryKeeper keeper = MakeKeeper();
  ArticleId id = 0;
  for (int round = 0; round < 20; ++round) {
    for (std::size_t i = 0; i < 3; ++i) {
      keeper.Add(Sample(++id, kQuake[i], kSampleStart));
      keeper.Add(Sample(++id, kTakeover[i], kSampleStart));
    }
  }
  EXPECT_EQ(keeper.Stories().size(), 2u);
}

TEST(Adversary, EmptyAndSenselessArticlesAreTakenIn) {
  StoryKeeper keeper = MakeKeeper();
  for (ArticleId id = 1; id <= 50; ++id) {
    const std::string texts[] = {"", "...", "a a a a a", std::string(100'000, 'x'),
                                 "\xCC\x81\xCC\x81\xCC\x81"};
    EXPECT_NE(keeper.Add(Made(id, texts[id % 5], texts[(id / 5) % 5], 0)).story, 0u);
  }
}

}  // namespace
}  // namespace checkback
// NOLINTEND(performance-inefficient-string-concatenation,performance-unnecessary-value-param,performance-inefficient-vector-operation,bugprone-implicit-widening-of-multiplication-result)
