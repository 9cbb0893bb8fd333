#include "story/told/told_words.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace checkback {
namespace {

HeldSentence SentenceOf(HeldWords words) {
  HeldSentence sentence;
  sentence.words = std::move(words);
  SortEachOnce(sentence.words);
  return sentence;
}

std::vector<std::uint32_t> PartsWith(const ToldWords& words, ToldWords::Place place) {
  std::vector<std::uint32_t> parts;
  words.ForEachPartWith(place, [&](std::uint32_t part) { parts.push_back(part); });
  std::sort(parts.begin(), parts.end());
  return parts;
}

TEST(ToldWords, TellLessTheMoreSentencesHoldThem) {
  ToldWords words;
  const auto places = words.PlacesOf({1, 2, 3});
  for (const HeldWords& sentence : {HeldWords{1, 2}, HeldWords{1}, HeldWords{1, 7}})
    words.Count(SentenceOf(sentence));
  EXPECT_DOUBLE_EQ(words.WeightAt(places[0]), std::log(4 / 3.5));
  EXPECT_DOUBLE_EQ(words.WeightAt(places[1]), std::log(4 / 1.5));
  EXPECT_DOUBLE_EQ(words.WeightAt(places[2]), std::log(4 / 0.5));
  words.Count(SentenceOf({3}));
  EXPECT_DOUBLE_EQ(words.WeightAt(places[2]), std::log(5 / 1.5));
}

TEST(ToldWords, AreToldOnceTheirSentenceIsKept) {
  ToldWords words;
  const HeldSentence sentence = SentenceOf({4, 5});
  words.Count(sentence);
  EXPECT_FALSE(words.Holds(4));
  words.Keep(sentence);
  EXPECT_TRUE(words.Holds(4));
  EXPECT_FALSE(words.Holds(6));
}

TEST(ToldWords, KnowThePartsOfTheLastCaptureAlone) {
  ToldWords words;
  const HeldWords asked = {1, 2, 3, 4, 5, 6, 7, 8};
  const auto places = words.PlacesOf(asked);
  std::mt19937 random(9);
  for (int capture = 0; capture < 50; ++capture) {
    std::vector<HeldWords> parts(random() % 6);
    for (HeldWords& part : parts) {
      for (std::size_t n = random() % 6; n > 0; --n) part.push_back(1 + random() % 12);
      SortEachOnce(part);
    }
    std::vector<const HeldWords*> pointers;
    pointers.reserve(parts.size());
    for (const HeldWords& part : parts) pointers.push_back(&part);
    words.SetParts(pointers);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      std::vector<std::uint32_t> with;
      for (std::uint32_t part = 0; part < parts.size(); ++part) {
        if (Holding(parts[part], asked[i])) with.push_back(part);
      }
      EXPECT_EQ(PartsWith(words, places[i]), with);
    }
  }
}

}  // namespace
}  // namespace checkback
