#include "story/told/disputed_figures.h"

#include <gtest/gtest.h>

#include "story/told/contradictions.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

struct Case {
  std::string_view first_page, first, second_page, second;
  std::string_view kind;  // "" where nothing excludes anything
};

constexpr Case kCases[] = {
    // side by side in one report
    {"a",
     "Mayor Lidia Orsan said four people died in the city. A doctor, Emre Sand, said seven people "
     "were killed.",
     "b", "It rained.", "side by side"},
    {"a",
     "The Gerhardt Observatory gave the magnitude as 6.1. The national institute stuck with 5.8.",
     "b", "It rained.", "side by side"},
    // a toll that grows is development, one that falls is not
    {"a", "Four people were killed, police said.", "b", "Nine people were killed, the mayor said.",
     ""},
    {"a", "Nineteen people were killed in Halvar, police said.", "b",
     "Seventeen people were killed in Halvar, the mayor said.", "fell"},
    {"a", "At least nine people were killed.", "b", "Eleven people were killed.", ""},
    {"a", "Five people are missing, police said.", "b", "Two people are missing, the mayor said.",
     ""},
    // what does not move, by two outlets
    {"a", "There were 214 people aboard the ferry.", "b", "There were 226 people aboard the ferry.",
     "across"},
    {"a", "There were 214 people aboard the ferry.", "b",
     "There were 226 people aboard the ferry and not 214 people.", ""},
    {"a", "Some 220 people were aboard the ferry.", "b", "There were 226 people aboard the ferry.",
     ""},
};

TEST(DisputedFigures, AreThoseThatCannotBothHold) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.second);
    SampleStory story;
    story.Print(c.first_page, c.first);
    story.Print(c.second_page, c.second);
    const auto found = FindContradictions(story.Tellings());
    ASSERT_EQ(found.size(), c.kind.empty() ? 0u : 1u);
    if (!found.empty()) {
      EXPECT_EQ(NameOf(found[0].kind), c.kind);
    }
  }
}

TEST(DisputedFigures, AreToldOnceHoweverManyPrintThem) {
  SampleStory story;
  story.Print("a", "Nineteen people were killed in Halvar, police said.");
  story.Print("b", "Seventeen people were killed in Halvar, the mayor said.");
  story.Print("c", "In Halvar seventeen people were killed, the mayor said.");
  EXPECT_EQ(FindContradictions(story.Tellings()).size(), 1u);
}

}  // namespace
}  // namespace checkback
