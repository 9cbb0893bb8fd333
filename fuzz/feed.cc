// Any bytes as a feed and as a list of feeds.

#include "page/feed/feed.h"

#include <cstdlib>
#include <string>
#include <string_view>

#include "page/feed/opml.h"
#include "text/utf8.h"

namespace {

using namespace checkback;

void Check(bool promise) {
  if (!promise) std::abort();
}

void CheckLine(std::string_view text, std::size_t most) {
  Check(IsValidUtf8(text) && text.size() <= most);
  Check(text.find_first_of({"\0\n\r\t", 4}) == std::string_view::npos);
}

void CheckLink(std::string_view url) {
  Check(IsValidUtf8(url) && (url.empty() || url.starts_with("http")));
}

void CheckItem(const Feed& feed, const FeedItem& item) {
  Check(!item.id.empty() && IsValidUtf8(item.id));
  CheckLink(item.url);
  CheckLine(item.title, kMaxFeedFieldBytes);
  CheckLine(item.summary, kMaxFeedSummaryBytes);
  Check(IsValidUtf8(item.content_html));
  for (const std::string& author : item.authors) CheckLine(author, kMaxFeedFieldBytes);
  for (const std::string& category : item.categories) CheckLine(category, kMaxFeedFieldBytes);
  for (const Enclosure& enclosure : item.enclosures) CheckLink(enclosure.url);
  const auto page = PageOfItem(feed, item, Instant{});
  if (page) Check(IsValidUtf8(page->content) && page->url == item.url);
}

void CheckFeed(std::string_view bytes) {
  const Result<Feed> feed = ReadFeed(bytes, {.url = "https://post.example/feed"});
  if (!feed) return Check(!feed.error().what.empty() && IsValidUtf8(feed.error().what));
  Check(feed->items.size() <= kMaxFeedItems);
  CheckLine(feed->title, kMaxFeedFieldBytes);
  CheckLink(feed->site_url);
  for (const std::string& hub : feed->hubs) CheckLink(hub);
  for (const FeedItem& item : feed->items) CheckItem(*feed, item);
}

// What is written of a list is read as the same list, once it went through one reading.
void CheckOpml(std::string_view bytes) {
  const Result<Opml> opml = ReadOpml(bytes);
  if (!opml) return;
  const Result<Opml> again = ReadOpml(WriteOpml(*opml));
  Check(again.has_value() && again->feeds.size() == opml->feeds.size());
  for (std::size_t i = 0; i < opml->feeds.size(); ++i) CheckLink(opml->feeds[i].url);
  const Result<Opml> third = ReadOpml(WriteOpml(*again));
  Check(third.has_value() && third->feeds.size() == again->feeds.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckFeed(bytes);
  CheckOpml(bytes);
  return 0;
}
