// The parts of the page of a story, in the order in which a reader who comes back wants them. Each
// writes its heading and its list, and nothing at all where the story has nothing of it.

#pragma once

#include "serve/pages/frame.h"
#include "story/told/since.h"
#include "text/result.h"

namespace checkback {

// Up to when the reader looked at `story`, or what ?since= says; nothing where they never did, and
// on a page of the past. What ?since= holds that is no moment counts as nothing.
std::optional<Instant> LookedUntil(const StoredStory& story, const Asked& asked);
// "3 new facts · 1 answered · 2 questions": what came since; "" where nothing did.
std::string NewsWords(const SinceCounts& counts);

// How much of a section stands on the page of the story; each that may be cut there has a page of
// its own, /stories/ID/PART.
enum class Extent { kBrief, kWhole };
Result<std::string> StoryPartPage(const Asked& asked, std::string_view id, std::string_view part);
// `words`, linked to that page.
Html PartLink(const StoredStory& story, std::string_view part, const Asked& asked,
              std::string_view words);

// "about this", to why the question, figure or contradiction `id` of the story stands as it does.
Html WhyLink(const StoredStory& story, std::string_view id, const Asked& asked);
Result<std::string> ItemWhyPage(const Asked& asked, std::string_view story, std::string_view id);

// What is new since then, and folded under it what was before; all of it where they never looked.
void PutNews(const WholeStory& whole, const Asked& asked, Html& html);
// All that was new, newest first, whether or not it was seen.
void PutAllNews(const WholeStory& whole, const Asked& asked, Html& html);
void PutQuestions(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);
void PutFigures(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);
void PutStatements(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);
void PutNames(const WholeStory& whole, const Asked& asked, Html& html);
void PutContradictions(const WholeStory& whole, const Asked& asked, Html& html);
void PutTimeline(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);
void PutEdits(const ShelvedStory& whole, const Asked& asked, Extent extent, Html& html);
void PutExpected(const WholeStory& whole, const Asked& asked, Html& html);
// The other stories of its running story, by time.
void PutRunning(const StoredStory& story, const Asked& asked, Html& html);
void PutArticles(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);

// "part of: Talks on Lake Oro water, 4 stories since Sat 3 May", linked to the first of them.
Html PartOfLink(const StoredStory& story, const Asked& asked);

// One question with its state, who asked it, and its answer: an item of a list. Its address, #q-ID,
// stands in the list of the story alone.
enum class QuestionPlace { kInStory, kElsewhere };
void PutQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked,
                 Html& html, QuestionPlace place);

// Whether its day is over, and nothing that was seen says that it happened. What the story told
// counts from its last capture; here the moment of the page counts.
bool IsOverdue(const Expected& expected, const Asked& asked);
// A day in words where it is a whole one, else as it is ("2025-05").
Html DayOf(std::string_view date, const Asked& asked);
// "4 → 19 → 17 → 23": each value once, in the order in which they were first given.
std::string MovesOf(const FigureSeries& series);
// Whether more than a unit is known of what is counted: "people killed", not "people".
bool SaysWhatItCounts(const FigureSeries& series);
// Whether captures of `series` give other values than the first did; two numbers of one article
// that are given side by side have not moved.
bool HasMoved(const FigureSeries& series);
// A value as people read it: "1,250", "4.5".
std::string ValueWords(double value);
// "at least 4", "120 to 150".
std::string PointWords(const FigurePoint& point);

}  // namespace checkback
