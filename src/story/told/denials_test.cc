#include "story/told/denials.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/contradictions.h"
#include "story/told/told_samples.h"
#include "text/embedded.h"
#include "text/take_until.h"

namespace checkback {
namespace {

// # "The union says nobody had been told." "The company says they had." = yes
TEST(Denials, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/contradictions.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::string_view line = TakeUntil(rules, '\n');
    if (!line.starts_with("# \"") || line.find("\" = ") == line.npos) continue;
    const std::size_t middle = line.find("\" \"");
    const std::size_t end = line.rfind("\" = ");
    ASSERT_LT(middle, end);
    SCOPED_TRACE(line);
    SampleStory story;
    story.Print("a", std::string(line.substr(3, middle - 3)) + ' ' +
                         std::string(line.substr(middle + 3, end - middle - 3)));
    const bool found = !FindContradictions(story.Tellings()).empty();
    EXPECT_EQ(found, line.substr(end + 4) == "yes");
    ++examples;
  }
  EXPECT_GE(examples, 6);
}

TEST(Denials, AreFoundAcrossPages) {
  SampleStory story;
  story.Print("a", "A batch of the garlic cheese failed a check in April, a worker said.");
  story.Print("b", "The dairy is small. \"There was no failed check in April,\" Keith Arrow said.");
  const auto found = FindContradictions(story.Tellings());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].kind, ContradictionKind::kDenied);
  EXPECT_EQ(found[0].a.capture, 0u);
  EXPECT_EQ(found[0].b.capture, 1u);
}

TEST(Denials, ByTheSamePartyAreNone) {
  SampleStory story;
  story.Print("a", "A batch of the garlic cheese failed a check in April, Keith Arrow said.");
  story.Print("b", "\"There was no failed check in April,\" Keith Arrow said.");
  EXPECT_TRUE(FindContradictions(story.Tellings()).empty());
}

}  // namespace
}  // namespace checkback
