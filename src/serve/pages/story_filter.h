// Which stories the front page shows: all, those that are followed, those of today; of a language,
// an outlet, a place, a person.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "answer/last_change.h"
#include "serve/pages/frame.h"
#include "store/store.h"
#include "text/result.h"

namespace checkback {

struct StoryFilter {
  enum class Show { kAll, kFollowing, kToday } show = Show::kAll;
  std::string language, outlet, place, person;  // "": any

  bool names_any() const {
    return !language.empty() || !outlet.empty() || !place.empty() || !person.empty();
  }
};

StoryFilter FilterOf(const Asked& asked);
// "&show=today&outlet=WBC+News": the parameters of `filter`, for links.
std::string ParametersOf(const StoryFilter& filter);

struct StoryChoice {
  std::vector<StoredStory> stories;  // newest change first
  bool goes_on = false;              // there are more behind them
  bool stopped = false;              // after kMostLookedThrough; there may be more
};
// More are not looked through for one page, lest a rare name reads the whole store.
inline constexpr std::size_t kMostLookedThrough = 500;

// `count` stories from the one at `first`. Errors are those of the store.
Result<StoryChoice> StoriesOf(const Asked& asked, const StoryFilter& filter, std::size_t first,
                              std::size_t count);

// When the newest capture of the story that changed last was seen; nothing where there is none.
std::optional<Instant> LastSeenIn(const Store& store);

}  // namespace checkback
