// The headline, as print would set it: what the visible heading and metadata say, weighed.
//
//   <h1>      Geneva talks: date and place      made for search engines
//   og:title  The long way back to the table    -> The long way back to the table
//   <h2>      Geneva The long way back …        a kicker and the headline

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

// Longest heading that can be a headline, in bytes.
inline constexpr std::size_t kLongestHeadline = 500;
// A title that short stands at the end of many headings.
inline constexpr std::size_t kTellingBytes = 15;

// Titles of metadata looked at.
inline constexpr std::size_t kMaxTitles = 20;

// True for an h1 with `text` that is long enough to be a headline by itself, is not the site's
// name and leads nowhere else.
bool IsPlainHeadline(const Tree& tree, NodeIndex heading, const std::string& text,
                     const std::vector<std::string>& sites);

// The headline: what the visible `node` (HeadlineNode) and metadata say, weighed.
std::string HeadlineOf(const Tree& tree, NodeIndex node, const Witnesses& said,
                       const std::vector<std::string>& sites);

}  // namespace checkback
