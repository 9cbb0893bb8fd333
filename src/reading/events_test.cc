#include "reading/events.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reading/events/event_rules.h"
#include "reading/events/plover.h"
#include "text/sentences.h"

namespace checkback {
namespace {

using std::chrono::sys_days;

std::vector<Event> EventsIn(std::string_view text) {
  const Parse parse = ParseText(text, FindSentences(text, "en"), "en");
  const Grammar grammar(text, parse, "en");
  const Names names = FindNames(grammar);
  const sys_days printed = std::chrono::year(2026) / 3 / 5;
  const auto times = FindTimes(text, parse, {printed, {}}, "en");
  const Clauses clauses = FindClauses(grammar);
  const std::vector<Quote> quotes = FindQuotes(grammar, names);
  return FindEvents({.grammar = grammar,
                     .names = names,
                     .times = times,
                     .clauses = clauses,
                     .standings = FindStandings(grammar, clauses, names, quotes),
                     .printed = printed,
                     .dictionaries = nullptr,
                     .quotes = quotes});
}

std::string Shown(std::string_view text) {
  std::string all;
  for (const Event& event : EventsIn(text)) {
    if (!all.empty()) all += "; ";
    all += event.source + " | " + event.type + " | " + event.target;
  }
  return all.empty() ? "none" : all;
}

TEST(EventRules, AreReadWholeAndGiveWhatTheirExamplesSay) {
  const EventRules& rules = EventRulesOf("en");
  EXPECT_EQ(rules.unreadable, 0u);
  EXPECT_GT(rules.rules.size(), 100u);
  for (const EventExample& example : rules.examples) {
    SCOPED_TRACE(example.line);
    EXPECT_EQ(Shown(example.sentence), example.answer);
  }
}

TEST(Events, OfOtherLanguagesAreNotGuessed) {
  EXPECT_TRUE(EventRulesOf("fi").rules.empty());
}

TEST(Events, ToldTwiceAreOne) {
  EXPECT_EQ(
      EventsIn("Tarsova rejected the plan on Monday. On Monday Tarsova rejected the plan.").size(),
      1u);
}

TEST(Events, NamePeopleWithoutTheirNumberAndWithTheirAge) {
  EXPECT_EQ(Shown("The rebels killed at least 12 people on Monday."), "rebels | ASSAULT | people");
  EXPECT_EQ(Shown("Police arrested a 19-year-old man on Monday."),
            "Police | COERCE | 19-year-old man");
}

// What the article tells elsewhere of who is meant.
TEST(Events, NameThePartiesThatTheTextOnlyPointsAt) {
  struct Case {
    std::string_view text, answer;
  };
  const Case cases[] = {
      {"Talks between Tarsova and Illmark ended on Monday. Tarsova left early. Illmark stayed. Ada "
       "Renn urged both sides to return.",
       "Ada Renn | REQUEST | Tarsova and Illmark"},
      {"\"We demand an inquiry into the bank,\" Ada Renn said.", "Ada Renn | REQUEST | "},
      {"VELDGRAD (Northwire) -- Tarsova imposed sanctions on Illmark.",
       "Tarsova | SANCTION | Illmark"},
      {"Police searched the house. Paal Trygg was questioned for six hours.",
       "Police | COERCE | ; police | COERCE | Paal Trygg"},
      {"A dairy has suspended production. Tarn Valley Dairies makes cheese.",
       "Tarn Valley Dairies | YIELD | "},
      {"Nobody has accused the mayor.", "none"},
      {"Union leaders called on Friday for Paal Trygg to step down.",
       "Union leaders | REQUEST | Paal Trygg"},
      {"The guild suspended the strike after Sound & Isles Ferries agreed to shorter shifts.",
       "guild | YIELD | Sound & Isles Ferries"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Shown(c.text), c.answer);
  }
}

TEST(Events, DoneBySayingAreOfTheDayOfPrint) {
  const auto events = EventsIn("\"We will not sign on Monday,\" said Ada Renn.");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].type, "REJECT");
  EXPECT_EQ(events[0].date, "2026-03-05");
  EXPECT_EQ(events[0].status, "reported");
}

TEST(Events, HaveTheDayOfTheirSentence) {
  const auto events = EventsIn("Police arrested a French journalist on Monday.");
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].date, "2026-03-02");
  EXPECT_EQ(events[0].type, "COERCE");
  EXPECT_EQ(events[0].source_code, "---COP");
  EXPECT_EQ(events[0].target_code.substr(0, 3), "FRA");
}

TEST(Plover, KnowsTheClassOfACode) {
  EXPECT_EQ(PloverOf("042").type, "CONSULT");
  EXPECT_EQ(PloverOf("042").mode, "visit");
  EXPECT_EQ(PloverOf("0841").type, "YIELD");
  EXPECT_EQ(PloverOf("1234").type, "REJECT");
  EXPECT_EQ(PloverOf("064:064").type, "COOPERATE");
  EXPECT_EQ(PloverOf("999").type, "");
}

}  // namespace
}  // namespace checkback
