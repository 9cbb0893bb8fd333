// The trained tagger of names: a chain of labels over the words that may be part of a name, the
// best one by the sum of its weights (Viterbi).

#pragma once

#include <vector>

#include "reading/names/name_model.h"
#include "reading/names/name_spans.h"

namespace checkback {

// The model built in for `language`; nullptr where there is none. Lives as long as the program.
const NameModel* NameModelOf(std::string_view language);

// Linear. Deterministic on every processor: whole numbers.
std::vector<NameSpan> TagNames(const NameModel& model, const Grammar& grammar,
                               const ArticleFacts& facts);

}  // namespace checkback
