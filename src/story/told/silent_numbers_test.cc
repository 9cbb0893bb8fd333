#include "story/told/silent_numbers.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

struct Case {
  std::string_view was, now;
  std::size_t contradictions;
};

constexpr Case kCases[] = {
    {"There are 214 people on the ferry Maren Light, according to her owners.",
     "There were 227 people on the ferry Maren Light, according to her owners.", 1},
    {"There are 214 people on the ferry Maren Light, according to her owners.",
     "There are 214 people on the ferry Maren Light, according to her owners.", 0},
    {"There are 214 people on the ferry Maren Light, according to her owners.",
     "Rescuers said 227 people had been brought ashore at Skarra by noon.", 0},
    {"The lake stood at 14 metres at the town gauge on Friday, the water district said.",
     "The lake stood at 11 metres at the town gauge on Friday, the water district said.", 0},
    {"The ministry will send nine officials to the talks in Cassim.",
     "The ministry will send seven officials to the talks in Cassim.", 0},
    {"The dairy asked customers not to eat cheese with a best-before date of up to May 12.",
     "The dairy asked customers not to eat cheese with a best-before date of up to May 21.", 1},
    {"The crisis staff spoke to the press in Halvar at 6 p.m. about the missing.",
     "The crisis staff spoke to the press in Halvar at 9 p.m. about the missing.", 0},
};

TEST(SilentNumbers, AreThoseThatAPageChangesWithoutAWord) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.now);
    SampleStory story;
    story.Print("a", c.was);
    story.Print("a", c.now);
    EXPECT_EQ(FindContradictions(story.Tellings()).size(), c.contradictions);
  }
}

}  // namespace
}  // namespace checkback
