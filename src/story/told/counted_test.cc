#include "story/told/counted.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"
#include "text/embedded.h"
#include "text/take_until.h"

namespace checkback {
namespace {

// "Nine people + 30 people, part four of them"
std::string CountedIn(std::string_view text) {
  SampleStory story;
  story.Print("a", text);
  const std::vector<Telling> tellings = story.Tellings();
  std::string shown;
  for (const CountedNumber& number : CountedNumbersOf(tellings[0], 100)) {
    if (!shown.empty()) shown += number.with ? " + " : ", ";
    if (number.part) shown += "part ";
    if (number.negated) shown += "not ";
    shown += story.TextOf(0, number.figure->span);
  }
  return shown;
}

// # "The toll rose to 31 people from 12 people." = 31 people + 12 people
TEST(Counted, NumbersOfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/figure_series.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::string_view line = TakeUntil(rules, '\n');
    if (!line.starts_with("# \"")) continue;
    const std::size_t end = line.rfind("\" = ");
    ASSERT_NE(end, line.npos);
    SCOPED_TRACE(line);
    EXPECT_EQ(CountedIn(line.substr(3, end - 3)), line.substr(end + 4));
    ++examples;
  }
  EXPECT_GE(examples, 7);
}

TEST(Counted, NumbersOfAGuestOrOfOthersAreMarked) {
  SampleStory story;
  story.Print("a", "A guard was killed. Four others were missing.");
  const std::vector<Telling> tellings = story.Tellings();
  const auto numbers = CountedNumbersOf(tellings[0], 100);
  ASSERT_EQ(numbers.size(), 2u);
  EXPECT_TRUE(numbers[0].single);
  EXPECT_TRUE(numbers[1].others);
}

TEST(Counted, RolesGrowOrStandOrMove) {
  EXPECT_EQ(KindOfRole("killed", "en"), RoleKind::kGrows);
  EXPECT_EQ(KindOfRole("aboard", "en"), RoleKind::kStands);
  EXPECT_EQ(KindOfRole("missing", "en"), RoleKind::kMoves);
}

}  // namespace
}  // namespace checkback
