// What was read in an article, set for a terminal: beside the text that article_view.h shows.
//
//   Not known
//     whether     It was unclear whether talks would resume on Friday.
//   Who said what
//     Ana Ruiz    “We will not sign,”                                      told
//   Figures
//     at least 14 people killed
//   ...
//
// Lists are left out where nothing was found; where a language is not read, that is said.

#pragma once

#include <string>

#include "article/article.h"
#include "cli/terminal.h"
#include "reading/reading.h"

namespace checkback {

// `reading` is that of `article`. The view ends in a line break. Pure.
std::string ReadingViewOf(const Article& article, const Reading& reading, const Terminal& terminal);

}  // namespace checkback
