#include "story/told/replies.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/contradictions.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

struct Case {
  std::string_view report;
  std::string_view a, b;  // how the sentences that exclude each other begin; "" for none
};

constexpr Case kCases[] = {
    // words of contest: what is said behind them, in the next sentence or the same
    {"The two groups met face to face, the foreign ministry said. \"I saw it,\" the minister said. "
     "A diplomat remembered the day differently. The delegations never left their hotels, the "
     "diplomat said.",
     "The two groups met", "The delegations never"},
    {"The watchman was fast asleep, a workmate claimed. But the union hit back, saying the man had "
     "opened two gates by hand.",
     "The watchman", "But the union"},
    // an answer that is negated, without a common word
    {"A blast was fired on Sunday evening, Petr Halasi said. The company's press office answered "
     "that no charge had been set off since Friday.",
     "A blast", "The company's"},
    // no answer, but another act
    {"The opposition says he paid a ransom of 190 million dinars. The minister says he paid "
     "nothing.",
     "The opposition", "The minister"},
    {"The line was switched off for maintenance, the power company said. The union said it had no "
     "record of any maintenance that day.",
     "The line", "The union"},
    {"The owner of the dam was told that its spillway was cracked, according to a report. Sandro "
     "Velt, the director of the board, insisted that no such warning had reached him.",
     "The owner", "Sandro Velt"},
    // two numbers in one breath
    {"The police put the crowd at 4,000. The trade unions, who had called it, said there were "
     "15,000.",
     "The police", "The trade unions"},
    // two minutes for what two parties tell
    {"The mayor, Ilaria Benso, said the board rang her at 03:50. The board said its first call was "
     "logged at 03:05.",
     "The mayor", "The board"},
    // by one party, of two things, or without a party
    {"A blast was fired on Sunday evening, the company said. The company said that no charge had "
     "been set off since Friday.",
     "", ""},
    {"The mayor, Ilaria Benso, said the bridge collapsed on Sunday. The police said nobody was "
     "hurt.",
     "", ""},
    {"It rained all day. No trains ran. The museum opened at ten and was full by noon.", "", ""},
};

TEST(Replies, AreWhatASecondPartySaysOfWhatTheFirstHasJustSaid) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.report);
    SampleStory story;
    story.Print("a", c.report);
    const auto found = FindContradictions(story.Tellings());
    ASSERT_EQ(found.size(), c.a.empty() ? 0u : 1u);
    if (found.empty()) continue;
    EXPECT_TRUE(story.TextOf(0, found[0].a.span).starts_with(c.a));
    EXPECT_TRUE(story.TextOf(0, found[0].b.span).starts_with(c.b));
  }
}

TEST(Replies, AreShownOnceHoweverOftenTheyArePrinted) {
  SampleStory story;
  story.Print("a", std::string(kCases[1].report));
  story.Print("a", std::string(kCases[1].report) + " It rained.");
  story.Print("b", std::string(kCases[1].report));
  EXPECT_EQ(FindContradictions(story.Tellings()).size(), 1u);
}

}  // namespace
}  // namespace checkback
