#include "answer/ics.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLineOctets = 75;     // RFC 5545, 3.1: a longer line is folded
constexpr std::size_t kSummaryBytes = 120;  // about two lines of a calendar's day

bool IsInsideCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

// 2025-05-14T09:30:00Z as 20250514T093000Z, 2025-05-14 as 20250514.
std::string Compact(std::string_view time) {
  std::string compact;
  std::copy_if(time.begin(), time.end(), std::back_inserter(compact),
               [](char c) { return c != '-' && c != ':'; });
  return compact;
}

// RFC 5545, 3.3.11: TEXT. Control characters have no place in it.
std::string Escaped(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    if (c == '\n') {
      escaped += "\\n";
      continue;
    }
    if (static_cast<unsigned char>(c) < ' ' || c == '\x7f') continue;
    if (c == '\\' || c == ';' || c == ',') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// The first words of a sentence.
std::string Shortened(std::string_view sentence) {
  if (sentence.size() <= kSummaryBytes) return std::string(sentence);
  std::size_t end = sentence.rfind(' ', kSummaryBytes);
  if (end == sentence.npos) {
    end = kSummaryBytes;
    while (end > 0 && IsInsideCharacter(sentence[end])) --end;
  }
  return std::string(sentence.substr(0, end)) + "\u2026";
}

std::string NameOfOutlet(const Article& article, const Capture& capture) {
  if (!article.outlet.empty()) return article.outlet;
  return capture.url;
}

}  // namespace

Calendar::Calendar(std::string_view name) {
  Line("BEGIN", "VCALENDAR");
  Line("VERSION", "2.0");
  Line("PRODID", "-//checkback//expected//EN");
  Line("CALSCALE", "GREGORIAN");
  Text("X-WR-CALNAME", name);
}

// One content line, folded where it is long; never inside a character.
void Calendar::Line(std::string_view name, std::string_view value) {
  const std::string whole = fmt::format("{}:{}", name, value);
  std::string_view rest = whole;
  std::size_t room = kLineOctets;
  while (rest.size() > room) {
    std::size_t cut = room;
    while (cut > 1 && IsInsideCharacter(rest[cut])) --cut;
    ics_.append(rest.substr(0, cut)).append("\r\n ");
    rest.remove_prefix(cut);
    room = kLineOctets - 1;  // the blank counts
  }
  ics_.append(rest).append("\r\n");
}

void Calendar::Text(std::string_view name, std::string_view value) {
  Line(name, Escaped(value));
}

void Calendar::Add(const WholeStory& whole) {
  for (const Expected& expected : whole.told.expected) {
    const Capture& capture = whole.story.captures[expected.at.capture].capture;
    const Article& article = whole.articles[expected.at.capture];
    const std::string_view sentence = Words(article.text, expected.at.span);
    std::string description =
        fmt::format("{}\n{}: {}\n{}", sentence, NameOfOutlet(article, capture), capture.url,
                    NameOf(expected.state));
    Instant stamp = capture.seen_at;
    if (expected.happened) {
      const Capture& told = whole.story.captures[expected.happened->capture].capture;
      const Article& by = whole.articles[expected.happened->capture];
      description += fmt::format(": {}\n{}: {}", Words(by.text, expected.happened->span),
                                 NameOfOutlet(by, told), told.url);
      stamp = told.seen_at;
    }
    Line("BEGIN", "VEVENT");
    Line("UID", fmt::format("{}-{}@checkback", capture.id, expected.at.span.start));
    Line("DTSTAMP", Compact(ToRfc3339(stamp)));
    Line("DTSTART;VALUE=DATE", Compact(expected.date));
    Text("SUMMARY", Shortened(sentence));
    Text("DESCRIPTION", description);
    Line("URL", capture.url);
    Text("CATEGORIES", NameOf(expected.state));
    Line("TRANSP", "TRANSPARENT");
    Line("END", "VEVENT");
  }
}

std::string Calendar::TakeWritten() {
  return std::exchange(ics_, {});
}

std::string Calendar::Take() {
  Line("END", "VCALENDAR");
  return TakeWritten();
}

}  // namespace checkback
