// What stories expect as a calendar (iCalendar, RFC 5545): a day with its sentence, link and state.
//
//   Calendar calendar;
//   calendar.Add(whole);          story by story
//   calendar.Take();              "BEGIN:VCALENDAR\r\n...END:VCALENDAR\r\n"
//
// Events last the whole day and carry a UID that stays the same in every store that holds the
// capture that promised it, so that a calendar that reads the file again knows them. Nothing in it
// depends on the clock: DTSTAMP is when the promise, or what became of it, was seen.
//
// Not for use by two threads at once.

#pragma once

#include <string>
#include <string_view>

#include "follow/whole_story.h"

namespace checkback {

class Calendar {
 public:
  // `name`: as calendars show it.
  explicit Calendar(std::string_view name = "checkback");

  // What `whole` expects, by day.
  void Add(const WholeStory& whole);

  // The whole calendar; it is empty afterwards.
  std::string Take();

  // What was added since, for a file that is written story by story; its end comes from Take.
  std::string TakeWritten();

 private:
  void Line(std::string_view name, std::string_view value);
  void Text(std::string_view name, std::string_view value);

  std::string ics_;
};

}  // namespace checkback
