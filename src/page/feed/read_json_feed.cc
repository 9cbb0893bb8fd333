#include <fmt/format.h>

#include <optional>
#include <utility>

#include "page/feed/feed_fields.h"
#include "page/feed/feed_formats.h"
#include "page/feed/plain_html.h"
#include "text/json.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Feeds give numbers as ids.
std::string IdOf(const Json& id) {
  if (id.is_text()) return std::string(Trim(id.Text()));
  const std::optional<double> number = id.Number();
  return number ? fmt::format("{}", *number) : "";
}

// 1.1 has a list, 1.0 one author.
std::vector<std::string> AuthorsOf(const Json& of) {
  std::vector<std::string> authors;
  for (const Json& author : of["authors"].items())
    AddOnce(FeedName(author["name"].Text()), authors);
  AddOnce(FeedName(of["author"]["name"].Text()), authors);
  return authors;
}

void TakeAttachments(const Json& from, const FeedSource& source, FeedItem& item) {
  for (const Json& file : from["attachments"].items()) {
    const auto size = file["size_in_bytes"].Number();
    const bool fits = size && *size >= 0 && *size < 1e15;
    AddEnclosure(source.url, file["url"].Text(),
                 {"", FeedField(file["mime_type"].Text()),
                  fits ? std::optional(static_cast<std::uint64_t>(*size)) : std::nullopt},
                 item);
  }
  AddEnclosure(source.url, from["image"].Text(), {}, item);
}

FeedItem ReadItem(const Json& from, const FeedSource& source) {
  FeedItem item;
  item.id = IdOf(from["id"]);
  item.url = FeedLink(source.url, from["url"].Text());
  if (item.url.empty()) item.url = FeedLink(source.url, from["external_url"].Text());
  item.title = FeedField(from["title"].Text());
  item.summary = FeedSummary(from["summary"].Text());
  item.content_html = from["content_html"].Text();
  if (item.content_html.empty()) item.content_html = ParagraphsOf(from["content_text"].Text());
  std::erase(item.content_html, '\0');
  item.authors = AuthorsOf(from);
  item.published_at = FeedTime(from["date_published"].Text(), source);
  item.updated_at = FeedTime(from["date_modified"].Text(), source);
  item.language = FeedLanguage(from["language"].Text());
  for (const Json& tag : from["tags"].items()) AddOnce(FeedField(tag.Text()), item.categories);
  TakeAttachments(from, source, item);
  return item;
}

}  // namespace

Result<Feed> ReadJsonFeed(std::string_view json, const FeedSource& source) {
  Result<Json> parsed = Json::Parse(json);
  Feed feed;
  if (!parsed) {
    auto lenient = Json::ParseLenient(json);
    if (!lenient) return Fail(parsed.error().code, "this is no JSON Feed: " + parsed.error().what);
    feed.damage = parsed.error().what;
    parsed = std::move(*lenient);
  }
  const Json& top = *parsed;
  const bool says_so = top["version"].Text().find("jsonfeed.org") != std::string_view::npos;
  if (!says_so && !top["items"].is_array())
    return Fail(Errc::kBadInput, "this is JSON, but no JSON Feed: it has no items");

  feed.kind = FeedKind::kJsonFeed;
  feed.url = source.url;
  feed.self_url = FeedLink(source.url, top["feed_url"].Text());
  feed.title = FeedField(top["title"].Text());
  feed.site_url = FeedLink(source.url, top["home_page_url"].Text());
  feed.language = FeedLanguage(top["language"].Text());
  feed.next_url = FeedLink(source.url, top["next_url"].Text());
  for (const Json& hub : top["hubs"].items())
    AddOnce(FeedLink(source.url, hub["url"].Text()), feed.hubs);
  for (const Json& item : top["items"].items()) {
    if (feed.items.size() >= kMaxFeedItems) {
      ++feed.skipped;
      continue;
    }
    AddItem(ReadItem(item, source), feed);
  }
  InheritAuthors(AuthorsOf(top), feed);
  return feed;
}

}  // namespace checkback
