// The pages for a person, whole. Each gives HTML, or the error that stands in its place.

#pragma once

#include <string>
#include <string_view>

#include "serve/pages/frame.h"
#include "text/result.h"

namespace checkback {

// The page at the path of `asked`; kNotFound where there is none.
Result<std::string> PageFor(const Asked& asked);

// ?show= all, following, today; language= outlet= place= person=.
Result<std::string> FrontPage(const Asked& asked);
// ?page= the stories after the first kStoriesOfPage times that.
inline constexpr std::size_t kStoriesOfPage = 30;

// ?since= a moment other than the one up to which the reader looked.
Result<std::string> StoryPage(const Asked& asked, std::string_view id);
Result<std::string> ArticlePage(const Asked& asked, std::string_view id);
// What its outlet changed in this page since the version before, and why it stands in its story.
Result<std::string> ChangesPage(const Asked& asked, std::string_view id);
Result<std::string> WhyPage(const Asked& asked, std::string_view id);
Result<std::string> SearchResultsPage(const Asked& asked);
// What is to come, by its day; and which outlets there are, with what is known of them.
Result<std::string> ExpectedPage(const Asked& asked);
Result<std::string> SourcesPage(const Asked& asked);

// Of the stories that changed last; ?state= as on the command line.
Result<std::string> QuestionsPage(const Asked& asked);
inline constexpr std::size_t kStoriesAsked = 100;

}  // namespace checkback
