// WebSub (W3C Recommendation of 2018-01-23), as far as a subscriber speaks it: words on the wire.
//
//   feed:  <link rel="hub" href="https://hub.example/"/>     PushOfferOf
//          <link rel="self" href="https://news.example/rss"/>
//   to the hub:    hub.mode=subscribe&hub.topic=...          SubscriptionForm
//   from the hub:  X-Hub-Signature: sha256=6f3b...           IsSignedBy
//
// What is asked of whom and when is in subscription.h.
//
// Pure and safe to call from many threads. Linear in the bytes.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/feed/feed.h"

namespace checkback {

// Who tells of news of what.
struct PushOffer {
  std::string hub;    // absolute, http or https
  std::string topic;  // under which the hub knows the feed: its rel="self"

  friend bool operator==(const PushOffer&, const PushOffer&) = default;
};
// Longer addresses are no offer.
inline constexpr std::size_t kLongestPushUrl = 2048;

// A link of an HTTP head (RFC 8288).
struct HeadLink {
  std::string url;                // absolute
  std::vector<std::string> rels;  // lower case
};
// The Link headers of `head`, the answer of `url`; at most kMostHeadLinks.
std::vector<HeadLink> LinksOfHead(std::string_view head, std::string_view url);
inline constexpr std::size_t kMostHeadLinks = 100;

// What the answer of `url` offers: Link headers first, then what stands in the feed (section 4).
// Of several hubs the first with https, else the first. Nothing without both addresses.
std::optional<PushOffer> PushOfferOf(std::string_view head, std::string_view url, const Feed& feed);

// The body of a request to the hub (section 5.1), as application/x-www-form-urlencoded.
struct SubscriptionForm {
  std::string_view mode;  // "subscribe", "unsubscribe"
  std::string_view topic;
  std::string_view callback;
  std::string_view secret = {};
  std::chrono::seconds lease{0};  // 0: not said
};
std::string Encoded(const SubscriptionForm& form);

// Whether `signature`, an X-Hub-Signature, is that of `body` (section 7.1): sha1, sha256, sha384 or
// sha512, in the same time wherever the first difference is.
bool IsSignedBy(std::string_view secret, std::string_view signature, std::string_view body);

}  // namespace checkback
