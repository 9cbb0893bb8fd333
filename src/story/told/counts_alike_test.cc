#include "story/told/counts_alike.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/contradictions.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

struct Rounded {
  double value;
  std::string_view printed;
  double step;
};

constexpr Rounded kRounded[] = {
    {2800, "2,800", 100}, {5.8, "5.8", 0.1},    {6.0, "6.0", 0.1}, {50, "50", 1},
    {7, "7", 0.7},        {1000, "1,000", 100}, {214, "214", 1},   {0, "0", 0},
};

TEST(Counts, AreRoundedInTheStepThatTheyArePrintedIn) {
  for (const Rounded& rounded : kRounded) {
    EXPECT_NEAR(RoundedTo(rounded.value, rounded.printed), rounded.step, 1e-9) << rounded.printed;
  }
}

struct TwoCounts {
  std::string_view a, b;
  bool contradict;
};

constexpr TwoCounts kCounts[] = {
    {"Nineteen people were killed in Halvar.", "Seventeen people were killed in Halvar.", true},
    {"The fund received 13 million documents.", "The fund received 7 million documents.", true},
    // of whom, where, when
    {"Ten people were killed in Halvar.", "Seven children were killed in Halvar.", false},
    {"Sixty people were killed in Halvar.", "Forty people were killed in Drin.", false},
    {"The fund received 13 million documents in March.",
     "The fund received 7 million documents in April.", false},
    // rounded, one of several, expected
    {"The fund received 2,891 documents.", "The fund received 2,800 documents.", false},
    {"The fund received 13 documents so far.", "The fund received 7 documents.", false},
    {"Analysts were expecting 13 million jobs.", "The firm made 7 million jobs.", false},
};

TEST(Counts, ContradictOnlyWhereTheyCountOneThing) {
  for (const TwoCounts& counts : kCounts) {
    SCOPED_TRACE(std::string(counts.a) + " | " + std::string(counts.b));
    SampleStory story;
    story.Print("a", counts.a);
    story.Print("b", counts.b);
    EXPECT_EQ(!FindContradictions(story.Tellings()).empty(), counts.contradict);
  }
}

}  // namespace
}  // namespace checkback
