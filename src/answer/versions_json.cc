#include "answer/versions_json.h"

#include "answer/diff_json.h"
#include "story/told/edit_reason.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

// `before` is the version before it; null for the first.
void WriteVersion(std::size_t n, const ShownVersion& shown, const ShownVersion* before,
                  JsonWriter& json) {
  const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
  const auto write_time = [&](const std::optional<PageTime>& time) {
    time ? json.Text(ToRfc3339(*time)) : json.Null();
  };
  const PageVersion& version = shown.version;
  json.Object([&] {
    json.Key("n").Number(number(n + 1));
    json.Key("id").Text(version.capture.id);
    json.Key("url").Text(version.capture.url);
    json.Key("seen_at").Text(ToRfc3339(version.capture.seen_at));
    json.Key("last_seen").Text(ToRfc3339(version.last_seen));
    json.Key("visits").Number(number(version.visits));
    json.Key("outlet").TextOrNull(version.outlet);
    json.Key("headline").TextOrNull(version.headline);
    json.Key("published_at");
    write_time(shown.article.published_at);
    json.Key("modified_at");
    write_time(shown.article.modified_at);
    json.Key("returns_to");
    version.returns_to ? json.Number(number(*version.returns_to + 1)) : json.Null();
    const bool changed = before != nullptr && shown.since;
    json.Key("kind").TextOrNull(
        changed ? NameOf(ReasonOf(before->article, shown.article, *shown.since)) : "");
    json.Key("changes");
    if (changed)
      WriteChanges(*shown.since, before->article, shown.article, json);
    else
      json.Null();
  });
}

}  // namespace

Result<std::vector<ShownVersion>> WithChanges(const Store& store,
                                              std::vector<PageVersion> versions) {
  std::vector<ShownVersion> shown;
  for (PageVersion& version : versions) {
    Result<Article> article = store.ArticleOf(version.capture);
    if (!article) return Fail(article.error());
    std::optional<Diff> since;
    if (!shown.empty()) since = DiffArticles(shown.back().article, *article);
    shown.push_back({std::move(version), std::move(*article), std::move(since)});
  }
  return shown;
}

std::string VersionsAsJson(std::string_view url, const std::vector<ShownVersion>& versions) {
  JsonWriter json;
  json.Object([&] {
    json.Key("url").Text(url);
    json.Key("versions").Array([&] {
      for (std::size_t n = 0; n < versions.size(); ++n)
        WriteVersion(n, versions[n], n == 0 ? nullptr : &versions[n - 1], json);
    });
  });
  return json.Take();
}

}  // namespace checkback
