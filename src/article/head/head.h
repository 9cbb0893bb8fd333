// The head of an article: what stands above and around its body.
//
//   Section                         headline, without the site's name
//   Headline                        description (standfirst)
//   Standfirst                      byline, split into names
//   By A and B | 14 May, 10:04      published_at and modified_at, each with evidence
//
// Metadata (article/metadata/witnesses.h) and the visible page are weighed against each other.

#pragma once

#include "article/article.h"
#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

// Where the body stands in the tree: from its first to its last node. Both kNoNode
// where none was found.
struct BodyPlace {
  NodeIndex first = kNoNode;
  NodeIndex last = kNoNode;
  // The first entry of a live blog, behind which times are those of entries.
  NodeIndex first_post = kNoNode;
};

// Fills headline, description, byline, outlet, published_at, modified_at, section,
// language, kind and url of `article`, and its evidence. A date later than the
// page's seen_at (a day of grace for zones) is never taken, nor one that stands
// among comments. `headline`: HeadlineNode(). Safe to call from many threads.
void ReadHead(const Page& page, const Tree& tree, const Witnesses& said, NodeIndex headline,
              BodyPlace body, Article& article);

// The node of the visible headline: the h1 (or other heading) that agrees with what
// metadata says, else the first h1 that is long enough for one; kNoNode without one.
NodeIndex HeadlineNode(const Tree& tree, const Witnesses& said);

}  // namespace checkback
