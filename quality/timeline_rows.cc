// What quality/timelines.py reads: the timeline of articles that are one story, whatever the keeper
// would make of them.
//
//   timeline_rows <articles.jsonl
//
// A line in for each article, by time: { "url", "seen_at", "published_at", "language", "body" }.
// A line out for each day of the timeline: { "date", "pages", "sentences": [...] }.
#include <cstdio>
#include <deque>
#include <iostream>
#include <string>

#include "reading/reading.h"
#include "story/told/told.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

int RunTimelineRows() {
  std::deque<Article> articles;
  std::deque<Reading> readings;
  std::vector<Telling> tellings;
  for (std::string line; std::getline(std::cin, line);) {
    const Result<Json> row = Json::Parse(line);
    if (!row) return std::fprintf(stderr, "%s\n", row.error().what.c_str()), 1;
    Article& article = articles.emplace_back();
    article.url = (*row)["url"].Text();
    article.language = (*row)["language"].Text();
    article.text = (*row)["body"].Text();
    article.published_at = ParsePageTime((*row)["published_at"].Text());
    const auto seen = ParseInstant((*row)["seen_at"].Text());
    if (!seen) return std::fputs("no seen_at\n", stderr), 1;
    readings.push_back(ReadArticle(article, *seen));
    tellings.push_back({.article = &article,
                        .reading = &readings.back(),
                        .seen_at = *seen,
                        .page = tellings.size(),
                        .origin = tellings.size(),
                        .is_visit = false,
                        .copy_of = {}});
  }
  const std::string language = articles.empty() ? "" : articles[0].language;
  for (const TimelineEntry& entry : TellStory(tellings, language).timeline) {
    JsonWriter json;
    json.Object([&] {
      json.Key("date").Text(entry.date);
      json.Key("pages").Number(static_cast<std::int64_t>(entry.pages));
      json.Key("sentences").Array([&] {
        for (const Passage& at : entry.sentences)
          json.Text(Words(articles[at.capture].text, at.span));
      });
    });
    std::puts(json.Take().c_str());
  }
  return 0;
}

}  // namespace
}  // namespace checkback

int main() {
  return checkback::RunTimelineRows();
}
