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
    // what is there, whatever is planned with it
    {"The central bank suspended Nellai Mercantile and sent inspectors to seal its 112 branches.",
     "The central bank suspended Nellai Mercantile and sent inspectors to seal its 118 branches.",
     1},
    {"The dairy asked customers not to eat cheese with a best-before date of up to May 12.",
     "The dairy asked customers not to eat cheese with a best-before date of up to May 21.", 1},
    // written anew around those aboard, and around the minute of what happened
    {"Teams searched in fog for a train that left the resort of Upper Halvar with 31 people aboard "
     "and never reached the town.",
     "Teams found the wreck of a train that left the resort of Upper Halvar with 34 people aboard "
     "and never reached the town.",
     1},
    {"The flames were first reported at 1:25 p.m. on the southern slope, the guard said.",
     "The flames were first reported at 12:50 p.m. on Tuesday on the southern slope, it was said "
     "by the guard.",
     1},
    {"The gang had cut the power and the hospital cancelled 114 operations on Monday morning.",
     "The gang had cut the power and the hospital cancelled 131 operations on Monday morning.", 0},
    // a toll that rises is development
    {"The storm on the coast of Halvar killed 12 people in three villages, police said.",
     "The storm on the coast of Halvar killed 14 people in three villages, police said.", 0},
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

TEST(SilentNumbers, AreWeekdaysOfWhatHappenedBeforeThePageWasSeen) {
  const auto found_of = [](std::string_view was, std::string_view now) {
    SampleStory story;
    story.Print("a", was);
    story.Print("a", now);
    return FindContradictions(story.Tellings()).size();
  };
  // Printed on a Wednesday.
  constexpr std::string_view kSunday =
      "Criminals encrypted the files of the hospital on Sunday night and left a message.";
  constexpr std::string_view kSaturday =
      "Criminals encrypted the files of the hospital on Saturday night and left a message.";
  EXPECT_EQ(found_of(kSunday, kSaturday), 1u);
  EXPECT_EQ(found_of(kSunday, kSunday), 0u);
  EXPECT_EQ(found_of("The minister left the talks in Halvar yesterday and flew home to Dreve.",
                     "The minister left the talks in Halvar today and flew home to Dreve."),
            0u);
}

TEST(SilentNumbers, AreAlsoThoseOfTheSameWordsOnAnotherPage) {
  SampleStory story;
  story.Print("a", "Some 12,000 people were ordered to leave their homes in the lower town.");
  story.Print("b", "Some 9,000 people were ordered to leave their homes in the lower town.");
  story.Print("c",
              "Some 9,000 people were ordered to leave their homes in the lower town. It rained.");
  const auto found = FindContradictions(story.Tellings());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, ContradictionKind::kAcross);
}

TEST(SilentNumbers, AreThoseOfWhichANoteDoesNotSpeak) {
  SampleStory story;
  story.Print("a",
              "The lead of the rancher was down to 640 boxes on Friday evening. Of the papers seen "
              "so far, 9,870 papers have been found void.");
  story.Print("a",
              "The lead of the rancher was down to 604 boxes on Friday evening. Of the papers seen "
              "so far, 7,980 papers have been found void.");
  story.PutUpNote(1,
                  "Correction: The number of void papers was misstated. It is 7,980, not 9,870.");
  const auto found = FindContradictions(story.Tellings());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, ContradictionKind::kChangedSilently);
}

}  // namespace
}  // namespace checkback
