// How far back stories are found again for captures that came late.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "store/story_statements.h"

namespace checkback {
namespace {

// A hundred captures with the keys 10, 20, ... 1000, of which some stand behind all others.
std::optional<std::int64_t> Earliest(const std::vector<std::int64_t>& late, const LateRule& rule,
                                     std::int64_t end = kAnyPlace) {
  Result<Database> db = Database::Open(std::string(Database::kInMemory), Database::Mode::kWrite);
  EXPECT_TRUE(db);
  EXPECT_TRUE(db->Run("create table story_capture (capture integer primary key, place integer)"));
  for (std::int64_t key = 10; key <= 1000; key += 10)
    EXPECT_TRUE(db->Run(fmt::format("insert into story_capture values ({0}, {0})", key)));
  std::int64_t place = 1000;
  for (const std::int64_t key : late)
    EXPECT_TRUE(db->Run(fmt::format("insert into story_capture values ({}, {})", key, ++place)));
  const auto earliest = EarliestLate(*db, rule, "story_capture", end);
  EXPECT_TRUE(earliest);
  return earliest ? *earliest : std::nullopt;
}

TEST(LateCaptures, ArePutRightWhereThatCostsLittle) {
  constexpr auto kAll = StoryWriter::Reach::kAll;
  struct Case {
    std::vector<std::int64_t> late;
    LateRule rule;
    std::optional<std::int64_t> earliest;
  };
  const Case cases[] = {
      {{}, {.least = 1000}, std::nullopt},
      {{15}, {.least = 1000}, 15},
      // 101 captures stand from there on, and the rule allows 10 and 4.
      {{15}, {.least = 10}, std::nullopt},
      {{15}, {.reach = kAll, .least = 10}, 15},
      {{955}, {.least = 10}, 955},
      {{15, 955}, {.least = 10}, 955},
      {{955, 15}, {.least = 10}, 955},
      // Many together are worth it: 100 + 30 captures, and 10 + 4 * 30.
      {{11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26,
        27, 28, 29, 31, 32, 33, 34, 35, 36, 37, 38, 39, 41, 42, 43},
       {.least = 10},
       11},
  };
  for (const Case& c : cases) EXPECT_EQ(Earliest(c.late, c.rule), c.earliest);
}

TEST(LateCaptures, AfterTheMomentThatIsAskedForDoNotCount) {
  EXPECT_EQ(Earliest({15, 955}, {.least = 1000}, 900), 15);
  EXPECT_EQ(Earliest({955}, {.least = 1000}, 900), std::nullopt);
  // From 895 on there is one capture before 900, and the late one itself.
  EXPECT_EQ(Earliest({885}, {.least = 0}, 900), 885);
}

}  // namespace
}  // namespace checkback
