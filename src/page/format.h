// What kind of thing some bytes are: a page, a scraper's text, or no page at all. For
// page/page.cc.

#pragma once

#include <string_view>

#include "page/page.h"

namespace checkback {

// What `bytes` are where they are no text: "a PDF", "a PNG image", "binary data"; "" for
// text in any charset, UTF-16 and UTF-32 too. Lives as long as the program.
std::string_view BinaryKind(std::string_view bytes);

// Whether `text` is markup (kHtml) or a scraper's plain text (kScrapedText).
PageFormat FormatOf(std::string_view text);

}  // namespace checkback
