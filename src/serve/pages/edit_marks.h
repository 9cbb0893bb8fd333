// Words that were taken out and put in, marked.

#pragma once

#include "article/article.h"
#include "article/version/diff.h"
#include "serve/html.h"

namespace checkback {

// One change as an item of a list: what it is, and its words with <del> and <ins>.
void PutChange(const Edit& edit, const Article& was, const Article& now, Html& html);

}  // namespace checkback
