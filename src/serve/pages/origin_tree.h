// Who carries whose text, drawn: a tree of one origin, from the report that came first to those
// that carry it, each with how much later it came and how much of its text it is.
//
//   CWS
//   |-o Continental Wire Service, Tue 10 Mar, 05:52
//   | |-o Wennshire Post      25 min later, 100 % of its text
//   | '-o Harbour Times       1 h 10 min later, 97 % of its text
//   '- -o Eastline Radio      credits CWS in other words

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "serve/html.h"
#include "serve/pages/frame.h"
#include "serve/pages/story_sections.h"

namespace checkback {

// That an article carries the text of an earlier one: places in one list that is by time.
struct CarriedText {
  std::size_t article = 0;
  std::size_t from = 0;
  double share = 0;  // of the text of `article` that stands in `from`
};

// One row of the tree, after the row that it hangs on.
struct TreeRow {
  std::size_t article = 0;
  std::size_t depth = 0;              // 0: carries nobody's text
  std::optional<std::size_t> parent;  // a row
  double share = 0;
};

// The rows of `count` articles. Each hangs on the earlier one that holds the most of its text, the
// earliest of those that hold as much. Pure; linear but for sorting.
std::vector<TreeRow> TreeOf(std::size_t count, std::span<const CarriedText> carried);

// Every origin from which text was carried or that is credited, as trees, and the others in words.
void PutOriginTrees(const WholeStory& whole, const Asked& asked, Extent extent, Html& html);

}  // namespace checkback
