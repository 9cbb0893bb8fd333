#include "story/keeper/keeper.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "story/keeper/acceptance.h"
#include "story/keeper/keeper_samples.h"

namespace checkback {
namespace {

// Both sample stories, one article of each in turn: quake 1, 3, 5; takeover 2, 4, 6.
std::vector<StoryArticle> BothStories() {
  std::vector<StoryArticle> articles;
  for (std::size_t i = 0; i < 3; ++i) {
    const StoryTime time = kSampleStart + static_cast<StoryTime>(i) * kSampleDay / 2;
    articles.push_back(Sample(2 * i + 1, kQuake[i], time));
    articles.push_back(Sample(2 * i + 2, kTakeover[i], time));
  }
  return articles;
}

TEST(Keeper, ArticlesOfOneEventFindEachOther) {
  StoryKeeper keeper = MakeKeeper();
  for (const StoryArticle& article : BothStories()) keeper.Add(article);
  EXPECT_EQ(keeper.ArticlesOf(1), (std::vector<ArticleId>{1, 3, 5}));
  EXPECT_EQ(keeper.ArticlesOf(2), (std::vector<ArticleId>{2, 4, 6}));
}

TEST(Keeper, TheFirstArticleFoundsAStoryWithItsOwnId) {
  StoryKeeper keeper = MakeKeeper();
  const Placement placement = keeper.Add(Sample(77, kQuake[0], kSampleStart));
  EXPECT_EQ(placement.story, 77u);
  EXPECT_EQ(placement.reason, Placement::Reason::kFounded);
}

TEST(Keeper, SaysWhyAndTheNumberCanBeHadAgain) {
  StoryKeeper keeper = MakeKeeper();
  std::vector<Placement> placements;
  for (const StoryArticle& article : BothStories()) placements.push_back(keeper.Add(article));
  const Placement& why = placements[2];
  EXPECT_EQ(why.reason, Placement::Reason::kJoined);
  EXPECT_EQ(why.best, 1u);
  EXPECT_EQ(keeper.ScoreOf(why.measures), why.score);
  ASSERT_FALSE(why.shared.empty());
  std::vector<std::string> words;
  words.reserve(why.shared.size());
  for (const SharedTerm& term : why.shared) words.push_back(term.word);
  EXPECT_NE(std::find(words.begin(), words.end(), "halvar"), words.end());
}

// The last of the harbour church, ten days on and in other words: one town, its mayor, a church.
constexpr SampleArticle kLater = {
    "Bells of Ostra to ring from a wooden frame",
    "Carpenters in Ostra have begun to raise a frame for the bells that lay in the rubble. There "
    "Ilse Brandt thanked the donors of Halvar for the timber. Singing is planned for the first "
    "Sunday."};
// The same words without the names.
constexpr SampleArticle kElsewhere = {
    "Bells of Pelm to ring from a wooden frame",
    "Carpenters in Pelm have begun to raise a frame for the bells that lay in the rubble. There "
    "Odo Kessler thanked the donors of Vintry for the timber. Singing is planned for the first "
    "Sunday."};

TEST(Keeper, AStoryThatAloneToldOfItsNamesTakesWhatComesAfterASilence) {
  for (const SampleArticle& later : {kLater, kElsewhere}) {
    StoryKeeper keeper = MakeKeeper();
    for (const StoryArticle& article : BothStories()) keeper.Add(article);
    const Placement placement = keeper.Add(Sample(50, later, kSampleStart + 10 * kSampleDay));
    EXPECT_EQ(placement.story, later.text == kLater.text ? 1u : 50u);
    if (placement.story == 1u) EXPECT_EQ(keeper.ScoreOf(placement.measures), placement.score);
    const Result<Acceptance> acceptance = Acceptance::Trained();
    ASSERT_TRUE(acceptance);
    const Verdict verdict = acceptance->VerdictOf(placement.measures);
    EXPECT_EQ(verdict.by_names, placement.story == 1u);
    if (verdict.by_names)
      EXPECT_LT(verdict.forest, verdict.score);
    else
      EXPECT_EQ(verdict.forest, verdict.score);
  }
}

// Names that another story has told of too are no story's own.
TEST(Keeper, NamesOfTwoStoriesBringNothingBack) {
  StoryKeeper keeper = MakeKeeper();
  for (const StoryArticle& article : BothStories()) keeper.Add(article);
  for (ArticleId id = 10; id < 14; ++id) {
    StoryArticle other = Sample(id, kTakeover[id % 3], kSampleStart + kSampleDay);
    other.text += " Ilse Brandt, of Ostra in Halvar, holds no shares.";
    keeper.Add(other);
  }
  EXPECT_EQ(keeper.Add(Sample(50, kLater, kSampleStart + 10 * kSampleDay)).story, 50u);
}

TEST(Keeper, TheSameArticleTwiceIsOne) {
  StoryKeeper keeper = MakeKeeper();
  keeper.Add(Sample(1, kQuake[0], kSampleStart));
  const std::string before = keeper.Save();
  EXPECT_EQ(keeper.Add(Sample(1, kQuake[0], kSampleStart)).story, 1u);
  EXPECT_EQ(keeper.Save(), before);
}

TEST(Keeper, CopiesFollowAndCarryNoWeight) {
  StoryKeeper keeper = MakeKeeper();
  keeper.Add(Sample(1, kQuake[0], kSampleStart));
  for (ArticleId id = 10; id < 1010; ++id) {
    StoryArticle copy = Sample(id, kQuake[0], kSampleStart);
    copy.follows = 1;
    EXPECT_EQ(keeper.Add(copy).story, 1u);
  }
  // The next article is judged as if there were one article.
  StoryKeeper alone = MakeKeeper();
  alone.Add(Sample(1, kQuake[0], kSampleStart));
  const StoryArticle next = Sample(2, kQuake[1], kSampleStart + kSampleDay);
  EXPECT_EQ(keeper.Add(next).score, alone.Add(next).score);
}

TEST(Keeper, ARestartInTheMiddleChangesNothing) {
  const std::vector<StoryArticle> articles = BothStories();
  StoryKeeper whole = MakeKeeper();
  for (const StoryArticle& article : articles) whole.Add(article);
  for (std::size_t stop = 0; stop <= articles.size(); ++stop) {
    StoryKeeper first = MakeKeeper();
    for (std::size_t i = 0; i < stop; ++i) first.Add(articles[i]);
    auto second = StoryKeeper::Load(first.Save(), *Acceptance::Trained());
    ASSERT_TRUE(second.has_value()) << second.error().what;
    for (std::size_t i = stop; i < articles.size(); ++i) (*second)->Add(articles[i]);
    EXPECT_EQ((*second)->Save(), whole.Save()) << "stopped after " << stop;
  }
}

TEST(Keeper, ExplainsAnArticleByWhatIsKnownNow) {
  const std::vector<StoryArticle> articles = BothStories();
  StoryKeeper keeper = MakeKeeper();
  for (const StoryArticle& article : articles) keeper.Add(article);
  const std::string before = keeper.Save();
  const auto why = keeper.Explain(articles[0]);  // the one that founded the story
  ASSERT_TRUE(why.has_value());
  EXPECT_EQ(why->story, 1u);
  EXPECT_EQ(why->best, 1u);
  EXPECT_EQ(why->reason, Placement::Reason::kJoined);
  EXPECT_EQ(keeper.ScoreOf(why->measures), why->score);
  EXPECT_FALSE(why->shared.empty());
  EXPECT_FALSE(keeper.Explain(Sample(99, kQuake[0], 0)).has_value());
  EXPECT_EQ(keeper.Save(), before) << "to explain changes nothing";
}

TEST(Keeper, TwoPiecesOfOneStoryBecomeOneAndTheOldIdLeadsOn) {
  // An acceptance that is never sure enough for one article, but is for a story.
  KeeperOptions options;
  options.least = 2;
  options.least_merged = 0.5f;
  StoryKeeper keeper = MakeKeeper(options);
  for (std::size_t i = 0; i < 3; ++i) keeper.Add(Sample(i + 1, kQuake[i], kSampleStart));
  EXPECT_EQ(keeper.Stories().size(), 3u);
  keeper.Repair();
  EXPECT_EQ(keeper.ArticlesOf(1), (std::vector<ArticleId>{1, 2, 3}));
  const Changes changes = keeper.TakeChanges();
  EXPECT_EQ(changes.moves.size(), 2u);
  for (const Move& move : changes.moves) EXPECT_EQ(keeper.Current(move.from), 1u);
  EXPECT_TRUE(keeper.TakeChanges().moves.empty());
}

TEST(Keeper, TheOrderOfArrivalDoesNotDecide) {
  const std::vector<StoryArticle> articles = BothStories();
  constexpr std::array<std::array<std::size_t, 6>, 8> kOrders = {{{5, 4, 3, 2, 1, 0},
                                                                  {4, 5, 0, 1, 2, 3},
                                                                  {2, 0, 4, 1, 5, 3},
                                                                  {1, 3, 5, 0, 2, 4},
                                                                  {3, 4, 1, 2, 5, 0},
                                                                  {0, 5, 2, 3, 4, 1},
                                                                  {5, 0, 3, 4, 1, 2},
                                                                  {4, 1, 0, 5, 2, 3}}};
  for (const auto& order : kOrders) {
    StoryKeeper keeper = MakeKeeper();
    for (const std::size_t place : order) keeper.Add(articles[place]);
    keeper.Repair();
    EXPECT_EQ(keeper.StoryOf(1), keeper.StoryOf(3));
    EXPECT_EQ(keeper.StoryOf(1), keeper.StoryOf(5));
    EXPECT_EQ(keeper.StoryOf(2), keeper.StoryOf(4));
    EXPECT_EQ(keeper.StoryOf(2), keeper.StoryOf(6));
    EXPECT_NE(keeper.StoryOf(1), keeper.StoryOf(2));
  }
}

TEST(Keeper, LanguagesAreKeptApartAndAShortHeadlineFindsItsOwn) {
  StoryKeeper keeper = MakeKeeper();
  StoryArticle german = Sample(1,
                               {"Beben in Halvar",
                                "In Halvar hat die Erde gebebt, und die "
                                "Kirche ist nicht mehr zu retten."},
                               kSampleStart);
  german.language = "de-AT";
  keeper.Add(german);
  keeper.Add(Sample(2, kQuake[0], kSampleStart));
  StoryArticle unknown = Sample(3, kQuake[1], kSampleStart);
  unknown.language = "";
  EXPECT_EQ(keeper.Add(unknown).story, 2u);
  StoryArticle short_german =
      Sample(4, {"Erde bebt in Halvar, die Kirche ist zerstört", ""}, kSampleStart);
  short_german.language = "";
  EXPECT_NE(keeper.Add(short_german).story, 2u);
}

}  // namespace
}  // namespace checkback
