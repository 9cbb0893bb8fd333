// What other threads make of answers: of a feed its items, of a page its raw record and all that
// is derived from it.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <variant>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/poll_answer.h"
#include "follow/sources/source_book.h"
#include "page/feed/feed.h"
#include "store/capture.h"
#include "text/result.h"

namespace checkback {

// What a page held when it was last seen whole: a visit that finds the same is kept as that.
struct LastContent {
  Instant seen_at{};
  std::string url;     // of the capture
  std::string sha256;  // of its bytes
};

struct MadePage {
  FoundPage page;
  FetchAnswer answer;  // without its bytes; of an item that carries its text: none
  std::optional<NewCapture> capture;
  bool of_feed = false;     // the text stood in the feed
  std::string why_not;      // why no article came of it; "" where one did
  bool is_revisit = false;  // the page is what it was
};

struct MadeFeed {
  FollowedSource source;
  PollAnswer read;
  bool is_part = false;  // of a sitemap of an index
};

using Made = std::variant<MadePage, MadeFeed>;

MadePage MakePage(FetchAnswer answer, FoundPage page, const std::optional<LastContent>& last);
// ReadPollAnswer; an item that carries its text is edited where that text is.
MadeFeed MakeFeed(const FetchAnswer& answer, FollowedSource source);
// An item that carries its text, as the line that an import of the feed would keep.
MadePage MakeItem(const Feed& feed, const FeedItem& item, const Page& text, FoundPage page);

// Whether `html`, in which no article was found, shows its text only to a program that runs the
// page's scripts.
bool NeedsScripts(std::string_view html);

}  // namespace checkback
