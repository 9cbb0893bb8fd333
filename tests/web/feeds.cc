#include <fmt/chrono.h>
#include <fmt/format.h>

#include "text/json_writer.h"
#include "world.h"

namespace testweb {
namespace {

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

std::string Rss(const MadeHost& host, const std::vector<MadeItem>& items, std::string_view next) {
  std::string feed = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" "
      "xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\n<title>{0}</title>"
      "<link>http://{0}/</link><description>News</description><language>en</language>\n",
      host.name);
  if (host.ttl > 0) feed += fmt::format("<ttl>{}</ttl>\n", host.ttl);
  if (!host.skip_hours.empty()) {
    feed += "<skipHours>";
    for (const int hour : host.skip_hours) feed += fmt::format("<hour>{}</hour>", hour);
    feed += "</skipHours>\n";
  }
  if (!next.empty()) feed += fmt::format("<atom:link rel=\"next\" href=\"{}\"/>\n", next);
  if (!host.hub.empty())
    feed += fmt::format(
        "<atom:link rel=\"hub\" href=\"{}\"/><atom:link rel=\"self\" href=\"http://{}/feed\"/>\n",
        host.hub, host.name);
  for (const MadeItem& item : items) {
    feed += fmt::format(
        "<item><title>{}</title><link>{}</link><guid isPermaLink=\"false\">{}</guid>"
        "<pubDate>{}</pubDate>",
        Escaped(item.title), item.url, item.id, HttpDate(item.printed));
    if (!item.html.empty())
      feed += fmt::format("<content:encoded>{}</content:encoded>", Escaped(item.html));
    feed += "</item>\n";
  }
  return feed + "</channel></rss>\n";
}

std::string Atom(const MadeHost& host, const std::vector<MadeItem>& items, std::string_view next) {
  std::string feed = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en\"><title>{0}</title><id>http://{0}/</id><link href=\"http://{0}/\"/>\n",
      host.name);
  if (!next.empty()) feed += fmt::format("<link rel=\"next\" href=\"{}\"/>\n", next);
  if (!host.hub.empty())
    feed +=
        fmt::format("<link rel=\"hub\" href=\"{}\"/><link rel=\"self\" href=\"http://{}/feed\"/>\n",
                    host.hub, host.name);
  for (const MadeItem& item : items) {
    feed += fmt::format(
        "<entry><title>{}</title><link href=\"{}\"/><id>{}</id><published>{}</published>"
        "<updated>{}</updated>",
        Escaped(item.title), item.url, item.id, checkback::ToRfc3339(item.printed),
        checkback::ToRfc3339(item.changed));
    if (!item.html.empty())
      feed += fmt::format("<content type=\"html\">{}</content>", Escaped(item.html));
    feed += "</entry>\n";
  }
  return feed + "</feed>\n";
}

std::string Json(const MadeHost& host, const std::vector<MadeItem>& items, std::string_view next) {
  checkback::JsonWriter json;
  json.Object([&] {
    json.Key("version").Text("https://jsonfeed.org/version/1.1");
    json.Key("title").Text(host.name);
    json.Key("home_page_url").Text(fmt::format("http://{}/", host.name));
    json.Key("language").Text("en");
    if (!next.empty()) json.Key("next_url").Text(next);
    if (!host.hub.empty()) {
      json.Key("feed_url").Text(fmt::format("http://{}/feed", host.name));
      json.Key("hubs").Array([&] {
        json.Object([&] {
          json.Key("type").Text("WebSub");
          json.Key("url").Text(host.hub);
        });
      });
    }
    json.Key("items").Array([&] {
      for (const MadeItem& item : items) {
        json.Object([&] {
          json.Key("id").Text(item.id);
          json.Key("url").Text(item.url);
          json.Key("title").Text(item.title);
          json.Key("date_published").Text(checkback::ToRfc3339(item.printed));
          json.Key("date_modified").Text(checkback::ToRfc3339(item.changed));
          if (!item.html.empty()) json.Key("content_html").Text(item.html);
        });
      }
    });
  });
  return json.Take();
}

}  // namespace

std::string FeedOf(const MadeHost& host, const std::vector<MadeItem>& items,
                   std::string_view next) {
  if (host.format == 0) return Rss(host, items, next);
  return host.format == 1 ? Atom(host, items, next) : Json(host, items, next);
}

std::string HttpDate(checkback::Instant time) {
  return fmt::format("{:%a, %d %b %Y %H:%M:%S GMT}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(time)));
}

}  // namespace testweb
