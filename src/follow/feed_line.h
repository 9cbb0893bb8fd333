// An item of a feed that carries its text, as a line of JSON Lines: the page, and what the feed
// says of it. What is kept of such items, imported or followed.

#pragma once

#include <string>

#include "page/feed/feed.h"
#include "page/page.h"

namespace checkback {

// `page` is what PageOfItem gave.
std::string FeedLineOf(const Feed& feed, const FeedItem& item, const Page& page);

}  // namespace checkback
