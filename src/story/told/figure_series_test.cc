#include "story/told/figure_series.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

// "4 19 | 2300": the values, series by series.
std::string SeriesOf(const SampleStory& story) {
  std::string shown;
  for (const FigureSeries& series : FindFigureSeries(story.Tellings())) {
    if (!shown.empty()) shown += " | ";
    for (const FigurePoint& point : series.points) {
      if (!shown.empty() && shown.back() != ' ') shown += ' ';
      shown += std::to_string(static_cast<long>(point.value));
    }
  }
  return shown;
}

struct Case {
  std::string_view first, second, series;
};

constexpr Case kCases[] = {
    {"At least four people were killed in the earthquake.",
     "Nineteen people are known to have died.", "4 19"},
    // what another quake did, in another year
    {"At least four people were killed in the earthquake.",
     "In 1988 a quake in the province killed 2,300 people.", "4 | 2300"},
    // a toll does not fall to a tenth
    {"At least 230 people were killed in the earthquake in Halvar.",
     "One man died in a fire at the harbour of Senna.", "230 | 1"},
    {"Sixteen patients remain in the hospital, four of them in intensive care.",
     "Twenty patients remain in the hospital.", "16 20 | 4"},
    // what a number was comes before what it is
    {"Thirty-one people were hurt, up from 12.", "Forty people were hurt.", "12 31 40"},
    {"There were 188 passengers and 26 sailors on the ship.",
     "The ship had 190 passengers, the owner said.", "188 190 | 26"},
    // by how much one leads, however it is put
    {"Anders held a lead of 4,212 votes on Monday.", "Anders was winning by 9,000, his party said.",
     "4212 9000"},
    {"Rescuers recovered at least 11 bodies from the stream.",
     "Twelve people are known to have died.", "11 12"},
    // those aboard one are not those aboard another
    {"The ferry had 214 people aboard.", "A boat has about thirty people aboard.", "214 | 30"},
    {"The plane had 61 people aboard.", "It took off with 57 passengers aboard.", "61 | 57"},
    {"The quake had a magnitude of 5.8.", "The institute now rates the quake at 5.9.", "5 5"},
    {"About three tonnes of gas escaped, the company said.",
     "Seven tonnes of gas had got out, he calculated.", "3 7"},
    // the same, told rounded and to the last one
    {"The bank has about 1.3 million depositors.",
     "All 1,264,000 customers will be paid, the minister said.", "1300000 1264000"},
    {"The Farmers' List, whose five members abstained, spoke of betrayal.",
     "The Farmers' List has seven seats in the chamber.", "5 7"},
    {"The reservoir was 98 per cent full on Monday.",
     "By noon the reservoir was down to 91 per cent, she said.", "98 91"},
    // money is not one thing by its currency
    {"The mayor asked for 12 million crowns.", "The roof will cost 14 million crowns.",
     "12000000 | 14000000"},
    {"He put the number of boxes at 12 boxes.", "The ship can take 40,000 boxes.", "12 | 40000"},
    // long before the story
    {"Two people were killed in the shooting on the bridge.",
     "In February a gunman killed five people on the bridge.", "2 | 5"},
    {"Two people were killed in the shooting on the bridge.",
     "The man accused of killing two people on the bridge bought a rifle in February.", "2 2"},
    {"Sixteen patients remain in the hospital, three of them children.",
     "Among the 20 patients in the hospital are children.", "16 20 | 3"},
    {"Turnout was 81 per cent in the ballot.", "The mayor owns 22 per cent of the bank.",
     "81 | 22"},
};

TEST(FigureSeries, HoldWhatCountsTheSameThing) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.second);
    SampleStory story;
    story.Print("a", c.first);
    story.Print("b", c.second);
    EXPECT_EQ(SeriesOf(story), c.series);
  }
}

TEST(FigureSeries, NumbersOnTopOfOthersAreASeriesOfTheirOwn) {
  SampleStory story;
  story.Print("a", "Eleven people have died.");
  story.Print("b", "Two more people have died.");
  const auto series = FindFigureSeries(story.Tellings());
  ASSERT_EQ(series.size(), 2u);
  EXPECT_EQ(series[1].what, "more people killed");
}

TEST(FigureSeries, OfThePastStayWhatTheyWere) {
  SampleStory story;
  story.Print("a", "Four people were killed. The mayor counts 40 houses.");
  story.Print("b", "Nineteen people have died, the crisis staff said.");
  const auto before = FindFigureSeries(story.Tellings());
  story.Print("c", "Seventeen people have died. The owner counts 60 houses in all.");
  const auto after = FindFigureSeries(story.Tellings());
  ASSERT_LE(before.size(), after.size());
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].id, after[i].id);
    for (std::size_t k = 0; k < before[i].points.size(); ++k)
      EXPECT_EQ(before[i].points[k], after[i].points[k]);
  }
}

}  // namespace
}  // namespace checkback
