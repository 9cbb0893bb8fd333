// What an answer of the fetcher says of a source: good or not, what it lists, when to ask again.
//
//   FetchAnswer  --ReadPollAnswer-->  poll, wishes, items, the feed itself
//
//   200, a feed                           good: items
//   200, HTML where there was a feed      blocked: a page for people
//   200, HTML at an address never good    not a feed; `discovered` says what is there
//   429; 503 with Retry-After             too many
//
// Pure and safe to call from many threads.

#pragma once

#include <optional>
#include <vector>

#include "follow/fetch/fetch_answer.h"
#include "follow/sources/discover.h"
#include "follow/sources/followed_source.h"
#include "follow/sources/poll_time.h"
#include "follow/sources/source_book.h"
#include "follow/websub/websub.h"
#include "page/feed/feed.h"

namespace checkback {

struct PollAnswer {
  // Nothing: it was not asked, and is to be postponed (SourceBook::Postpone) until then.
  std::optional<SourcePoll> poll;
  Instant until{};  // where it was not asked
  PollWishes wishes;
  std::optional<Feed> feed;       // of a good answer of a feed or sitemap
  std::optional<PushOffer> push;  // of `feed`: who tells of its news
  std::vector<ListedItem> items;  // of `feed`; of a site the links of its front page
  // What is at the address, where that may lead to something better: of sites, of indexes of
  // sitemaps, and of feeds that never were one.
  std::optional<Discovered> discovered;
};

// `fresh` and `first` of the poll are for the caller, from SourceBook::Sift of `items`.
PollAnswer ReadPollAnswer(const FollowedSource& source, const FetchAnswer& answer);

// The request of a poll: where, and with which validators. robots.txt is asked for sites and pages;
// feeds and sitemaps are there to be polled (RFC 9309 is for crawlers).
FetchRequest PollRequest(const FollowedSource& source, std::uint64_t tag);

// Links of a front page that are taken for items.
inline constexpr std::size_t kMostFrontLinks = 300;

}  // namespace checkback
