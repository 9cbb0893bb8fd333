// Any bytes as a list of sources, as what is at an address, and as a robots.txt.

#include <cstdlib>
#include <string>
#include <string_view>

#include "follow/sources/discover.h"
#include "follow/sources/source_list.h"
#include "text/utf8.h"

namespace {

using namespace checkback;

void Check(bool promise) {
  if (!promise) std::abort();
}

void CheckList(std::string_view bytes) {
  const Result<SourceList> list = ReadSourceList(bytes, {});
  if (!list) return Check(!list.error().what.empty());
  Check(list->refused.size() <= kMostRefusedNamed && list->refused.size() <= list->refused_count);
  for (const ListedSource& listed : list->sources) {
    Check(WhyNotFollowed(listed.source.url, {}).empty());
    Check(IsValidUtf8(listed.source.title));
    for (const std::string& tag : listed.source.tags) Check(!tag.empty() && IsValidUtf8(tag));
  }
  for (const RefusedSource& refused : list->refused) Check(IsValidUtf8(refused.what));
}

void CheckDiscovery(std::string_view bytes) {
  const DiscoverPlace place{.url = "https://post.example/a/"};
  const Discovered found = Discover(bytes, place);
  Check(found.feeds.size() <= kMostOffered);
  Check(!found.lists || found.what == Discovery::kSitemapIndex);
  Check(found.what != Discovery::kNothing || !found.why.empty());
  for (const OfferedFeed& feed : found.feeds) Check(feed.url.starts_with("http"));
  for (const OfferedFeed& link : ArticleLinks(bytes, place, 50))
    Check(link.url.starts_with("http") && IsValidUtf8(link.title));
  for (const std::string& sitemap : SitemapsOfRobots(bytes, place.url))
    Check(sitemap.starts_with("http"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckList(bytes);
  CheckDiscovery(bytes);
  const std::string why = WhyNotFollowed(bytes, {});
  Check(IsValidUtf8(why));
  return 0;
}
