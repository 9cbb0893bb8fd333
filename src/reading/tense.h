// Whether a word stands under a verb of the past or of the future, by the tree.

#pragma once

#include <cstddef>
#include <string_view>

#include "reading/parse.h"
#include "reading/time_values.h"

namespace checkback {

// The tense of the verb over word `i` of `parse`; kUnknown where none tells it, or where the text
// was not parsed. English. Looks at most at kMostHeads words above and at the sentence around.
Tense TenseAt(std::string_view text, const Parse& parse, std::size_t i);

}  // namespace checkback
