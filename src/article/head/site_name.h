// The site's name around a headline, told without knowing any site.
//
//   <title>   Talks resume in Geneva | World | The Example Times
//   og:title  Talks resume in Geneva - The Example Times
//   h1        Talks resume in Geneva
//
// What the site is called is told by the page itself (og:site_name, publisher, host); and what
// only one of several titles has at its end is no part of the headline.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/metadata/witnesses.h"

namespace checkback {

// What the page's site may be called, each as letters and digits alone in lower case:
// outlets as said, and the labels of the host.
std::vector<std::string> SiteNames(std::string_view url, const Witnesses& said);

// `title` without a site's name (and sections beside it) at its start or end. Parts after
// " | ", " - ", " – ", " — ", " · ", " :: ", " » " are told by `sites`, or by `others`: headlines
// that stand elsewhere on the page.
std::string WithoutSiteName(std::string_view title, const std::vector<std::string>& sites,
                            const std::vector<std::string>& others);

// The parts of `title` that may be a site's name: those between such marks, and what opens it
// before ": ". None where there is no mark. Valid as long as `title`.
std::vector<std::string_view> TitleParts(std::string_view title);

// True where `part` is one of those, or one with a little more: "The Example Times Online".
bool IsSiteName(std::string_view part, const std::vector<std::string>& sites);

// Titles of metadata that are longer, in bytes, are no headlines and left as they are.
inline constexpr std::size_t kLongestTitle = 1'000;

}  // namespace checkback
