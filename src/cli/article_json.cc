#include "cli/article_json.h"

namespace checkback {
namespace {

void WriteTime(const std::optional<PageTime>& time, JsonWriter& json) {
  time ? json.Text(ToRfc3339(*time)) : json.Null();
}

void WriteSpan(const std::optional<Span>& span, JsonWriter& json) {
  json.Key("start");
  span ? json.Number(static_cast<std::int64_t>(span->start)) : json.Null();
  json.Key("end");
  span ? json.Number(static_cast<std::int64_t>(span->end)) : json.Null();
}

void WriteBlock(const Block& block, JsonWriter& json) {
  json.Object([&] {
    json.Key("kind").Text(NameOf(block.kind));
    json.Key("text").Text(block.text);
    WriteSpan(block.span, json);
    json.Key("repeats").Number(std::int64_t{block.repeats});
    json.Key("time");
    WriteTime(block.time, json);
  });
}

void WriteEvidence(const Evidence& evidence, JsonWriter& json) {
  json.Object([&] {
    json.Key("field").Text(evidence.field);
    json.Key("from").Text(evidence.from);
    json.Key("said").Text(evidence.said);
    json.Key("note").TextOrNull(evidence.note);
  });
}

void WritePage(const Page& page, const Article& article, JsonWriter& json) {
  json.Object([&] {
    json.Key("url").TextOrNull(page.url);
    json.Key("seen_at").Text(ToRfc3339(page.seen_at));
    json.Key("sha256").TextOrNull(page.sha256);
    json.Key("media_type").TextOrNull(page.media_type);
    json.Key("charset").TextOrNull(page.charset);
    json.Key("language").TextOrNull(article.language);
  });
}

}  // namespace

void WriteArticle(const Article& article, ShowDropped dropped, JsonWriter& json) {
  json.Object([&] {
    json.Key("url").TextOrNull(article.url);
    json.Key("headline").TextOrNull(article.headline);
    json.Key("description").TextOrNull(article.description);
    json.Key("byline").Array([&] {
      for (const std::string& name : article.byline) json.Text(name);
    });
    json.Key("outlet").TextOrNull(article.outlet);
    json.Key("published_at");
    WriteTime(article.published_at, json);
    json.Key("modified_at");
    WriteTime(article.modified_at, json);
    json.Key("dateline").TextOrNull(article.dateline);
    json.Key("section").TextOrNull(article.section);
    json.Key("language").TextOrNull(article.language);
    json.Key("kind").Text(NameOf(article.kind));
    json.Key("developing").Bool(article.developing);
    json.Key("text").TextOrNull(article.text);
    json.Key("empty_because").TextOrNull(article.empty_because);
    json.Key("blocks").Array([&] {
      for (const Block& block : article.blocks) WriteBlock(block, json);
    });
    json.Key("evidence").Array([&] {
      for (const Evidence& evidence : article.evidence) WriteEvidence(evidence, json);
    });
    if (dropped == ShowDropped::kNo) return;
    json.Key("dropped").Array([&] {
      for (const Dropped& stretch : article.dropped) {
        json.Object([&] { json.Key("text").Text(stretch.text).Key("why").Text(stretch.why); });
      }
    });
  });
}

std::string ReadingAsJson(const Page& page, const Article& article, ShowDropped dropped) {
  JsonWriter json;
  json.Object([&] {
    json.Key("page");
    WritePage(page, article, json);
    json.Key("article");
    WriteArticle(article, dropped, json);
    json.Key("reading").Null();  // nobody has read it yet: reading/ is still to come
  });
  return json.Take();
}

std::string ExtractedAsJson(const Page& page, const Article& article, ShowDropped dropped) {
  JsonWriter json;
  json.Object([&] {
    json.Key("url").TextOrNull(page.url);
    json.Key("seen_at").Text(ToRfc3339(page.seen_at));
    json.Key("article");
    WriteArticle(article, dropped, json);
  });
  return json.Take();
}

std::string ErrorAsJson(std::string_view url, const Error& error) {
  JsonWriter json;
  json.Object([&] {
    json.Key("url").TextOrNull(url);
    json.Key("error").Object([&] {
      json.Key("code").Text(NameOf(error.code));
      json.Key("what").Text(error.what);
    });
  });
  return json.Take();
}

}  // namespace checkback
