// Where the entries of a live blog stand in the tree: repeated sibling elements, each with
// a time of its own and words that are not links.
//
//   div.blog
//     div.block  <time>17.55</time> <h2>Summary</h2> <p>That is all …</p>
//     div.block  <time>16.40</time> <p>Illmark’s prime minister …</p>
//     ul.related <li><time>16.10</time> <a>another page</a></li>        no entry

#pragma once

#include <optional>
#include <vector>

#include "article/tree/tree.h"
#include "text/instant.h"

namespace checkback {

struct LiveEntry {
  NodeIndex node = kNoNode;
  NodeIndex time = kNoNode;  // the element or text node that tells its time
};

// In the order of the page; empty where the page is no live blog. `told`: the times of the posts
// that metadata tells; entries with the same times need no other sign. Safe to call from many
// threads.
std::vector<LiveEntry> FindLiveEntries(const Tree& tree, const std::vector<Instant>& told = {});

// "17.55 GMT", "5:55 p.m.", "14:05 Uhr": a time of day and nothing else.
struct ClockTime {
  std::chrono::minutes since_midnight{};
  std::optional<std::chrono::minutes> offset;  // said: GMT or UTC
};
std::optional<ClockTime> ReadClockTime(std::string_view text);

}  // namespace checkback
