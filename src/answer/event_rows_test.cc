#include "answer/event_rows.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace checkback {
namespace {

TEST(EventRows, AreNoFormulas) {
  struct Case {
    std::string_view text, cell;
  };
  const Case cases[] = {
      {"Tarsova", "Tarsova"},
      {"", ""},
      {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""},
      {"+1", "'+1"},
      {"-1", "'-1"},
      {"---GOV", "'---GOV"},
      {"@SUM(A1)", "'@SUM(A1)"},
      {"\t=1", "'\t=1"},
      {"  =1", "'  =1"},
      {"\uFF1D1", "'\uFF1D1"},
      {"one, two", "\"one, two\""},
      {"she said \"no\"", "\"she said \"\"no\"\"\""},
      {"two\nlines", "\"two\nlines\""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(CsvCell(c.text), c.cell);
  }
}

TEST(EventRows, HaveAsManyCellsAsColumns) {
  WholeStory whole;
  whole.story.captures.resize(1);
  whole.articles.resize(1);
  whole.articles[0].text = "Tarsova expelled two diplomats.";
  whole.readings.resize(1);
  StoryEvent event;
  event.at.span = {0, 7};
  event.captures = {0};
  const std::string line = EventAsCsv(whole, event);
  const std::string columns = EventColumns();
  EXPECT_EQ(std::count(line.begin(), line.end(), ','),
            std::count(columns.begin(), columns.end(), ','));
}

}  // namespace
}  // namespace checkback
