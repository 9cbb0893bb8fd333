// The passages of a text that answer a query.
//
//   … the union said on Monday that the strike would go on until …
//                                      ------ a mark
//
// A snippet is a stretch of the text, byte for byte, inside one paragraph, from a beginning of a
// sentence where one is near. Nothing is put into it: marks are spans.
//
// Pure, linear in the text, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/search/query.h"
#include "text/span.h"

namespace checkback {

struct Snippet {
  std::string text;         // the bytes of `span`
  Span span;                // in the article's text
  std::vector<Span> marks;  // what matched, in the article's text, in order, apart from each other
  bool goes_back = false;   // its paragraph begins before it
  bool goes_on = false;     // and goes on after it
};

// Where the words and phrases of `query` stand in `text` that may stand in `field`: SearchField::
// kHeadline for a headline, kAuthor for a byline, kAny for a text. In order; overlapping ones are
// one. What the query leaves out, and filed words, are never marked.
std::vector<Span> MarksOf(const Query& query, std::string_view text, SearchField field);

// The one or two stretches of `text` with most of the query's words, in order of the text; the
// beginning of the text, without marks, where it has none of them. Nothing for an empty text.
std::vector<Snippet> SnippetsOf(const Query& query, std::string_view text);

}  // namespace checkback
