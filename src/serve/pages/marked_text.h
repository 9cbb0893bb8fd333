// The text of an article with what was read in it marked: quotes, times, questions, figures.
//
//   Police said <span class="m q" title="Police">four people died</span> on ...
//
// Marks may lie over one another; sentences carry the anchors that links from stories lead to.

#pragma once

#include "reading/reading.h"
#include "serve/html.h"

namespace checkback {

// All blocks of `article`, in the order of the page. Linear in the text and the marks.
Html MarkedText(const Article& article, const Reading& reading);

}  // namespace checkback
