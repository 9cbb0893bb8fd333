// The article in plain text as a scraper left it:
//
//   date 2025-05-14 Wednesday edition          optional
//   Rescuers reach the village                 headline
//   A helicopter over the valley. Ana Ruiz/AFP captions, often repeated
//   A helicopter over the valley. Ana Ruiz/AFP
//   SENNA (Northwire) - Rescuers on Monday …   body
//   This is a developing story.                notices
//   Reporting by …                             credits

#pragma once

#include "article/article.h"

namespace checkback {

// Fills everything of `article` that a text without markup can tell. `page.format` is
// kScrapedText, or kExtracted (then page.title is the headline and the content the body).
// Safe to call from many threads.
void ReadScrapedText(const Page& page, Article& article);

}  // namespace checkback
