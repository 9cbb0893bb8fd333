#include "story/running/running.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace checkback {
namespace {

constexpr std::int64_t kDay = 86'400;

struct Told {
  std::int64_t day;
  std::string_view headline;
  std::string_view text;
};

constexpr Told kSpring[] = {
    {0, "Quendria and Tarsova open talks on Lake Oro water",
     "Quendria and Tarsova opened talks in Bel Oro on the water of Lake Oro, the two governments "
     "said. The envoys Ansa Miro and Petra Vald met at the lake."},
    {6, "Lake Oro talks stall as Quendria walks out",
     "Talks in Bel Oro on the water of Lake Oro stalled when the Quendria envoy Ansa Miro walked "
     "out on Tarsova and its envoy Petra Vald over the dam."},
    {6, "Ferry Maren Light runs aground off Skarra",
     "The ferry Maren Light ran aground off Skarra in the night. Rescuers took 240 passengers to "
     "the port of Hallen."},
    {20, "Quendria returns to Lake Oro talks with Tarsova",
     "Envoys of Quendria and Tarsova, Ansa Miro and Petra Vald, sat down again in Bel Oro for "
     "talks on the water of Lake Oro."},
};

RunningEvent Event(const Told& told) {
  RunningEvent event;
  event.language = "en";
  event.first = event.last = told.day * kDay;
  event.articles.push_back(MatterOf("en", told.headline, "", told.text));
  return event;
}

RunningStories Find(const std::vector<Told>& events) {
  RunningFinder finder;
  for (const Told& told : events) finder.Add(Event(told));
  return finder.Take();
}

TEST(RunningStories, TalksOfWeeksAreOneAffairAndTheFerryIsNone) {
  const RunningStories found = Find({std::begin(kSpring), std::end(kSpring)});
  ASSERT_EQ(found.groups.size(), 1u);
  EXPECT_EQ(found.groups[0].events, (std::vector<std::size_t>{0, 1, 3}));
  EXPECT_FALSE(found.group[2].has_value());
  EXPECT_FALSE(found.link[0].has_value());
  ASSERT_TRUE(found.link[3].has_value());
  EXPECT_GE(found.link[3]->likeness, 0.55);
}

TEST(RunningStories, WhatIsToldLaterChangesNothingThatWasFound) {
  for (std::size_t n = 1; n <= std::size(kSpring); ++n) {
    SCOPED_TRACE(n);
    const RunningStories all = Find({std::begin(kSpring), std::end(kSpring)});
    const RunningStories some = Find({std::begin(kSpring), std::begin(kSpring) + n});
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(all.link[i].has_value(), some.link[i].has_value());
      if (some.link[i]) {
        EXPECT_EQ(all.link[i]->to, some.link[i]->to);
      }
    }
  }
}

TEST(RunningStories, AnAffairThatRestedForMonthsIsNotTakenUpAgain) {
  Told later = kSpring[3];
  later.day = 200;
  EXPECT_TRUE(Find({kSpring[0], later}).groups.empty());
}

TEST(RunningStories, OneThingInTwoCountriesIsTwoAffairs) {
  constexpr Told kPeru = {0, "Peru reports first cases of the Orwell variant",
                          "Peru reported its first cases of the Orwell variant in two travellers."};
  constexpr Told kGhana = {
      1, "Ghana reports first cases of the Orwell variant",
      "Ghana reported its first cases of the Orwell variant in two travellers."};
  EXPECT_TRUE(Find({kPeru, kGhana}).groups.empty());
  Told again = kPeru;
  again.day = 2;
  EXPECT_EQ(Find({kPeru, again}).groups.size(), 1u);
}

// Links and adverts below the headline are those of the page, not of the event.
TEST(RunningStories, HeadlinesThatShareNothingKeepWhatIsDressedAlikeApart) {
  constexpr std::string_view kDress =
      "More from Orwell Post: Vandermeer trial, Brisko recall, Tessaly merger, Calder verdict, "
      "Haldane fraud. Sign up for Orwell Briefing by Mara Linde.";
  EXPECT_TRUE(Find({{0, "Rain expected at the weekend", kDress},
                    {1, "School board votes on lunches", kDress}})
                  .groups.empty());
}

TEST(RunningStories, MatterComesBackFromItsBytes) {
  const Matter matter = MatterOf("en", kSpring[0].headline, "", "A Dutch court in Lima, Peru.");
  EXPECT_EQ(matter.countries.size(), 2u);
  const std::string bytes = BytesOf(matter);
  const Result<Matter> back = MatterOfBytes(bytes);
  ASSERT_TRUE(back) << back.error().what;
  EXPECT_EQ(*back, matter);
  EXPECT_FALSE(MatterOfBytes(std::string_view(bytes).substr(0, bytes.size() - 1)));
  EXPECT_FALSE(MatterOfBytes(bytes + "x"));
}

}  // namespace
}  // namespace checkback
