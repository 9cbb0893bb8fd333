#include "story/told/claim_layer.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// "source status, source status" of each claim of `story`.
std::string ClaimsOf(const SampleStory& story) {
  std::string all;
  for (const StoryClaim& claim : TellStory(story.Tellings(), "en").claims) {
    if (!all.empty()) all += "; ";
    for (const StoryStatement& row : claim.rows)
      all += (&row == claim.rows.data() ? "" : ", ") + row.source + ' ' + row.status;
  }
  return all;
}

constexpr std::string_view kSaid =
    "Residents of Halvar said that General Bragan had taken power in the capital.";

TEST(StoryClaims, ThatOneSaysAndAnotherDeniesAreRowsOfOne) {
  SampleStory story;
  story.Print("a", kSaid);
  story.Print("b", "The ministry denied that General Bragan had taken power in the capital.");
  EXPECT_EQ(ClaimsOf(story), "residents of Halvar reported, the ministry denied");
}

TEST(StoryClaims, AreNoRowTwiceForOneSourceAndStatus) {
  SampleStory story;
  story.Print("a", kSaid);
  story.Print("b", kSaid);
  story.Print("c", "General Bragan had taken power in the capital, residents of Halvar said.");
  EXPECT_EQ(ClaimsOf(story), "");
}

TEST(StoryClaims, OfOtherNumbersAreOthers) {
  SampleStory story;
  story.Print("a", "The ministry said that 40 soldiers had left the barracks in Halvar.");
  story.Print("b", "The mayor denied that 60 soldiers had left the barracks in Halvar.");
  EXPECT_EQ(ClaimsOf(story), "");
}

TEST(StoryClaims, OfOtherPeopleAreOthers) {
  SampleStory story;
  story.Print("a", kSaid);
  story.Print("b", "The ministry denied that Colonel Tavel had taken power in the capital.");
  EXPECT_EQ(ClaimsOf(story), "");
}

}  // namespace
}  // namespace checkback
