// A list of what stories hold, a page at a time.
//
//   /v1/questions?state=open&limit=2   [q1, q2]   Link: <...&after=CURSOR>; rel="next"
//                                                 Content-Cursor: c10000002a7
//   .........................&after=   [q3, q4]   whatever came in between, q1 and q2 are not
//                                                 told again, and nothing is left out
//   /v1/questions?since=c10000002a7    those of the stories that something came to since
//
// The order is that of the stories, newest change first, as it was when the first page was given;
// after ?since=CURSOR it is the order of arrival, and each page is whole stories.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "serve/api/parameters.h"
#include "serve/api/routes.h"
#include "store/store.h"

namespace checkback {

struct ListItem {
  std::string id;    // tells it from the others of its story
  std::string text;  // as it is written
};

// The items of one story.
using ItemsOfStory = std::function<Result<std::vector<ListItem>>(StoredStory story)>;

// Stories that are looked through for one page, so that a rare state does not read the whole store:
// the next page goes on there.
inline constexpr std::size_t kMostStoriesOfPage = 200;

struct StoryListForm {
  std::string begin = "[", between = ",\n", end = "]";
  std::string type = "application/json";
  std::size_t most_stories = kMostStoriesOfPage;
};

// The page that `asked` is for. `changed_after`: stories that did not change later are left out.
Result<ApiAnswer> StoryList(const Asked& asked, const SinceAsked& since,
                            std::optional<Instant> changed_after, const ItemsOfStory& items,
                            const StoryListForm& form = {});

}  // namespace checkback
