#include "follow/sources/find_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "page/url.h"

namespace checkback {
namespace {

// Of the feeds that a site names, so many are asked whether they are some; of the usual places as
// many; of the sitemaps likewise.
constexpr std::size_t kTries = 2;

class Finding {
 public:
  Finding(const std::vector<NetBlock>& allowed, const AskAddress& ask)
      : allowed_(allowed), ask_(ask) {}

  FoundSource At(const std::string& url) {
    FoundSource found;
    if (found.why = WhyNotFollowed(url, allowed_); !found.why.empty()) return found;
    const FetchAnswer answer = ask_(url);
    if (answer.outcome != FetchOutcome::kFetched) {
      found.why = answer.why;
      return found;
    }
    const std::string& in_use =
        answer.permanent_url.empty() || answer.moved_elsewhere ? url : answer.permanent_url;
    const Discovered here =
        Discover(answer.body, {.url = answer.url, .content_type = answer.content_type});
    NewSource source{.url = url, .url_in_use = in_use, .title = here.title};
    switch (here.what) {
      case Discovery::kNothing:
        found.why = here.why;
        return found;
      case Discovery::kOpml:
        return List(answer);
      case Discovery::kSitemapIndex:
        if (!here.lists) {
          found.why = "an index of no sitemaps";
          return found;
        }
        source.kind = FollowedKind::kSitemap;
        break;
      case Discovery::kSite:
        return Site(here, answer, std::move(source));
      case Discovery::kFeed:
        source.kind = FollowedKind::kFeed;
        break;
      case Discovery::kSitemap:
        source.kind = FollowedKind::kSitemap;
        break;
      case Discovery::kPage:
        source.kind = FollowedKind::kPage;
        break;
    }
    found.source = std::move(source);
    return found;
  }

 private:
  FoundSource List(const FetchAnswer& answer) {
    FoundSource found;
    Result<SourceList> list = ReadSourceList(answer.body, allowed_);
    if (list)
      found.list = std::move(*list);
    else
      found.why = list.error().what;
    return found;
  }

  // What is at `url`, if it may be asked; kNothing where it is nothing, or nobody answers.
  Discovered Look(const std::string& url) {
    if (asked_ >= kMostAsked || !WhyNotFollowed(url, allowed_).empty()) return {};
    ++asked_;
    const FetchAnswer answer = ask_(url);
    if (answer.outcome != FetchOutcome::kFetched) return {};
    return Discover(answer.body, {.url = answer.url, .content_type = answer.content_type});
  }

  bool Take(const std::string& url, FollowedKind kind, Discovered there, NewSource& source,
            FoundSource& found) {
    source.kind = kind;
    source.url_in_use = url;
    if (!there.title.empty()) source.title = std::move(there.title);
    found.note = fmt::format("{} found on {}", NameOf(kind), source.url);
    found.source = source;
    return true;
  }

  bool TakeFeed(const std::vector<std::string>& places, NewSource& source, FoundSource& found) {
    for (std::size_t i = 0; i < std::min(places.size(), kTries); ++i) {
      Discovered there = Look(places[i]);
      if (there.what == Discovery::kFeed)
        return Take(places[i], FollowedKind::kFeed, std::move(there), source, found);
    }
    return false;
  }

  // An index is as good: what it names is looked at when it is polled.
  bool TakeSitemap(const std::vector<std::string>& places, NewSource& source, FoundSource& found) {
    for (std::size_t i = 0; i < std::min(places.size(), kTries); ++i) {
      Discovered there = Look(places[i]);
      if (there.what == Discovery::kSitemap || there.lists)
        return Take(places[i], FollowedKind::kSitemap, std::move(there), source, found);
    }
    return false;
  }

  FoundSource Site(const Discovered& here, const FetchAnswer& answer, NewSource source) {
    FoundSource found;
    std::vector<std::string> named;
    named.reserve(here.feeds.size());
    for (const OfferedFeed& feed : here.feeds) named.push_back(feed.url);
    if (TakeFeed(named, source, found)) {
      for (const OfferedFeed& feed : here.feeds)
        if (feed.url != source.url_in_use) found.others.push_back(feed);
      return found;
    }
    if (TakeFeed(UsualFeeds(answer.url), source, found)) return found;
    if (asked_ < kMostAsked) {
      ++asked_;
      const FetchAnswer robots = ask_(RobotsOf(answer.url));
      if (robots.outcome == FetchOutcome::kFetched &&
          TakeSitemap(SitemapsOfRobots(robots.body, robots.url), source, found))
        return found;
    }
    source.kind = FollowedKind::kSite;
    found.note = "it names no feed: followed by the links of its front page";
    found.source = std::move(source);
    return found;
  }

  const std::vector<NetBlock>& allowed_;
  const AskAddress& ask_;
  std::size_t asked_ = 0;
};

}  // namespace

FoundSource FindSource(const std::string& url, const std::vector<NetBlock>& allowed,
                       const AskAddress& ask) {
  return Finding(allowed, ask).At(url);
}

}  // namespace checkback
