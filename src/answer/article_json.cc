#include "answer/article_json.h"

#include "text/json_writer.h"

namespace checkback {
namespace {

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

std::string ReadingAsJson(const Page& page, const Article& article, const Reading& reading,
                          ShowDropped dropped, ShowWords words) {
  JsonWriter json;
  json.Object([&] {
    json.Key("page");
    WritePage(page, article, json);
    json.Key("article");
    WriteArticle(article, dropped, json);
    json.Key("reading");
    WriteReading(article.text, reading, words, json);
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
