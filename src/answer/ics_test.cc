#include "answer/ics.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <vector>

namespace checkback {
namespace {

using Properties = std::multimap<std::string, std::string>;

// The lines of a calendar, unfolded (RFC 5545, 3.1).
std::vector<std::string> UnfoldedLines(std::string_view ics) {
  std::vector<std::string> lines;
  while (!ics.empty()) {
    const std::size_t end = ics.find("\r\n");
    EXPECT_NE(end, ics.npos) << "a line without its end";
    if (end == ics.npos) break;
    EXPECT_LE(end, 75u);
    const std::string_view line = ics.substr(0, end);
    if (line.starts_with(' ') && !lines.empty())
      lines.back() += line.substr(1);
    else
      lines.emplace_back(line);
    ics.remove_prefix(end + 2);
  }
  return lines;
}

std::string Unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) {
      ++i;
      plain += text[i] == 'n' ? '\n' : text[i];
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::vector<Properties> EventsIn(std::string_view ics) {
  std::vector<Properties> events;
  bool inside = false;
  for (const std::string& line : UnfoldedLines(ics)) {
    if (line == "BEGIN:VEVENT") events.emplace_back();
    inside = line == "BEGIN:VEVENT" || (inside && line != "END:VEVENT");
    const std::size_t colon = line.find(':');
    if (inside && !events.empty())
      events.back().emplace(line.substr(0, colon), Unescaped(line.substr(colon + 1)));
  }
  return events;
}

WholeStory StoryOf(std::string_view sentence) {
  using std::chrono::May;
  WholeStory whole;
  StoryCapture& capture = whole.story.captures.emplace_back();
  capture.capture.id = "k5wq7h";
  capture.capture.url = "https://news.example/talks";
  capture.capture.seen_at = std::chrono::sys_days(std::chrono::year(2025) / May / 14) +
                            std::chrono::hours(9) + std::chrono::minutes(30);
  Article& article = whole.articles.emplace_back();
  article.text = sentence;
  article.outlet = "Averley Herald";
  Expected& expected = whole.told.expected.emplace_back();
  expected.date = "2025-05-16";
  expected.at = {0, {0, sentence.size()}};
  return whole;
}

std::string ValueOf(const Properties& event, const std::string& name) {
  const auto found = event.find(name);
  return found == event.end() ? "" : found->second;
}

TEST(Ics, TellsWhatIsExpectedAsADayOfACalendar) {
  Calendar calendar;
  calendar.Add(StoryOf("The two sides will meet in Lima on Friday, the ministry said."));
  const std::string ics = calendar.Take();
  EXPECT_TRUE(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_TRUE(ics.ends_with("END:VCALENDAR\r\n"));
  const auto events = EventsIn(ics);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(ValueOf(events[0], "UID"), "k5wq7h-0@checkback");
  EXPECT_EQ(ValueOf(events[0], "DTSTART;VALUE=DATE"), "20250516");
  EXPECT_EQ(ValueOf(events[0], "DTSTAMP"), "20250514T093000Z");
  EXPECT_EQ(ValueOf(events[0], "SUMMARY"),
            "The two sides will meet in Lima on Friday, the ministry said.");
  EXPECT_EQ(ValueOf(events[0], "CATEGORIES"), "due");
  EXPECT_EQ(ValueOf(events[0], "DESCRIPTION"),
            "The two sides will meet in Lima on Friday, the ministry said.\n"
            "Averley Herald: https://news.example/talks\ndue");
}

TEST(Ics, KeepsWhatIsHardToWriteDown) {
  const std::string sentence =
      "Räte; Städte, Länder \\ Höfe – «Übermut» tötet, heißt es: die Brücken über die Flüsse "
      "sollen "
      "am Freitag öffnen, so früh wie möglich, für Fußgänger, Züge; Schiffe.\x1b[2J";
  Calendar calendar;
  calendar.Add(StoryOf(sentence));
  const auto events = EventsIn(calendar.Take());
  ASSERT_EQ(events.size(), 1u);
  const std::string description = ValueOf(events[0], "DESCRIPTION");
  EXPECT_TRUE(description.starts_with(sentence.substr(0, sentence.size() - 4)));
  EXPECT_EQ(description.find('\x1b'), description.npos);
  EXPECT_LE(ValueOf(events[0], "SUMMARY").size(), 124u);
}

TEST(Ics, NeverCutsACharacter) {
  std::string sentence;
  for (int i = 0; i < 200; ++i) sentence += "\u20ac";
  Calendar calendar;
  calendar.Add(StoryOf(sentence));
  const auto events = EventsIn(calendar.Take());
  ASSERT_EQ(events.size(), 1u);
  EXPECT_TRUE(ValueOf(events[0], "DESCRIPTION").starts_with(sentence));
  EXPECT_EQ(ValueOf(events[0], "SUMMARY").size(), 120u + 3u);
}

TEST(Ics, OfNothingIsAnEmptyCalendar) {
  Calendar calendar;
  EXPECT_TRUE(EventsIn(calendar.Take()).empty());
}

}  // namespace
}  // namespace checkback
