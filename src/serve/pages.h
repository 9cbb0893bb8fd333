// The pages for a person, whole. Each gives HTML, or the error that stands in its place.

#pragma once

#include <string>
#include <string_view>

#include "serve/frame.h"
#include "text/result.h"

namespace checkback {

Result<std::string> FrontPage(const Asked& asked);
// ?page= the stories after the first kStoriesOfPage times that.
inline constexpr std::size_t kStoriesOfPage = 30;

Result<std::string> StoryPage(const Asked& asked, std::string_view id);
Result<std::string> ArticlePage(const Asked& asked, std::string_view id);
Result<std::string> SearchResultsPage(const Asked& asked);

// Of the stories that changed last; ?state= as on the command line.
Result<std::string> QuestionsPage(const Asked& asked);
inline constexpr std::size_t kStoriesAsked = 100;

}  // namespace checkback
