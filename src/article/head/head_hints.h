// What the names that publishing systems give to elements say of their text: "byline",
// "entry-date", "related-posts".

#pragma once

#include <string>

#include "article/tree/tree.h"

namespace checkback {

// What the class, id, itemprop, rel or test id of an element says of its text.
enum Hint : unsigned {
  kHintElsewhere = 1,
  kHintAuthor = 2,
  kHintDate = 4,
  kHintModified = 8,
  kHintPublished = 16,
};

// The hints of an element; `scratch` is kept by the caller, to be allocated once. Safe to call
// from many threads.
unsigned HintsOf(const Tree& tree, NodeIndex i, std::string& scratch);

}  // namespace checkback
