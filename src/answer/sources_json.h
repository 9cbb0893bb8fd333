// What is followed and how it is doing, as JSON: `sources --json` and /v1/sources.
//
// Safe to call from many threads.

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "follow/sources/source_book.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// A source with all that is told of it.
struct SourceStatus {
  FollowedSource source;
  std::vector<SourceTrouble> troubles;
  std::string_view state;       // StateOf, or "needs_javascript" where most of its pages do
  std::vector<SourceDay> days;  // the last kDaysTold on which something happened, newest first
  PageCounts pages{};
  std::optional<Subscription> push;  // of a feed whose hub is asked for pushes
  std::size_t need_script = 0;       // pages that show no text to who does not run their scripts

  std::size_t Fetched() const { return PagesIn(PageState::kWatched) + PagesIn(PageState::kDone); }
  std::size_t PagesIn(PageState page_state) const {
    return pages[static_cast<std::size_t>(page_state)];
  }
};
inline constexpr std::size_t kDaysTold = 7;

// "12 of 40 pages hold no text without JavaScript"; "" where none is like that.
std::string ScriptWords(const SourceStatus& status);
// Whether nothing is wrong with it.
bool IsWell(const SourceStatus& status);

// In the order in which they were added. A fixed number of queries, however many there are.
Result<void> ForEachSource(SourceBook& book, Instant now,
                           const std::function<void(const SourceStatus&)>& take);

// One element of what `sources --json` writes.
std::string SourceAsJson(const SourceStatus& status);

// All of the book that is in that folder, as a list; "[]" where there is none.
Result<std::string> SourcesAsJson(const std::string& store_folder, Instant now);

}  // namespace checkback
