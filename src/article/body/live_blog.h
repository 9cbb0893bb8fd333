// Live blogs: the entries of a page that is written to all day, each with its time.

#pragma once

#include <string>
#include <vector>

#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

struct LivePost {
  NodeIndex node = kNoNode;  // the element that holds the entry; kNoNode: only in metadata
  std::string headline;      // "" without one
  std::vector<std::string> paragraphs;
  std::optional<PageTime> time;
};

// The entries in the order of the page; empty where the page is no live blog: fewer than two
// entries with a time of their own, or entries that are teasers of other pages.
// Safe to call from many threads.
std::vector<LivePost> FindPosts(const Tree& tree, const Witnesses& said);

}  // namespace checkback
