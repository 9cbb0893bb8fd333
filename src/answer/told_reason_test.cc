#include "answer/told_reason.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

// Two pages: one counts nineteen dead, a later one seventeen.
WholeStory Disputed() {
  WholeStory whole;
  for (const std::string_view text : {"Nineteen people have died in Halvar. It rained.",
                                      "Seventeen people have died in Halvar."}) {
    StoryCapture& capture = whole.story.captures.emplace_back();
    capture.capture.id = "c" + std::to_string(whole.articles.size());
    capture.outlet = "Averley Herald";
    Article& article = whole.articles.emplace_back();
    article.text = text;
    article.language = "en";
  }
  FigureSeries& series = whole.told.figures.emplace_back();
  series.id = "f00000001";
  series.what = "people killed";
  for (const std::size_t capture : {0u, 1u}) {
    FigurePoint& point = series.points.emplace_back();
    point.at = {capture, {0, capture == 0 ? 15u : 16u}};
    point.value = capture == 0 ? 19 : 17;
  }
  Contradiction& contradiction = whole.told.contradictions.emplace_back();
  contradiction.id = "x00000001";
  contradiction.about = "people killed";
  contradiction.a = {0, {0, 36}};
  contradiction.b = {1, {0, 37}};
  contradiction.kind = ContradictionKind::kFell;
  contradiction.a_says = {0, 15};
  contradiction.b_says = {0, 16};
  return whole;
}

TEST(ToldReason, OfASeriesAreTheWordsThatItsSentencesShare) {
  const auto reason = ReasonOfTold(Disputed(), "f00000001");
  ASSERT_TRUE(reason);
  ASSERT_EQ(reason->sides.size(), 2u);
  EXPECT_EQ(reason->sides[0].says, "Nineteen people");
  EXPECT_EQ(reason->sides[0].sentence, "Nineteen people have died in Halvar.");
  EXPECT_TRUE(reason->sides[0].shared.empty());
  EXPECT_EQ(reason->sides[1].shared, (std::vector<std::string>{"people", "died", "Halvar"}));
  EXPECT_FALSE(reason->sides[1].same_value);
}

TEST(ToldReason, OfAContradictionIsHowTheTwoExcludeEachOther) {
  const auto reason = ReasonOfTold(Disputed(), "x00000001");
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->kind, "fell");
  ASSERT_EQ(reason->sides.size(), 2u);
  EXPECT_EQ(reason->sides[0].says, "Nineteen people");
  EXPECT_EQ(reason->sides[1].says, "Seventeen people");
  const std::string json = ToldReasonAsJson(Disputed(), *reason);
  EXPECT_NE(json.find("\"says\":\"Seventeen people\""), json.npos) << json;
}

TEST(ToldReason, IsThereForWhatWasToldOnly) {
  EXPECT_FALSE(ReasonOfTold(Disputed(), "f00000002"));
  EXPECT_TRUE(IsToldId("f00000002"));
  EXPECT_TRUE(IsToldId("x0a1b2c3d"));
  EXPECT_FALSE(IsToldId("k5wq7h2m3"));
  EXPECT_FALSE(IsToldId("f0000000"));
}

}  // namespace
}  // namespace checkback
