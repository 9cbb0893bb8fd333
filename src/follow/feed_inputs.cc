#include <algorithm>
#include <utility>

#include "follow/feed_line.h"
#include "follow/open_source.h"
#include "text/json_writer.h"

namespace checkback {
std::string FeedLineOf(const Feed& feed, const FeedItem& item, const Page& page) {
  JsonWriter json;
  json.Object([&] {
    json.Key("url").TextOrNull(page.url);
    json.Key("seen_at").Text(ToRfc3339(page.seen_at));
    json.Key("published_at").TextOrNull(page.published_at ? ToRfc3339(*page.published_at) : "");
    json.Key("outlet").TextOrNull(page.outlet);
    json.Key("language").TextOrNull(page.language);
    json.Key("html").Text(page.content);
    json.Key("title").TextOrNull(item.title);
    json.Key("authors").Array([&] {
      for (const std::string& author : item.authors) json.Text(author);
    });
    json.Key("id").TextOrNull(item.id);
    json.Key("feed").TextOrNull(feed.self_url);
    json.Key("feed_title").TextOrNull(feed.title);
  });
  return json.Take();
}

Result<Feed> ReadFeedFile(std::string_view bytes, Instant seen_at) {
  Result<Feed> feed = ReadFeed(bytes, {.seen_at = seen_at});
  if (!feed) return feed;
  // Links may be relative to where the feed lives, which it has said now.
  const std::string home = feed->self_url.empty() ? feed->site_url : feed->self_url;
  const bool has_all = std::all_of(feed->items.begin(), feed->items.end(),
                                   [](const FeedItem& item) { return !item.url.empty(); });
  if (home.empty() || (has_all && feed->skipped == 0)) return feed;
  return ReadFeed(bytes, {.url = home, .seen_at = seen_at});
}

bool FeedInputs::Next(Input& input) {
  while (at_ < feed_.items.size()) {
    const FeedItem& item = feed_.items[at_++];
    const std::optional<Page> page = PageOfItem(feed_, item, seen_at_);
    if (!page) {
      if (!item.url.empty()) ++passed_over_.links;
      continue;
    }
    input.bytes = FeedLineOf(feed_, item, *page);
    input.line = at_;
    input.item = true;
    input.after = {.line = at_};
    return true;
  }
  return false;
}

std::uint64_t FeedInputs::Reached() const {
  const std::size_t items = std::max<std::size_t>(1, feed_.items.size());
  return file_bytes_ / items * std::min(at_, items);
}

}  // namespace checkback
