#include "serve/api/parameters.h"

#include <gtest/gtest.h>

#include <limits>

namespace checkback {
namespace {

WebTarget Asking(std::string_view target) {
  return ParseTarget(target).value_or(WebTarget());
}

TEST(ListCursors, AreReadAsTheyWereWritten) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  for (const ListCursor& cursor :
       {ListCursor{}, ListCursor{1, 2, 3, 4, 5}, ListCursor{kMost, kMost, ~0ULL, ~0U, ~0ULL}}) {
    EXPECT_EQ(ListCursorIn(ToText(cursor)), cursor);
  }
}

TEST(ListCursors, ThatWereChangedAreNone) {
  const std::string text = ToText({7, 77, 777, 1, 9});
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string other = text;
    other[i] = other[i] == '8' ? '9' : '8';
    EXPECT_EQ(ListCursorIn(other), std::nullopt) << other;
    EXPECT_EQ(ListCursorIn(text.substr(0, i)), std::nullopt);
  }
  for (const auto* nonsense : {"", ".", ".....", "nonsense", "1.2.3.4.5.6", "1.2.3.4.5.6.7"})
    EXPECT_EQ(ListCursorIn(nonsense), std::nullopt) << nonsense;
}

TEST(ContentCursors, AreReadAsTheyWereWritten) {
  EXPECT_EQ(ContentCursor(0), "c0");
  for (const std::int64_t place : {0LL, 1LL, 1LL << 40, std::numeric_limits<long long>::max()})
    EXPECT_EQ(PlaceOfContentCursor(ContentCursor(place)), place);
  for (const auto* nonsense : {"", "c", "7", "c-1", "cffffffffffffffff", "c1 ", "2025-05-14"})
    EXPECT_EQ(PlaceOfContentCursor(nonsense), std::nullopt) << nonsense;
}

TEST(SinceParameters, AreMomentsCursorsOrTheLastLook) {
  struct Case {
    std::string_view typed;
    bool reads, moment, arrival, last;
  };
  for (const Case& c :
       {Case{"", true, false, false, false}, Case{"2025-05-14", true, true, false, false},
        Case{"2025-05-14T09:30:00Z", true, true, false, false},
        Case{"c10000002a7", true, false, true, false}, Case{"last", true, false, false, true},
        Case{"yesterday", false, false, false, false}}) {
    SCOPED_TRACE(c.typed);
    const auto since = SinceOf(Asking("/v1/new?since=" + std::string(c.typed)), MayBeLast::kYes);
    ASSERT_EQ(since.has_value(), c.reads);
    if (!since) continue;
    EXPECT_EQ(since->moment.has_value(), c.moment);
    EXPECT_EQ(since->arrival.has_value(), c.arrival);
    EXPECT_EQ(since->last, c.last);
  }
  EXPECT_FALSE(SinceOf(Asking("/v1/stories?since=last"), MayBeLast::kNo));
}

TEST(Links, KeepTheOtherParameters) {
  EXPECT_EQ(NextLink(Asking("/v1/questions?state=open&after=old&limit=2"), "after", "a<b>"),
            "</v1/questions?state=open&limit=2&after=a%3Cb%3E>; rel=\"next\"");
  // What was typed into a path or a parameter stays inside it.
  EXPECT_EQ(NextLink(Asking("/v1/search?q=%0D%0ASet-Cookie:%20x%3E;"), "after", "1"),
            "</v1/search?q=%0D%0ASet-Cookie%3A%20x%3E%3B&after=1>; rel=\"next\"");
}

}  // namespace
}  // namespace checkback
