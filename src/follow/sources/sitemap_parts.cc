#include "follow/sources/sitemap_parts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "follow/sources/discover.h"

namespace checkback {
namespace {

std::optional<Instant> TimeOf(const FeedItem& item) {
  const std::optional<PageTime>& time = item.updated_at ? item.updated_at : item.published_at;
  return time ? std::optional<Instant>(time->utc) : std::nullopt;
}

// First, last, second, last but one ...
void FromBothEnds(std::vector<SitemapPart>& parts) {
  std::vector<SitemapPart> mixed;
  mixed.reserve(parts.size());
  for (std::size_t i = 0, j = parts.size(); i < j;) {
    mixed.push_back(std::move(parts[i++]));
    if (i < j) mixed.push_back(std::move(parts[--j]));
  }
  parts = std::move(mixed);
}

}  // namespace

std::vector<SitemapPart> PartsOf(const Feed& index) {
  std::vector<SitemapPart> news, dated, others;
  std::unordered_set<std::string_view> met;
  for (const FeedItem& item : index.items) {
    if (item.url.empty() || !met.insert(item.url).second) continue;
    SitemapPart part{.url = item.url, .lastmod = TimeOf(item)};
    (NamesNews(item.url) ? news : part.lastmod ? dated : others).push_back(std::move(part));
  }
  const auto newer = [](const SitemapPart& a, const SitemapPart& b) {
    return a.lastmod > b.lastmod;
  };
  std::stable_sort(news.begin(), news.end(), newer);
  std::stable_sort(dated.begin(), dated.end(), newer);
  FromBothEnds(others);
  std::vector<SitemapPart> best;
  for (std::vector<SitemapPart>* parts : {&news, &dated, &others})
    for (SitemapPart& part : *parts)
      if (best.size() < kMostPartsLooked) best.push_back(std::move(part));
  return best;
}

std::vector<SitemapPart> PartsToRead(std::vector<SitemapPart> listed,
                                     const std::vector<SitemapPart>& known) {
  std::vector<SitemapPart> wanted;
  wanted.reserve(listed.size());
  for (SitemapPart& part : listed) {
    const auto before = std::find_if(known.begin(), known.end(),
                                     [&](const SitemapPart& one) { return one.url == part.url; });
    if (before != known.end()) {
      if (part.lastmod && part.lastmod == before->lastmod) continue;
      part.read_at = before->read_at;
      part.validators = before->validators;
    }
    wanted.push_back(std::move(part));
  }
  return wanted;
}

void DropOlder(Instant oldest, Feed& feed) {
  std::erase_if(feed.items, [&](const FeedItem& item) {
    const std::optional<Instant> time = TimeOf(item);
    return time && *time < oldest;
  });
}

}  // namespace checkback
