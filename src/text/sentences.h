// Where sentences begin and end, in any script.
//
//   Mr. Ito left at 9 a.m. Monday. "It is over," he said. Nobody spoke.
//   ------------------------------ ---------------------- -------------
//
// A line break always ends a sentence: the text of an article holds one only between blocks.
// Full stops after abbreviations (rules/<language>/abbreviations.txt), initials, numbers and in
// list marks ("1. Buy milk.") do not. Closing quotation marks and brackets belong to the sentence
// before them.

#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

// The sentences of `text` (UTF-8) in its order, without white space at their ends; together they
// cover everything else. `language` is BCP 47; without a table for it only what holds for every
// language is applied. Linear. Safe to call from many threads.
std::vector<Span> FindSentences(std::string_view text, std::string_view language);

}  // namespace checkback
