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

// What the tagger left out though the lists or another place of the article tell it: countries and
// capitals, first names with what follows them, letters in brackets behind a name, words that are a
// name elsewhere. Roles in front of people are cut off.
void CompleteSpans(const Grammar& grammar, const ArticleFacts& facts, std::vector<NameSpan>& spans);

// The second: by the parse and the lists alone.
std::vector<NameSpan> SpansByLists(const Grammar& grammar, const ArticleFacts& facts);

// For languages without a parser: two or more words with a capital side by side; one alone inside a
// sentence too, where the language writes only names so.
std::vector<NameSpan> SpansByShape(const Grammar& grammar, const ArticleFacts& facts);

}  // namespace checkback
