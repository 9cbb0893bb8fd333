// The headline, as print would set it: without the site's name around it.
//
//   <title>   Talks resume in Geneva - World - The Example Times
//   og:title  Talks resume in Geneva | The Example Times        -> Talks resume in Geneva
//   h1        Talks resume in Geneva
//
// What is the site's name is told by the page itself (og:site_name, publisher, host) and by
// comparing the titles: what only one of them has at its end is no part of the headline.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/tree.h"
#include "article/witnesses.h"

namespace checkback {

// What the page's site may be called, each as letters and digits alone in lower case:
// outlets as said, and the labels of the host.
std::vector<std::string> SiteNames(std::string_view url, const Witnesses& said);

// `title` without a site's name (and sections beside it) at its start or end. Parts after
// " | ", " - ", " – ", " — ", " · ", " :: ", " » " are told by `sites`, or by `others`: headlines
// that stand elsewhere on the page.
std::string WithoutSiteName(std::string_view title, const std::vector<std::string>& sites,
                            const std::vector<std::string>& others);

// The headline: what the visible `node` (HeadlineNode) and metadata say, weighed.
std::string HeadlineOf(const Tree& tree, NodeIndex node, const Witnesses& said,
                       const std::vector<std::string>& sites);

// Letters and digits alone, in lower case.
std::string BareWords(std::string_view text);

}  // namespace checkback
