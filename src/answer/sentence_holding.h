// The sentence that a passage stands in, cut anew: a story that was kept has no readings.
//
// Pure.

#pragma once

#include "article/article.h"
#include "text/span.h"

namespace checkback {

// In `article.text`. A line break ends a sentence; `passage` itself where none holds it.
Span SentenceHolding(const Article& article, const Span& passage);

}  // namespace checkback
