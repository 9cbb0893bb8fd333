#include "cli/article_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(ArticleView, TellsHowOldAPageWas) {
  struct Case {
    std::string_view printed, seen, age;
  };
  constexpr Case kCases[] = {
      {"2025-05-14T09:30:00+03:00", "2025-05-14T06:55:00Z", "25 minutes"},
      {"2025-05-14T09:30:00+03:00", "2025-05-14T06:31:00Z", "1 minute"},
      {"2025-05-14T09:30:00Z", "2025-05-14T14:00:00Z", "4 hours"},
      {"2025-05-14T09:30:00Z", "2025-05-17T08:00:00Z", "2 days"},
      {"2025-05-14", "2025-05-15T01:00:00Z", "1 day"},
      {"2025-05-14", "2025-05-14T23:00:00Z", ""},
      {"2025-05-14T09:30:00Z", "2025-05-14T09:00:00Z", ""},  // a clock that was wrong
  };
  for (const Case& c : kCases)
    EXPECT_EQ(Age(*ParsePageTime(c.printed), *ParseInstant(c.seen)), c.age)
        << c.printed << ' ' << c.seen;
}

TEST(ArticleView, WritesTimesWithTheirZone) {
  EXPECT_EQ(Clock(*ParsePageTime("2025-05-14T09:30:00+03:00")), "Wed 14 May 2025, 09:30 +03:00");
  EXPECT_EQ(Clock(*ParsePageTime("2025-05-14T23:30:00-04:30")), "Wed 14 May 2025, 23:30 -04:30");
  EXPECT_EQ(Clock(*ParsePageTime("2025-05-14T09:30:00Z")), "Wed 14 May 2025, 09:30 UTC");
  EXPECT_EQ(Clock(*ParsePageTime("2025-05-14")), "Wed 14 May 2025");
}

TEST(ArticleView, PassesNoEscapeSequenceOfAPage) {
  Article article;
  article.headline = "Talks \x1b[31mfail";
  article.outlet = "\x1b]0;owned\x07";
  article.byline = {"\x1b[2J"};
  article.section = article.description = article.language = article.url = article.empty_because =
      "\x1b[8m";
  article.dropped = {{.text = "\x1b[1m", .why = "\x1b[1m"}};
  article.evidence = {{.field = "published_at", .from = "\x1b", .said = "\x1b", .note = "\x1b"}};
  for (int kind = 0; kind <= static_cast<int>(BlockKind::kPost); ++kind) {
    article.blocks.push_back({.kind = static_cast<BlockKind>(kind),
                              .text = "\x1b[5mx",
                              .span = {},
                              .repeats = 2,
                              .time = {}});
  }
  const std::string view =
      ViewOf({}, article, {.width = 60, .colors = false}, {.why = true, .seen_now = true});
  EXPECT_THAT(view, Not(HasSubstr("\x1b")));
  EXPECT_THAT(view, Not(HasSubstr("\x07")));
}

TEST(ArticleView, SaysWhyThereIsNoText) {
  Article article;
  article.headline = "Watch live";
  article.empty_because = "the page holds only a player";
  EXPECT_THAT(ViewOf({}, article, {}, {}), HasSubstr("NO TEXT  the page holds only a player"));
}

}  // namespace
}  // namespace checkback
