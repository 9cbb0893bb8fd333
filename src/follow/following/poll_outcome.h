// What a poll of a source brought, as the book keeps it: of the answer, and of the feed in it.
//
//   FetchAnswer, Feed  --PollOf-->  SourcePoll { failure, moved_to, validators, items ... }
//
// Pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/followed_source.h"
#include "follow/sources/poll_time.h"
#include "follow/sources/source_book.h"
#include "page/feed/feed.h"
#include "text/result.h"

namespace checkback {

// Whether the answer holds bytes to be read: 200, and not a page for people where a feed was.
bool BringsFeed(const FetchAnswer& answer);

// `feed` is what ReadFeed said of the body of an answer that BringsFeed; nothing for others.
// `fresh`, `first` and `next_due` are left to the caller, who knows what was listed before.
SourcePoll PollOf(const FetchAnswer& answer, const Result<Feed>* feed);

// What answer and feed ask for; of an answer without a feed (304), what the source said last.
PollWishes WishesOf(const FetchAnswer& answer, const Feed* feed, const FollowedSource& source);

// The items as the book knows them. `changed` of one that carries its text is of that text too.
std::vector<ListedItem> ListedOf(const Feed& feed);

// New items an hour, by their times of print; nothing where fewer than two have one.
std::optional<double> ItemsAnHour(const Feed& feed, Instant now);

}  // namespace checkback
