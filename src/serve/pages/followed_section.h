// What is followed and how it is doing, as part of the page of sources.

#pragma once

#include "serve/html.h"
#include "serve/pages/frame.h"
#include "text/result.h"

namespace checkback {

// Empty where nothing is followed, and on a page of the past: how a source is doing is not kept.
// Those in trouble first; at most kMostFollowedShown.
Result<Html> FollowedSection(const Asked& asked);
inline constexpr std::size_t kMostFollowedShown = 500;

}  // namespace checkback
