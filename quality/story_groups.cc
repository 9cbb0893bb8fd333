// How the keeper groups a stream of articles, for quality/stories.py and quality/train_stories.py.
//
//   story_groups [--model FILE] [--least X] [--merged X] [--kept X] [--rows FILE] [--placements
//   FILE]
//                < articles.jsonl > stories.json
//
// A line of input is one of `import`'s, in the order of arrival; of output: what `stories --json`
// tells of groups. Copies are found and followed as `import` does. --rows writes the measures of
// each article and its candidates, for lines that carry `gold`, the story that the article belongs
// to: what the acceptance is trained on. --placements tells the answer for each article.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "story/copies.h"
#include "story/keeper/keeper.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

struct Line {
  StoryArticle article;
  std::string url, seen_at, gold;
};

class Stream : public ArticleTexts {
 public:
  // An article's id is its place; there is none at 0.
  std::vector<Line> lines{Line()};
  std::optional<std::string> TextOf(ArticleId id) const override { return lines[id].article.text; }
};

StoryTime Milliseconds(Instant instant) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

std::optional<Line> Read(const std::string& text, ArticleId id) {
  const auto page = ReadLine(text, {});
  if (!page) return std::nullopt;
  const auto article = ExtractArticle(*page);
  const auto json = Json::Parse(text);
  if (!article || !json) return std::nullopt;
  Line line;
  line.url = (*json)["url"].Text();
  line.seen_at = (*json)["seen_at"].Text();
  line.gold = (*json)["gold"].Text();
  StoryArticle& a = line.article;
  a.id = id;
  a.seen_at = Milliseconds(page->seen_at);
  if (article->published_at) a.published_at = Milliseconds(article->published_at->utc);
  a.language = article->language;
  a.headline = article->headline;
  a.description = article->description;
  a.text = article->text;
  return line;
}

// The copies and versions that each article follows.
void FindFollowed(Stream& stream) {
  CopyFinder copies(stream);
  std::map<std::string, ArticleId> pages;
  for (std::size_t i = 1; i < stream.lines.size(); ++i) {
    StoryArticle& a = stream.lines[i].article;
    for (const Copy& copy : copies.Add(a.id, a.text)) {
      if (copy.kind == CopyKind::kContained) continue;
      a.follows = copy.other;
      break;
    }
    const auto [page, is_new] = pages.emplace(stream.lines[i].url, a.id);
    if (!is_new) a.follows = page->second;
  }
}

// A row: article, whether it is looked at again, articles of the candidate that have it, that have
// any, measures.
void WriteRows(const Stream& stream, const KeeperOptions::Judged& judged, std::FILE* file) {
  const std::string& gold = stream.lines[judged.article].gold;
  if (gold.empty()) return;
  for (std::size_t c = 0; c < judged.candidates.size(); ++c) {
    int same = 0, labelled = 0;
    for (const ArticleId other : judged.candidates[c]) {
      labelled += stream.lines[other].gold.empty() ? 0 : 1;
      same += stream.lines[other].gold == gold ? 1 : 0;
    }
    if (labelled == 0) continue;
    std::fprintf(file, "%llu\t%d\t%d\t%d", static_cast<unsigned long long>(judged.article),
                 judged.again ? 1 : 0, same, labelled);
    for (const float value : judged.measures[c])
      std::fprintf(file, "\t%.6g", static_cast<double>(value));
    std::fputc('\n', file);
  }
}

void WriteStories(const Stream& stream, const StoryKeeper& keeper,
                  const std::map<ArticleId, StoryId>& first_given) {
  std::map<StoryId, std::vector<ArticleId>> groups;
  for (const auto& [article, given] : first_given) {
    const StoryId story = keeper.StoryOf(article);
    groups[story != 0 ? story : keeper.Current(given)].push_back(article);
  }
  JsonWriter json;
  json.Array([&] {
    for (const auto& [story, articles] : groups) {
      std::int64_t moves = 0;
      for (const ArticleId a : articles) moves += first_given.at(a) != story ? 1 : 0;
      json.Object([&] {
        json.Key("id").Text(std::to_string(story));
        json.Key("moves").Number(moves);
        json.Key("captures").Array([&] {
          for (const ArticleId a : articles) {
            json.Object([&] {
              json.Key("id").Text(std::to_string(a));
              json.Key("url").Text(stream.lines[a].url);
              json.Key("seen_at").Text(stream.lines[a].seen_at);
            });
          }
        });
      });
    }
  });
  std::puts(json.str().c_str());
}

void WritePlacement(const Placement& p, std::FILE* file) {
  std::fprintf(file, "%llu\t%llu\t%s\t%.3f\t%llu\t%.3f", static_cast<unsigned long long>(p.article),
               static_cast<unsigned long long>(p.story), std::string(NameOf(p.reason)).c_str(),
               static_cast<double>(p.score), static_cast<unsigned long long>(p.runner_up),
               static_cast<double>(p.runner_up_score));
  for (const SharedTerm& t : p.shared) std::fprintf(file, "\t%s", t.word.c_str());
  std::fputc('\n', file);
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  KeeperOptions options;
  std::FILE *rows = nullptr, *placements = nullptr;
  Result<Acceptance> acceptance = Acceptance::Trained();
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string_view name = argv[i];
    if (name == "--least") options.least = std::strtof(argv[i + 1], nullptr);
    if (name == "--merged") options.least_merged = std::strtof(argv[i + 1], nullptr);
    if (name == "--kept") options.least_kept = std::strtof(argv[i + 1], nullptr);
    if (name == "--rows") rows = std::fopen(argv[i + 1], "w");
    if (name == "--placements") placements = std::fopen(argv[i + 1], "w");
    if (name == "--model") {
      std::ifstream file(argv[i + 1]);
      acceptance = Acceptance::Read(std::string(std::istreambuf_iterator<char>(file), {}));
    }
  }
  if (!acceptance) {
    std::fprintf(stderr, "story_groups: %s\n", acceptance.error().what.c_str());
    return 1;
  }
  Stream stream;
  std::string text;
  while (std::getline(std::cin, text)) {
    if (auto line = Read(text, stream.lines.size())) stream.lines.push_back(std::move(*line));
  }
  FindFollowed(stream);
  if (rows != nullptr) {
    options.watch = [&](const KeeperOptions::Judged& judged) { WriteRows(stream, judged, rows); };
  }
  StoryKeeper keeper(std::move(*acceptance), options);
  std::map<ArticleId, StoryId> given;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 1; i < stream.lines.size(); ++i) {
    const Placement placement = keeper.Add(stream.lines[i].article);
    given[placement.article] = placement.story;
    if (placements != nullptr) WritePlacement(placement, placements);
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu articles, %zu living stories, %.2f s\n", stream.lines.size() - 1,
               keeper.Stories().size(), took.count());
  WriteStories(stream, keeper, given);
  for (std::FILE* file : {rows, placements}) {
    if (file != nullptr) std::fclose(file);
  }
  return 0;
}
