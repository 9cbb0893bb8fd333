// What stories say for looking at their pages soon: a live page, "developing", a question that is
// open, a day on which something is expected, an article beside it that was changed.
//
//   StoryWatch stories;
//   stories.Look(store, book, watch, now);      // once in a while
//
// Reads the stories that changed since the last look, and takes back what has run out. Keeps some
// 100 bytes for each page whose story speaks for it. Not for use by two threads at once.

#pragma once

#include <chrono>
#include <optional>
#include <unordered_map>
#include <vector>

#include "follow/following/page_watch.h"
#include "follow/revisit/revisit_plan.h"
#include "follow/sources/source_book.h"
#include "follow/whole_story.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// What speaks for one page.
struct StoryCall {
  bool live = false;
  bool developing = false;
  bool has_open_question = false;
  std::vector<std::chrono::sys_days> expected;  // days on which its story expects something
  std::optional<Instant> sibling_changed;       // an article of its story

  friend bool operator==(const StoryCall&, const StoryCall&) = default;
};

// `call` at `now`. Pure.
RevisitSignals SignalsOf(const StoryCall& call, Instant now);

class StoryWatch {
 public:
  Result<void> Look(const Store& store, SourceBook& book, PageWatch& watch, Instant now);
  // Reads `story` alone.
  Result<void> LookAt(const Store& store, SourceBook& book, PageWatch& watch, Instant now,
                      StoredStory story);
  // Nothing where no story speaks for it.
  const StoryCall* CallOf(PageKey page) const;

 private:
  struct Called {
    StoryCall call;
    RevisitSignals given;
  };
  Result<void> Read(const Store& store, SourceBook& book, Instant now, StoredStory story);
  void Tell(PageWatch& watch, Instant now);

  std::optional<Instant> looked_;
  std::unordered_map<PageKey, Called> called_;
};

// How much each says. Not tuned: the logs of changes that there are know of no stories.
inline constexpr double kLivelierLive = 4, kLivelierDeveloping = 3, kLivelierSibling = 2;
inline constexpr double kWeightOpen = 2, kWeightExpected = 4;
inline constexpr std::chrono::hours kSiblingCounts{3};
// Stories that have not changed for so long speak for nothing after a restart.
inline constexpr std::chrono::hours kStoriesLookedBack{14 * 24};

}  // namespace checkback
