#include "serve/api/feeds.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/last_change.h"
#include "serve/api/parameters.h"
#include "serve/api/single.h"
#include "serve/html.h"
#include "text/hash.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kEntries = 50;  // as most feeds have about

struct OutEntry {
  std::string capture;  // id
  std::string url;      // of the article
  std::string title, outlet, language;
  Instant seen_at{};
  std::vector<std::string> sentences;
};

struct OutFeed {
  std::string name;  // tells it from other feeds
  std::string title, language;
  std::string page, self;  // addresses
  Instant updated{};
  std::vector<OutEntry> entries = {};
};

// A name of ours as a UUID of the eighth kind (RFC 9562): the same name, the same UUID.
std::string UuidOf(std::string_view name) {
  const std::string hex = Sha256Hex(fmt::format("checkback\n{}", name));
  const std::string_view digits = hex;
  return fmt::format("urn:uuid:{}-{}-8{}-a{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(12, 3), digits.substr(15, 3), digits.substr(18, 12));
}

// Where an entry leads: to the article, or to ours of it where that has no address in the web.
std::string LinkOf(const OutEntry& entry, const Asked& asked) {
  return IsWebLink(entry.url) ? entry.url
                              : fmt::format("{}/captures/{}", asked.base, entry.capture);
}

std::string AsHtml(const OutEntry& entry) {
  Html html;
  for (const std::string& sentence : entry.sentences) html.Put("<p>{}</p>", sentence);
  return html.Take();
}

std::string AsText(const OutEntry& entry) {
  std::string text;
  for (const std::string& sentence : entry.sentences)
    (text += text.empty() ? "" : "\n\n") += sentence;
  return text;
}

ApiAnswer AsAtom(const OutFeed& feed, const Asked& asked) {
  Html xml;
  xml.Put(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
  if (!feed.language.empty()) xml.Put(" xml:lang=\"{}\"", feed.language);
  xml.Put(
      "><id>{}</id><title>{}</title><updated>{}</updated><author><name>checkback</name></author>"
      "<generator>checkback</generator><link rel=\"self\" type=\"application/atom+xml\" "
      "href=\"{}\"/><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
      UuidOf(feed.name), feed.title, ToRfc3339(feed.updated), feed.self, feed.page);
  for (const OutEntry& entry : feed.entries) {
    xml.Put("<entry");
    if (!entry.language.empty()) xml.Put(" xml:lang=\"{}\"", entry.language);
    xml.Put(
        "><id>{}</id><title>{}</title><link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>"
        "<link rel=\"related\" type=\"text/html\" href=\"{}/captures/{}\"/><author><name>{}</name>"
        "</author><published>{}</published><updated>{}</updated><content type=\"html\">{}"
        "</content></entry>\n",
        UuidOf(entry.capture), entry.title, LinkOf(entry, asked), asked.base, entry.capture,
        entry.outlet, ToRfc3339(entry.seen_at), ToRfc3339(entry.seen_at), AsHtml(entry));
  }
  xml.Put("</feed>\n");
  return {xml.Take(), "application/atom+xml; charset=utf-8"};
}

ApiAnswer AsJsonFeed(const OutFeed& feed, const Asked& asked) {
  JsonWriter json;
  json.Object([&] {
    json.Key("version").Text("https://jsonfeed.org/version/1.1");
    json.Key("title").Text(feed.title);
    json.Key("home_page_url").Text(feed.page);
    json.Key("feed_url").Text(feed.self);
    if (!feed.language.empty()) json.Key("language").Text(feed.language);
    json.Key("items").Array([&] {
      for (const OutEntry& entry : feed.entries) {
        json.Object([&] {
          json.Key("id").Text(UuidOf(entry.capture));
          json.Key("url").Text(LinkOf(entry, asked));
          json.Key("title").Text(entry.title);
          json.Key("content_text").Text(AsText(entry));
          json.Key("date_published").Text(ToRfc3339(entry.seen_at));
          json.Key("authors").Array(
              [&] { json.Object([&] { json.Key("name").Text(entry.outlet); }); });
          if (!entry.language.empty()) json.Key("language").Text(entry.language);
        });
      }
    });
  });
  return {json.Take(), "application/feed+json"};
}

std::vector<std::string> NewSentences(const WholeStory& whole, const StoryUpdate& update) {
  const Article& article = whole.articles[update.capture];
  std::vector<std::string> sentences;
  sentences.reserve(update.sentences.size() + update.notes.size());
  for (const Span& span : update.sentences) sentences.emplace_back(Words(article.text, span));
  for (const NotePassage& note : update.notes)
    sentences.emplace_back(Words(article.blocks[note.block].text, note.span));
  return sentences;
}

std::string TitleOr(const std::string& headline) {
  return headline.empty() ? "(no headline)" : headline;
}

Result<OutFeed> FeedOfStory(const Asked& asked, std::string_view id) {
  const Result<std::size_t> limit = LimitOf(asked.target, kEntries);
  if (!limit) return Fail(limit.error());
  Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return Fail(story.error());
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(*story));
  if (!told) return Fail(told.error());
  const WholeStory& whole = **told;
  OutFeed feed{.name = "story " + whole.story.id,
               .title = TitleOr(whole.story.title),
               .language = whole.story.language,
               .page = fmt::format("{}/stories/{}", asked.base, whole.story.id),
               .self = asked.base + AddressOf(asked),
               .updated = LastChangeOf(whole.story)};
  const std::vector<StoryUpdate>& updates = whole.told.updates;
  for (auto update = updates.rbegin(); update != updates.rend() && feed.entries.size() < *limit;
       ++update) {
    std::vector<std::string> sentences = NewSentences(whole, *update);
    if (sentences.empty()) continue;
    const StoryCapture& c = whole.story.captures[update->capture];
    feed.entries.push_back({c.capture.id, c.capture.url, TitleOr(c.headline), c.outlet, c.language,
                            c.capture.seen_at, std::move(sentences)});
  }
  if (!feed.entries.empty()) feed.updated = feed.entries.front().seen_at;
  return feed;
}

Result<OutFeed> FeedOfSearch(const Asked& asked) {
  const Result<std::size_t> limit = LimitOf(asked.target, kEntries);
  if (!limit) return Fail(limit.error());
  const Result<Query> query = QueryOf(asked);
  if (!query) return Fail(query.error());
  const Result<SearchPage> page =
      asked.store.Search(*query, {.limit = *limit, .after = "", .sort = SearchSort::kNewest});
  if (!page) return Fail(page.error());
  const std::string_view typed = asked.target.Parameter("q");
  OutFeed feed{.name = fmt::format("search {}", typed),
               .title = fmt::format("checkback: {}", typed),
               .language = "",
               .page = fmt::format("{}/search?q={}", asked.base, PercentEncoded(typed)),
               .self = asked.base + AddressOf(asked),
               .updated = {}};
  for (const SearchHit& hit : page->hits) {
    const SearchDocument& found = hit.document;
    std::vector<std::string> passages;
    passages.reserve(hit.snippets.size());
    for (const Snippet& snippet : hit.snippets) passages.push_back(snippet.text);
    feed.entries.push_back({found.id, found.url, TitleOr(found.headline),
                            found.outlet.empty() ? found.domain : found.outlet, found.language,
                            found.seen_at, std::move(passages)});
    feed.updated = std::max(feed.updated, found.seen_at);
  }
  return feed;
}

using WriteFeed = ApiAnswer (*)(const OutFeed& feed, const Asked& asked);

Result<ApiAnswer> Written(const Result<OutFeed>& feed, const Asked& asked, WriteFeed write) {
  if (!feed) return Fail(feed.error());
  return write(*feed, asked);
}

}  // namespace

Result<ApiAnswer> AtomOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  return Written(FeedOfStory(asked, ids[0]), asked, AsAtom);
}
Result<ApiAnswer> JsonFeedOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  return Written(FeedOfStory(asked, ids[0]), asked, AsJsonFeed);
}
Result<ApiAnswer> AtomOfSearch(const Asked& asked, const std::vector<std::string>&) {
  return Written(FeedOfSearch(asked), asked, AsAtom);
}
Result<ApiAnswer> JsonFeedOfSearch(const Asked& asked, const std::vector<std::string>&) {
  return Written(FeedOfSearch(asked), asked, AsJsonFeed);
}

}  // namespace checkback
