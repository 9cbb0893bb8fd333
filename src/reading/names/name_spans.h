// Where names stand and of what kind they are: what linking begins with.

#pragma once

#include <vector>

#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/names/word_facts.h"

namespace checkback {

struct NameSpan {
  WordRange words;
  NameKind kind = NameKind::kOther;

  friend bool operator==(const NameSpan&, const NameSpan&) = default;
};

// The names of an article, in its order, none over another. With the trained tagger where the
// language has one (rules/<language>/names.model), else by lists and proper nouns, else by capital
// letters, of kind other. Linear.
std::vector<NameSpan> FindNameSpans(const Grammar& grammar, const ArticleFacts& facts);

// The first: by the parse and the lists alone.
std::vector<NameSpan> SpansByLists(const Grammar& grammar, const ArticleFacts& facts);

// For languages without a parser: two or more words with a capital side by side; one alone inside a
// sentence too, where the language writes only names so.
std::vector<NameSpan> SpansByShape(const Grammar& grammar, const ArticleFacts& facts);

}  // namespace checkback
