#include "text/instant.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

std::string Read(std::string_view text) {
  const auto time = ParsePageTime(text);
  if (!time) return "";
  return ToRfc3339(*time) + (time->has_time && !time->offset ? " with a time" : "");
}

struct Case {
  std::string_view written;
  std::string_view means;
};

constexpr Case kCases[] = {
    // ISO 8601 and its neighbours.
    {"2025-05-14T09:30:00+03:00", "2025-05-14T09:30:00+03:00"},
    {"2025-05-14T09:30:00Z", "2025-05-14T09:30:00Z"},
    {"2025-05-14T09:30Z", "2025-05-14T09:30:00Z"},
    {"2025-05-14 09:30:00 -0500", "2025-05-14T09:30:00-05:00"},
    {"2025-05-14T09:30:00.123456Z", "2025-05-14T09:30:00Z"},
    {"2025-05-14T09:30:00.000+05:30", "2025-05-14T09:30:00+05:30"},
    {"2025-05-14T09:30:00-03", "2025-05-14T09:30:00-03:00"},
    {"2025-05-14T09:30:00Z[UTC]", "2025-05-14T09:30:00Z"},
    {"2025-05-14 9:30 PM EDT", "2025-05-14T21:30:00-04:00"},
    {"2025-05-14 12:05 AM", "2025-05-14 with a time"},
    {"2025-05-14T09:30:00", "2025-05-14 with a time"},
    {"2025-05-14T24:00:00Z", "2025-05-15T00:00:00Z"},
    {"2025-05-14", "2025-05-14"},
    {" 2025-5-4\n", "2025-05-04"},
    {"2025/05/14 09:30:00 UTC", "2025-05-14T09:30:00Z"},
    {"2025-05-14Z", "2025-05-14"},
    {"20250514", "2025-05-14"},
    {"20250514T093000Z", "2025-05-14T09:30:00Z"},
    // RFC 822, JavaScript, seconds.
    {"Wed, 14 May 2025 09:30:00 +0300", "2025-05-14T09:30:00+03:00"},
    {"Wed, 14 May 2025 09:30:00 GMT", "2025-05-14T09:30:00Z"},
    {"14 May 2025", "2025-05-14"},
    {"Wed May 14 2025 09:30:00 GMT+0300 (Eastern European Summer Time)",
     "2025-05-14T09:30:00+03:00"},
    {"Wed May 14 09:30:00 UTC 2025", "2025-05-14T09:30:00Z"},
    {"May 14, 2025 9:30 am", "2025-05-14 with a time"},
    {"1747204200", "2025-05-14T06:30:00Z"},
    {"1747204200000", "2025-05-14T06:30:00Z"},
    // No time.
    {"", ""},
    {"yesterday", ""},
    {"2025-02-30", ""},
    {"2025-13-01T00:00:00Z", ""},
    {"2025-05-14T25:00:00Z", ""},
    {"1789-07-14", ""},
    {"2200-01-01", ""},
    {"9999999999", ""},
    {"2025", ""},
    {"2025-05", ""},
    {"2025-05-14 in the morning", ""},
    {"12345", ""},
    {"T09:30:00Z", ""},
    {"-", ""},
};

TEST(PageTimes, AreReadInTheFormsOfMetadata) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.written);
    EXPECT_EQ(Read(c.written), c.means);
  }
}

TEST(PageTimes, KeepTheLocalDay) {
  const auto late = ParsePageTime("2025-05-14T23:30:00-05:00");
  ASSERT_TRUE(late);
  EXPECT_EQ(ToRfc3339(late->utc), "2025-05-15T04:30:00Z");
  EXPECT_EQ(late->LocalDay(), std::chrono::sys_days(std::chrono::year(2025) / 5 / 14));
}

TEST(Instants, NeedAZone) {
  EXPECT_TRUE(ParseInstant("2025-05-14T09:30:00Z"));
  EXPECT_EQ(ParseInstant("2025-05-14 09:30+03:00"), ParseInstant("2025-05-14T06:30:00.5Z"));
  EXPECT_FALSE(ParseInstant("2025-05-14T09:30:00"));
  EXPECT_FALSE(ParseInstant("2025-05-14"));
  EXPECT_FALSE(ParseInstant("now"));
}

TEST(Instants, ReadBackWhatTheyWrite) {
  for (const std::int64_t since : {-2208988800LL, -1LL, 0LL, 951827696LL, 7258118399LL}) {
    const Instant instant{std::chrono::seconds(since)};
    EXPECT_EQ(ParseInstant(ToRfc3339(instant)), instant) << since;
  }
}

TEST(PageTimes, OfAnyBytesAreATimeOrNothing) {
  const std::string_view seed = "Wed, 14 May 2025 09:30:00.5 +03:00 (x)";
  for (std::size_t cut = 0; cut <= seed.size(); ++cut) {
    for (const char c : {'\0', '\xff', '9', '-', ' '}) {
      std::string bytes(seed.substr(0, cut));
      bytes += c;
      bytes += seed.substr(cut);
      ParsePageTime(bytes);
      ParsePageTime(bytes.substr(cut));
    }
  }
  EXPECT_FALSE(ParsePageTime(std::string(1 << 20, '1')));
}

}  // namespace
}  // namespace checkback
