// The lines of a plain text, and what each of them is by its place and shape.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/lines/credit.h"
#include "article/lines/lines.h"
#include "text/instant.h"

namespace checkback {

struct ScrapedLine {
  std::string text;             // white space collapsed
  int repeats = 1;              // how often the text holds it
  bool next_to_itself = false;  // two of them stood side by side
};

// The paragraphs of `content`, each once, in the order in which they first stand. Lines
// wrapped at a fixed width are put together again.
std::vector<ScrapedLine> ScrapedLines(std::string_view content);

// "date 2025-05-14 Wednesday edition": the day, and the rest of the line.
struct DateLine {
  std::chrono::sys_days day;
  std::string_view rest;  // valid as long as the line
};
std::optional<DateLine> ReadDateLine(std::string_view line);

// "14:05 The airport is shut.": the minutes since midnight, and where the words start.
// Nothing where no words follow.
struct StampedLine {
  std::chrono::minutes time{};
  std::size_t body = 0;
};
std::optional<StampedLine> ReadStampedLine(std::string_view line);

// A caption by its own words: a day or year at its end, or "left", "pictured" in it.
bool LooksLikeCaption(std::string_view line);

// Only names and words of an editorial staff: "Ana Drosh and Viktor Lamm, Halvar Gazette",
// "Isles Gazette reporters".
bool LooksLikeBareByline(std::string_view line);

// "By Ana Ruiz", "BY THE ECHO STAFF".
bool IsByline(std::string_view line);

// The names of a byline of either form: "By Ruth Amory, The Evening Ledger, in Lindhaven" ->
// "Ruth Amory"; an editorial staff whole: "Isles Gazette reporters".
std::vector<std::string> NamesInByline(std::string_view line);

// The day in a dateline behind its place, ", March 17 (Agency) - ": of the last year in which
// that day was not later than `seen_at`. Nothing where `seen_at` is not known.
std::optional<std::chrono::sys_days> DayOfDateline(std::string_view after_place, Instant seen_at);

// Few words, all with capitals, no end of sentence: "Staff Writer", "The Pell Bay Argus".
bool LooksLikeTitleOfWriter(std::string_view line);

// A line of running words, long enough to open an article.
bool LooksLikeProse(std::string_view line);

}  // namespace checkback
