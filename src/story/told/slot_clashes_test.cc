#include "story/told/slot_clashes.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/contradictions.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

struct TwoReports {
  std::string_view a, b;
  std::string_view kind;  // "": they exclude nothing
};

constexpr TwoReports kReports[] = {
    {"Police arrested Ana Ruiz in Lima.", "Police arrested Ana Ruiz in Oslo.", "place"},
    {"Police arrested Ana Ruiz on Monday.", "Police arrested Ana Ruiz on Sunday.", "day"},
    {"Maria Orlov killed Ana Ruiz on the bridge.", "Ana Ruiz was killed by Emil Orr on the bridge.",
     "who"},
    // one knows the other's place, party
    {"Police arrested Ana Ruiz in Lima. Ruiz lives in Oslo.", "Police arrested Ana Ruiz in Oslo.",
     ""},
    {"Maria Orlov killed Ana Ruiz on the bridge. Emil Orr saw it.",
     "Ana Ruiz was killed by Emil Orr on the bridge.", ""},
    // another act, another one to whom it was done, what many may do
    {"Police arrested Ana Ruiz in Lima.", "Police questioned Ana Ruiz in Oslo.", ""},
    {"Police arrested Ana Ruiz in Lima.", "Police arrested Leo Brandt in Oslo.", ""},
    {"Maria Orlov thanked Ana Ruiz.", "Ana Ruiz was thanked by Emil Orr.", ""},
    // when it was said is not when it was
    {"The ministry said on Monday that police arrested Ana Ruiz.",
     "The ministry said on Sunday that police arrested Ana Ruiz.", ""},
};

TEST(SlotClashes, AreOfOneActAtTheSameTime) {
  for (const TwoReports& reports : kReports) {
    SCOPED_TRACE(std::string(reports.a) + " | " + std::string(reports.b));
    SampleStory story;
    story.Print("a", reports.a);
    story.Print("b", reports.b);
    const auto found = FindContradictions(story.Tellings());
    if (reports.kind.empty()) {
      EXPECT_TRUE(found.empty());
      continue;
    }
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(NameOf(found[0].kind), reports.kind);
  }
}

TEST(SlotClashes, OfOnePageOrOfADayLaterAreNone) {
  SampleStory page;
  page.Print("a", "Police arrested Ana Ruiz in Lima.");
  page.Print("a", "Police arrested Ana Ruiz in Oslo.");
  EXPECT_TRUE(FindContradictions(page.Tellings()).empty());

  SampleStory later;
  later.Print("a", "Police arrested Ana Ruiz in Lima.");
  for (int hour = 0; hour < 30; ++hour)
    later.Print("p" + std::to_string(hour), "It rained at " + std::to_string(hour) + " degrees.");
  later.Print("b", "Police arrested Ana Ruiz in Oslo.");
  EXPECT_TRUE(FindContradictions(later.Tellings()).empty());
}

}  // namespace
}  // namespace checkback
