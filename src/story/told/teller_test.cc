#include "story/told/teller.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kSentences[] = {
    "Four people were killed in Halvar on Wednesday, Mayor Lidia Orsan said.",
    "Seven people were killed in Halvar, officials said on Thursday.",
    "It was not clear who opened the gate.",
    "Engineer Tal Wenning opened the gate, police said.",
    "Orsan denied that she had been warned.",
    "The road to Upper Drin will reopen on 20 May 2025.",
    "The road to Upper Drin has reopened, the ministry confirmed.",
    "How many are missing is not known.",
    "\"Everything that was old came down,\" she told Meridian Press.",
    "There are 214 people on the ferry, according to her owners.",
    "There are 227 people on the ferry, according to her owners.",
};

SampleStory StoryOfChance(unsigned seed, std::size_t captures) {
  std::mt19937 random(seed);
  SampleStory story;
  for (std::size_t i = 0; i < captures; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) {
      text += kSentences[random() % std::size(kSentences)];
      text += ' ';
    }
    story.Print(std::string(1, static_cast<char>('a' + random() % 6)), text);
  }
  return story;
}

TEST(StoryTeller, TellsAfterEachCaptureWhatAllSoFarTell) {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const SampleStory story = StoryOfChance(seed, 14);
    const std::vector<Telling> tellings = story.Tellings();
    StoryTeller teller;
    for (std::size_t i = 0; i < tellings.size(); ++i) {
      teller.Add(tellings[i]);
      EXPECT_EQ(teller.captures(), i + 1);
      EXPECT_EQ(teller.Told(), TellStory(std::span(tellings).first(i + 1), "en")) << seed;
    }
  }
}

TEST(StoryTeller, ThatIsAskedOnTheWayTellsTheSameAtTheEnd) {
  std::mt19937 random(5);
  for (unsigned seed = 20; seed < 30; ++seed) {
    const SampleStory story = StoryOfChance(seed, 25);
    const std::vector<Telling> tellings = story.Tellings();
    StoryTeller asked;
    for (const Telling& telling : tellings) {
      asked.Add(telling);
      if (random() % 3 == 0) static_cast<void>(asked.Told());
    }
    EXPECT_EQ(asked.Told(), TellStory(tellings, "en")) << seed;
  }
}

TEST(StoryTeller, OfNothingTellsNothing) {
  EXPECT_EQ(StoryTeller().Told(), ToldStory{});
}

}  // namespace
}  // namespace checkback
