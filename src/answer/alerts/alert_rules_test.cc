#include "answer/alerts/alert_rules.h"

#include <gtest/gtest.h>

#include "answer/alerts/changed_samples.h"

namespace checkback {
namespace {

TEST(AlertRules, NameTheirKinds) {
  const auto some = ReadChangeKinds("answered, denied,number,denied");
  ASSERT_TRUE(some);
  EXPECT_EQ(*some, (std::vector<ChangeKind>{ChangeKind::kAnswered, ChangeKind::kDenied,
                                            ChangeKind::kNumber}));
  EXPECT_TRUE(ReadChangeKinds("")->empty());
  EXPECT_TRUE(ReadChangeKinds("all")->empty());
  for (const std::string_view wrong : {"rumours", "new,", ",", "new answered"}) {
    const auto none = ReadChangeKinds(wrong);
    ASSERT_FALSE(none) << wrong;
    EXPECT_NE(none.error().what.find("overdue"), std::string::npos);
  }
}

TEST(AlertRules, AskForStoriesByTheWordsOfHeadlinesAndNames) {
  SampleStory story;
  story.Print("a", "Mayor Lidia Orsan said on Wednesday that the dam would hold.",
              "Halvar dam will hold, mayor says");
  const WholeStory whole = WholeOf(story, 1);
  const auto asks = [&](std::string_view query) {
    return AsksForStory({.on = {}, .stories = {}, .query = std::string(query)}, whole);
  };
  EXPECT_TRUE(asks(""));
  EXPECT_TRUE(asks("HALVAR dam"));
  EXPECT_TRUE(asks("Orsan dam"));
  EXPECT_FALSE(asks("Halvar ferry"));
  EXPECT_FALSE(AsksForStory({.on = {}, .stories = {}, .query = {}, .least_origins = 2}, whole));
}

TEST(AlertRules, HaveOneNameHoweverTheyWereTyped) {
  const AlertRule one = {
      .on = {ChangeKind::kNew, ChangeKind::kDenied}, .stories = {"b", "a"}, .query = {}};
  const AlertRule same = {
      .on = {ChangeKind::kDenied, ChangeKind::kNew}, .stories = {"a", "b"}, .query = " "};
  EXPECT_EQ(NameOfRule(one, "u"), NameOfRule(same, "u"));
  EXPECT_NE(NameOfRule(one, "u"), NameOfRule(same, "v"));
  EXPECT_NE(NameOfRule({}, "u"), NameOfRule(same, "u"));
}

}  // namespace
}  // namespace checkback
