#include "follow/passed_over.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(PassedOver, CountsReasonsTheMostFrequentFirst) {
  EXPECT_EQ(Summary({}), "");
  EXPECT_EQ(Summary({{"request", 1}}), "1 record is no page: request 1");
  EXPECT_EQ(Summary({{".jpg", 10}, {".css", 4}}, "file"), "14 files are no pages: .jpg 10, .css 4");
  EXPECT_EQ(Summary({{"a", 1}, {"b", 2}, {"c", 3}, {"d", 4}, {"e", 5}, {"f", 6}, {"g", 7}}),
            "28 records are no pages: g 7, f 6, e 5, d 4, c 3, b 2, ...");
}

TEST(PassedOver, IsToldInSentences) {
  PassedOver all;
  EXPECT_TRUE(all.Told().empty());
  all.Add({.records = {{"request", 2}}, .files = {}, .links = 12, .unchanged = 3});
  all.Add({.records = {{"request", 1}}, .files = {{".css", 1}}});
  EXPECT_EQ(all.Told(),
            (std::vector<std::string>{"3 records are no pages: request 3",
                                      "1 file is no page: .css 1", "12 items are links to fetch",
                                      "3 files were read before and have not changed"}));
}

TEST(PassedOver, KeepsTheNumberOfForeignReasonsSmall) {
  Reasons reasons;
  for (int i = 0; i < 10'000; ++i) CountReason(fmt::format("x/{}", i), reasons);
  EXPECT_EQ(reasons.size(), 201U);
  EXPECT_EQ(reasons["others"], 9800U);
}

}  // namespace
}  // namespace checkback
