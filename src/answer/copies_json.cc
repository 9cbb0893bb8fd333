#include "answer/copies_json.h"

#include <fmt/format.h>

#include <map>

#include "text/json_writer.h"

namespace checkback {
namespace {

// The capture of that id, or the newest version of the page at that address.
Result<Capture> CaptureNamed(const Store& store, const std::string& word) {
  if (LooksLikeCaptureId(word)) return store.FindCapture(word);
  Result<std::vector<PageVersion>> versions = store.VersionsOf(word);
  if (!versions) return Fail(versions.error());
  if (versions->empty()) return Fail(Errc::kNotFound, fmt::format("{} was never seen", word));
  return std::move(versions->back().capture);
}

}  // namespace

Result<ShownCopies> CopiesNamed(const Store& store, const std::string& word) {
  Result<Capture> capture = CaptureNamed(store, word);
  if (!capture) return Fail(capture.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  Result<CopiesFound> found = store.CopiesOf(*capture);
  if (!found) return Fail(found.error());
  return ShownCopies{std::move(*capture), std::move(*article), std::move(*found)};
}

std::string CopiesAsJson(const ShownCopies& shown) {
  std::map<ArticleId, std::string> ids = {
      {static_cast<ArticleId>(shown.capture.key), shown.capture.id}};
  for (const CopyFound& copy : shown.found.copies)
    ids[static_cast<ArticleId>(copy.capture.key)] = copy.capture.id;
  JsonWriter json;
  const auto write_ids = [&](const std::vector<ArticleId>& articles) {
    json.Array([&] {
      for (const ArticleId id : articles) json.Text(ids[id]);
    });
  };
  json.Object([&] {
    json.Key("id").Text(shown.capture.id);
    json.Key("url").Text(shown.capture.url);
    json.Key("headline").TextOrNull(shown.article.headline);
    json.Key("outlets").Number(static_cast<std::int64_t>(shown.found.origins.outlets));
    json.Key("origins").Array([&] {
      for (const Origin& origin : shown.found.origins.origins) {
        json.Object([&] {
          json.Key("name").Text(origin.name);
          json.Key("credited").Bool(origin.credited);
          json.Key("captures");
          write_ids(origin.articles);
        });
      }
    });
    json.Key("compiled");
    write_ids(shown.found.origins.compiled);
    json.Key("copies").Array([&] {
      for (const CopyFound& copy : shown.found.copies) {
        json.Object([&] {
          json.Key("id").Text(copy.capture.id);
          json.Key("url").Text(copy.capture.url);
          json.Key("seen_at").Text(ToRfc3339(copy.capture.seen_at));
          json.Key("outlet").TextOrNull(copy.outlet);
          json.Key("headline").TextOrNull(copy.headline);
          json.Key("kind").Text(NameOf(copy.kind));
          json.Key("of_this").Number(copy.of_this);
          json.Key("of_other").Number(copy.of_other);
        });
      }
    });
  });
  return json.Take();
}

}  // namespace checkback
