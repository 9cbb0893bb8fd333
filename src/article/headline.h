// The headline, as print would set it: what the visible heading and metadata say, weighed.
//
//   <h1>      Geneva talks: date and place      made for search engines
//   og:title  The long way back to the table    -> The long way back to the table
//   <h2>      Geneva The long way back …        a kicker and the headline

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/tree.h"
#include "article/witnesses.h"

namespace checkback {

// The headline: what the visible `node` (HeadlineNode) and metadata say, weighed.
std::string HeadlineOf(const Tree& tree, NodeIndex node, const Witnesses& said,
                       const std::vector<std::string>& sites);

}  // namespace checkback
