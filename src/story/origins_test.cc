#include "story/origins.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace checkback {
namespace {

// "NWA* 1 2 | Linde Times 3": each origin with its articles, a star where it is credited,
// and what was compiled from several.
std::string Told(const Origins& origins) {
  std::string told;
  const auto add = [&](const std::vector<ArticleId>& articles) {
    for (const ArticleId id : articles) told += ' ' + std::to_string(id);
  };
  for (const Origin& origin : origins.origins) {
    if (!told.empty()) told += " | ";
    told += origin.name + (origin.credited ? "*" : "");
    add(origin.articles);
  }
  if (!origins.compiled.empty()) told += " + compiled";
  add(origins.compiled);
  return told;
}

CopyPair Same(ArticleId a, ArticleId b) {
  return {a, b, CopyKind::kEdited, 0.8, 0.8};
}
CopyPair Within(ArticleId part, ArticleId longer) {
  return {part, longer, CopyKind::kContained, 0.9, 0.2};
}

struct Case {
  std::string_view what;
  std::vector<Printing> printings;
  std::vector<CopyPair> pairs;
  std::string_view told;
};

const Case kCases[] = {
    {"nobody copied", {{1, "Post", "", "", 9}, {2, "Echo", "", "", 10}}, {}, "Post 1 | Echo 2"},
    {"one report, credited by one of three",
     {{1, "Post", "", "", 9}, {2, "Echo", "", "NWA", 10}, {3, "Daily", "", "", 11}},
     {Same(2, 1), Same(3, 2)},
     "NWA* 1 2 3"},
    {"one report, credited by nobody: the earliest",
     {{1, "Post", "", "", 12}, {2, "Echo", "", "", 10}},
     {Same(1, 2)},
     "Echo 2 1"},
    {"an agency's report in other words is the agency's too",
     {{1, "Post", "", "NWA", 9}, {2, "Echo", "", "Northern Wire Agency", 10}},
     {},
     "NWA* 1 2"},
    {"the agency's own site",
     {{1, "Northern Wire Agency", "", "", 9}, {2, "Echo", "", "NWA", 10}},
     {},
     "Northern Wire Agency* 1 2"},
    {"credits differ: most of them",
     {{1, "A", "", "Kestrel", 9}, {2, "B", "", "NWA", 10}, {3, "C", "", "nwa", 11}},
     {Same(1, 2), Same(2, 3)},
     "NWA* 1 2 3"},
    {"two papers of one family",
     {{1, "Times", "Linde", "", 9}, {2, "Evening", "Linde", "", 10}, {3, "Post", "", "", 11}},
     {},
     "Linde 1 2 | Post 3"},
    {"abridged twice, apart",
     {{1, "Post", "", "", 9}, {2, "Echo", "", "", 10}, {3, "Daily", "", "", 11}},
     {Within(2, 1), Within(3, 1)},
     "Post 1 2 3"},
    {"a report within a longer, later one",
     {{1, "Post", "", "", 9}, {2, "Echo", "", "", 10}},
     {Within(1, 2)},
     "Post 1 2"},
    {"a round-up of two reports is no bridge between them, and no origin",
     {{1, "Post", "", "", 9},
      {2, "Echo", "", "", 10},
      {3, "Live", "", "", 11},
      {4, "Relay", "", "", 12}},
     {Within(1, 3), Within(2, 3), Same(4, 3)},
     "Post 1 | Echo 2 + compiled 3 4"},
    {"pairs with articles of another story", {{1, "Post", "", "", 9}}, {Same(1, 99)}, "Post 1"},
    {"nothing", {}, {}, ""},
};

TEST(Origins, AreCountedFromCopiesCreditsAndFamilies) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(Told(CountOrigins(c.printings, c.pairs)), c.told);
    auto printings = c.printings;
    auto pairs = c.pairs;
    std::reverse(printings.begin(), printings.end());
    std::reverse(pairs.begin(), pairs.end());
    EXPECT_EQ(Told(CountOrigins(printings, pairs)), c.told) << "in another order";
  }
}

TEST(Origins, TwelveOutletsCanHaveThree) {
  std::vector<Printing> printings;
  std::vector<CopyPair> pairs;
  for (ArticleId id = 0; id < 12; ++id) {
    printings.push_back({id, "outlet " + std::to_string(id), "", id == 4 ? "NWA" : "",
                         static_cast<std::int64_t>(id)});
    if (id >= 3) pairs.push_back(Same(id, id - 3));  // three chains of four
  }
  const Origins origins = CountOrigins(printings, pairs);
  EXPECT_EQ(origins.outlets, 12u);
  ASSERT_EQ(origins.origins.size(), 3u);
  EXPECT_EQ(origins.origins[1].name, "NWA");
  EXPECT_EQ(origins.origins[1].first, 1u);
}

struct Credit {
  std::string_view dateline;
  std::string_view credit;  // a block of credit
  std::string_view agency;
};

constexpr Credit kCredits[] = {
    {"ARDEN, May 14 (NWA) —", "", "NWA"},
    {"ARDEN (Northern Wire)", "", "Northern Wire"},
    {"ARDEN, May 14", "", ""},
    {"ARDEN (on the coast of Linde) and VERRIN", "", ""},
    {"", "(NWA)", "NWA"},
    {"", "Photo: M. Sollen (NWA)", ""},  // of a picture, not of the text
    {"ARDEN ()", "", ""},
    {"ARDEN )(", "", ""},
};

TEST(Origins, AnAgencyIsCreditedInBrackets) {
  for (const Credit& c : kCredits) {
    SCOPED_TRACE(std::string(c.dateline) + " / " + std::string(c.credit));
    Article article;
    article.dateline = c.dateline;
    article.blocks.emplace_back();
    article.blocks.back().kind = BlockKind::kCredit;
    article.blocks.back().text = c.credit;
    EXPECT_EQ(CreditedAgency(article), c.agency);
  }
}

TEST(Origins, AnAgencyIsTheSameByItsInitials) {
  EXPECT_TRUE(IsSameAgency("N.W.A.", "nwa"));
  EXPECT_TRUE(IsSameAgency("NWA", "Northern Wire Agency"));
  EXPECT_FALSE(IsSameAgency("NWA", "Northern Agency"));
  EXPECT_FALSE(IsSameAgency("", ""));
  EXPECT_FALSE(IsSameAgency("K", "Kestrel"));
}

}  // namespace
}  // namespace checkback
