// What quality/figure_groups.py reads: the series of figures and the contradictions of captures
// that are one story, whatever the keeper would make of them.
//
//   figure_rows [--numbers] < captures.jsonl
//
// A line in for each capture, by time and story after story: one of `import`'s, with "story", the
// story it belongs to. A line out for each story: { "id", "captures", "figures", "contradictions"
// }, as `story --json` has them; with --numbers a line before it for each number that can be a
// point, with what it is compared by.
#include <cstdio>
#include <deque>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "article/article.h"
#include "page/page.h"
#include "reading/reading.h"
#include "story/told/figure_series.h"
#include "story/told/told.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

struct OneStory {
  std::string name;
  std::deque<Article> articles;
  std::deque<Reading> readings;
  std::vector<Telling> tellings;
  std::map<std::string, std::size_t> last_of;  // capture by URL
};

bool Take(const std::string& line, OneStory& story) {
  const auto page = ReadLine(line, {});
  if (!page) return false;
  auto article = ExtractArticle(*page);
  if (!article) return false;
  story.articles.push_back(std::move(*article));
  const Article& kept = story.articles.back();
  story.readings.push_back(ReadArticle(kept, page->seen_at));
  Telling telling{.article = &kept,
                  .reading = &story.readings.back(),
                  .seen_at = page->seen_at,
                  .page = story.tellings.size(),
                  .origin = story.tellings.size(),
                  .is_visit = false,
                  .copy_of = {}};
  const auto before = story.last_of.find(kept.url);
  if (before != story.last_of.end()) {
    telling.page = telling.origin = story.tellings[before->second].page;
    telling.is_visit = story.articles[before->second].text == kept.text;
  }
  story.last_of[kept.url] = story.tellings.size();
  story.tellings.push_back(telling);
  return true;
}

void Number(const OneStory& story, std::size_t capture, const PlacedNumber& placed) {
  const CountedNumber& number = placed.number;
  const Figure& figure = *number.figure;
  const std::string_view text = story.articles[capture].text;
  JsonWriter json;
  json.Object([&] {
    json.Key("story").Text(story.name);
    json.Key("url").Text(story.articles[capture].url);
    json.Key("seen_at").Text(ToRfc3339(story.tellings[capture].seen_at));
    json.Key("series").Number(placed.series ? static_cast<std::int64_t>(*placed.series) : -1);
    json.Key("text").Text(Words(text, figure.span));
    json.Key("sentence").Text(Words(text, number.sentence));
    json.Key("value").Number(figure.value);
    json.Key("bound").Text(NameOf(figure.bound));
    json.Key("unit").Text(figure.unit);
    json.Key("what").Text(figure.what);
    json.Key("role").Text(figure.role);
    json.Key("standing").Text(NameOf(figure.standing));
    json.Key("part").Bool(number.part);
    json.Key("bare").Bool(number.bare);
    json.Key("with").Number(number.with ? static_cast<std::int64_t>(*number.with) : -1);
  });
  std::puts(json.Take().c_str());
}

void Side(const OneStory& story, const Passage& at, JsonWriter& json) {
  json.Key("capture").Object([&] {
    json.Key("url").Text(story.articles[at.capture].url);
    json.Key("seen_at").Text(ToRfc3339(story.tellings[at.capture].seen_at));
  });
  json.Key("text").Text(Words(story.articles[at.capture].text, at.span));
}

void Point(const OneStory& story, const FigurePoint& point, JsonWriter& json) {
  json.Object([&] {
    json.Key("value").Number(point.value);
    json.Key("high");
    point.high ? json.Number(*point.high) : json.Null();
    json.Key("bound").Text(point.bound);
    json.Key("source").Text(point.source);
    Side(story, point.at, json);
  });
}

void Tell(const OneStory& story, bool numbers) {
  if (story.tellings.empty()) return;
  FigureLayer figures;
  for (std::size_t i = 0; i < story.tellings.size(); ++i) {
    const StoryUpdate none;
    const NextCapture next{i, story.tellings[i], story.tellings[i].is_visit ? nullptr : &none};
    for (const PlacedNumber& placed : figures.Add(next)) {
      if (numbers) Number(story, i, placed);
    }
  }
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(story.name);
    json.Key("captures").Array([&] {
      for (std::size_t i = 0; i < story.tellings.size(); ++i) {
        json.Object([&] {
          json.Key("id").Text(story.name + ' ' + std::to_string(i));
          json.Key("url").Text(story.articles[i].url);
          json.Key("seen_at").Text(ToRfc3339(story.tellings[i].seen_at));
        });
      }
    });
    json.Key("figures").Array([&] {
      for (const FigureSeries& series : figures.Told()) {
        json.Object([&] {
          json.Key("what").Text(series.what);
          json.Key("unit").Text(series.unit);
          json.Key("series").Array([&] {
            for (const FigurePoint& point : series.points) Point(story, point, json);
          });
        });
      }
    });
    json.Key("contradictions").Array([&] {
      for (const Contradiction& found : FindContradictions(story.tellings)) {
        json.Object([&] {
          json.Key("kind").Text(NameOf(found.kind));
          json.Key("a").Object([&] { Side(story, found.a, json); });
          json.Key("b").Object([&] { Side(story, found.b, json); });
        });
      }
    });
  });
  std::puts(json.Take().c_str());
}

int RunFigureRows(bool numbers) {
  OneStory story;
  for (std::string line; std::getline(std::cin, line);) {
    const Result<Json> row = Json::Parse(line);
    if (!row) return std::fprintf(stderr, "%s\n", row.error().what.c_str()), 1;
    const std::string name((*row)["story"].Text());
    if (name != story.name) {
      Tell(story, numbers);
      story = OneStory{.name = name, .articles = {}, .readings = {}, .tellings = {}, .last_of = {}};
    }
    if (!Take(line, story)) std::fprintf(stderr, "not read: %.80s\n", line.c_str());
  }
  Tell(story, numbers);
  return 0;
}

}  // namespace
}  // namespace checkback

int main(int count, char** words) {
  return checkback::RunFigureRows(count == 2 && std::string_view(words[1]) == "--numbers");
}
