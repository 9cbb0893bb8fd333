// An article set for reading in a terminal.
//
//     NORTHWIRE · World
//     Rescuers reach the last village            bold
//     Twenty-three are dead, a minister said.    standfirst
//     By Ana Ruiz and Tom Okafor
//     Wed 14 May 2025, 09:30 +03:00 · 2 hours before it was seen
//
//     SENNA COAST (Northwire) - Rescuers …       body, at most 76 columns
//       [picture] A helicopter. Ana Ruiz/AFP     apart, dim; x4 where repeated
//     NOTICE  This is a developing story.
//     ─────
//     612 words in 14 paragraphs · …             footer, ours
//
// Everything but the frame is the page's own words, made harmless for a terminal.

#pragma once

#include <string>

#include "article/article.h"
#include "cli/terminal.h"
#include "page/page.h"

namespace checkback {

struct ViewOptions {
  bool why = false;       // also what was dropped
  bool seen_now = false;  // ages are told as "ago", not as "before it was seen"
};

// The whole view, ending in a line break. Pure.
std::string ViewOf(const Page& page, const Article& article, const Terminal& terminal,
                   const ViewOptions& options);

// How long `time` lies before `seen`: "25 minutes", "3 days"; "" where it does not, or
// where only days are known and they are the same. Pure.
std::string Age(const PageTime& time, Instant seen);

// "Wed 14 May 2025, 09:30 +03:00"; a bare day without the rest. Pure.
std::string Clock(const PageTime& time);

}  // namespace checkback
