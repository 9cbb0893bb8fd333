#include "article/head/printed_date.h"

#include <gtest/gtest.h>

#include "text/instant.h"

namespace checkback {
namespace {

std::string Written(std::chrono::sys_days day) {
  PageTime time;
  time.utc = day;
  return ToRfc3339(time);
}

// All dates of a line: "2020-05-14, 2020-05-15"; a second reading after a slash.
std::string DatesIn(std::string_view text, std::string_view language = "") {
  std::string out;
  for (const PrintedDate& date : FindPrintedDates(text, {language, language == "en-US"})) {
    if (!out.empty()) out += ", ";
    out += Written(date.day);
    if (date.other) out += "/" + Written(*date.other);
  }
  return out;
}

struct Case {
  std::string_view printed;
  std::string_view means;
  std::string_view language = "";
};

constexpr Case kCases[] = {
    {"Published May 14, 2020 at 10:04 a.m.", "2020-05-14"},
    {"By Ana Ruiz | Thursday, 14th of May 2020", "2020-05-14"},
    {"Sept. 9, 2020, 5:00 PM ET", "2020-09-09"},
    {"Donnerstag, 14. Mai 2020, 10.04 Uhr", "2020-05-14"},
    {"Publié le 14 mai 2020 à 10h04, mis à jour le 15 mai 2020", "2020-05-14, 2020-05-15"},
    {"Le 1er août 2020", "2020-08-01"},
    {"14 de mayo de 2020", "2020-05-14"},
    {"5 de março de 2021 às 10h", "2021-03-05"},
    {"14 мая 2020, 10:04", "2020-05-14"},
    {"14 травня 2020", "2020-05-14"},
    {"14 maja 2020 r.", "2020-05-14"},
    {"14. listopada 2020", "2020-10-14", "hr"},
    {"14 listopada 2020", "2020-11-14", "pl"},
    {"2020. május 14., csütörtök", "2020-05-14"},
    {"2020年5月14日 10:04", "2020-05-14"},
    {"2020년 5월 14일", "2020-05-14"},
    {"2020. 5. 14. 오후 3:00", "2020-05-14"},
    {"١٤ مايو ٢٠٢٠", "2020-05-14"},
    {"14 تشرين الثاني 2020", "2020-11-14"},
    {"१४ मई २०२०", "2020-05-14"},
    {"14 พฤษภาคม 2563", "2020-05-14"},
    {"14 พ.ค. 2563", "2020-05-14"},
    {"14 Mayıs 2020", "2020-05-14"},
    {"14 Μαΐου 2020", "2020-05-14"},
    {"Ngày 14 tháng 5 năm 2020", "2020-05-14"},
    {"14.05.2020", "2020-05-14"},
    {"14.05.20", "2020-05-14"},
    {"2020-05-14 10:04", "2020-05-14"},
    {"14/05/2020", "2020-05-14"},
    {"05/14/2020", "2020-05-14"},
    {"05/04/2020", "2020-04-05/2020-05-04", "en-GB"},
    {"05/04/2020", "2020-05-04/2020-04-05", "en-US"},
    {"05/05/2020", "2020-05-05"},
    // No day of a year.
    {"May 14", ""},
    {"In May 2020 there were 14 of them", ""},
    {"10:04 | 14 May", ""},
    {"He may 3 times in 2020", ""},
    {"Phone 555 14 2020", ""},
    {"30 February 2020", ""},
    {"14 May 1789", ""},
    {"", ""},
};

TEST(PrintedDate, IsReadInManyLanguages) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.printed);
    EXPECT_EQ(DatesIn(c.printed, c.language), c.means);
  }
}

TEST(PrintedDate, KeepsWhereItStands) {
  const std::string_view line = "Updated: 14 May 2020, 10:04";
  const auto dates = FindPrintedDates(line, {});
  ASSERT_EQ(dates.size(), 1u);
  EXPECT_EQ(Words(line, dates[0].span), "14 May 2020");
}

constexpr Case kUrls[] = {
    {"https://example.org/2020/05/14/talks-resume", "2020-05-14"},
    {"https://example.org/news/2020-05-14-talks", "2020-05-14"},
    {"https://example.org/news/talks-20200514.html", "2020-05-14"},
    {"https://example.org/2020/may/14/talks", "2020-05-14"},
    {"https://example.org/2020/5/4/talks", "2020-05-04"},
    {"https://example.org/2020/0514/talks", "2020-05-14"},
    {"https://example.org/20200514", "2020-05-14"},
    {"https://example.org/2020/05/talks", ""},
    {"https://example.org/a/20201399", ""},
    {"https://example.org/a/1202005141", ""},
    {"https://20200514.example.org/a", ""},
    {"", ""},
};

TEST(PrintedDate, IsReadInAddresses) {
  for (const Case& c : kUrls) {
    SCOPED_TRACE(c.printed);
    const auto day = DayInUrl(c.printed);
    EXPECT_EQ(day ? Written(*day) : "", c.means);
  }
}

}  // namespace
}  // namespace checkback
