// The pages of one article as one article.
//
//   page 1   headline, a, b          text   a, b, c, d     of page 2 what page 1 has not
//   page 2   headline, b, c, d
//
// All functions are pure and safe to call from many threads.

#pragma once

#include "article/article.h"

namespace checkback {

// Whether `part` goes on with `article`: it is under the same headline (or none), and says
// something that `article` does not. A list, the comments and another article do not.
bool GoesOn(const Article& article, const Article& part);

// Adds to `article` what `part` says and it does not: blocks, and with them text. All else stays as
// the first page has it.
void AppendPart(const Article& part, Article& article);

}  // namespace checkback
