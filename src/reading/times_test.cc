#include "reading/times.h"

#include <gtest/gtest.h>

#include <string>

#include "reading/time_values.h"
#include "text/embedded.h"
#include "text/sentences.h"

namespace checkback {
namespace {

// "Monday DATE 2025-05-12; ..." of a text printed on `day` ("" for none).
std::string TimesIn(std::string_view day, std::string_view text, std::string_view language = "en") {
  const Parse parse = ParseText(text, FindSentences(text, language), language);
  std::string out;
  for (const TimeExpression& time : FindTimes(text, parse, {DayOfValue(day), {}}, language)) {
    if (!out.empty()) out += "; ";
    out += std::string(Words(text, time.span)) + ' ' + std::string(NameOf(time.type)) + ' ' +
           time.value;
  }
  return out;
}

// # On 2025-05-14: "The two met on Monday." = Monday DATE 2025-05-12
int CheckExamples(std::string_view rules, std::string_view language) {
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# On 2")) continue;
    const std::size_t open = line.find('"');
    const std::size_t close = line.rfind("\" =");
    if (close == line.npos) {
      ADD_FAILURE() << line;
      continue;
    }
    EXPECT_EQ(TimesIn(line.substr(5, 10), line.substr(open + 1, close - open - 1), language),
              line.substr(std::min(close + 4, line.size())))
        << line;
    ++examples;
  }
  return examples;
}

TEST(Times, OfTheExamplesInTheTablesAreAsTheyStandThere) {
  EXPECT_GE(CheckExamples(FindEmbedded("rules/en/times.txt"), "en"), 30);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/de/times.txt"), "de"), 5);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/es/times.txt"), "es"), 5);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/fr/times.txt"), "fr"), 5);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/it/times.txt"), "it"), 5);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/nl/times.txt"), "nl"), 5);
  EXPECT_GE(CheckExamples(FindEmbedded("rules/pt/times.txt"), "pt"), 5);
}

constexpr struct {
  std::string_view printed;
  std::string_view text;
  std::string_view times;
} kCases[] = {
    // a modal of what is past
    {"2025-05-14", "They may have met at a concert on April 11.", "April 11 DATE 2025-04-11"},
    {"2025-05-14", "They may meet at a concert on April 11.", "April 11 DATE 2026-04-11"},
    {"2025-05-14", "They will have met by June.", "June DATE 2025-06"},
    // ends of years and leap days
    {"2024-12-30", "They will meet on Friday.", "Friday DATE 2025-01-03"},
    {"2025-01-01", "It happened on Tuesday.", "Tuesday DATE 2024-12-31"},
    {"2025-01-02", "It fell last month and last week.",
     "last month DATE 2024-12; last week DATE 2024-W52"},
    {"2024-03-01", "It opened on February 29.", "February 29 DATE 2024-02-29"},
    {"2025-03-01", "It opened on February 29, 2023.", "2023 DATE 2023"},  // no such day
    // other ways of writing
    {"2025-05-14", "He was born on 7/8/1907.", "7/8/1907 DATE 1907-07-08"},
    {"2025-05-14", "It is dated 2007-08-07.", "2007-08-07 DATE 2007-08-07"},
    {"2025-05-14", "The 19th century ended in 1900.", "The 19th century DATE 18; 1900 DATE 1900"},
    // what only looks like a time
    {"2025-05-14", "The 41-year-old may march on.", ""},
    {"2025-05-14", "About 2000 people came.", ""},
    {"2025-05-14", "April Jones spoke.", ""},
    // without a day of print
    {"", "They met on Friday.", "Friday DATE XXXX-WXX-5"},
    {"", "They met on 3 May.", "3 May DATE XXXX-05-03"},
    // numbers that no calendar holds
    {"2025-05-14", "It formed 999999999 years ago.", "999999999 years ago DATE PAST_REF"},
};

TEST(Times, AreResolvedAgainstTheDayOfPrint) {
  for (const auto& c : kCases) EXPECT_EQ(TimesIn(c.printed, c.text), c.times) << c.text;
}

TEST(Times, OfALanguageWithoutRulesAreNotRead) {
  EXPECT_EQ(TimesIn("2025-05-14", "Maanantaina 3 days ago, Monday.", "fi"), "");
}

TEST(Times, OfHostileTextsAreBounded) {
  std::string numbers, days, marks;
  for (int i = 0; i < 5'000; ++i) {
    numbers += "two and ";
    days += "last Monday, the ";
    marks += "12:34/56-";
  }
  for (const std::string& text : {numbers, days, marks}) {
    std::size_t last = 0;
    const Parse parse = ParseText(text, FindSentences(text, "en"), "en");
    for (const TimeExpression& time :
         FindTimes(text, parse, {DayOfValue("2025-05-14"), {}}, "en")) {
      ASSERT_LE(last, time.span.start);
      last = time.span.end;
    }
  }
}

}  // namespace
}  // namespace checkback
