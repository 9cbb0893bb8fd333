// How the keeper groups a stream of articles, for quality/stories.py and quality/train_stories.py.
//
//   story_groups [--cut X] [--model FILE] [--rows FILE] < articles.jsonl > stories.json
//
// A line of input is one of `import`'s, in the order of arrival; of output: what `stories --json`
// tells of groups. --rows writes what the keeper saw of each article and its candidates, for
// lines that carry `gold`: the story that the article belongs to.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

#include "article/article.h"
#include "story/copies.h"
#include "story/keeper/shelf.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

class Texts : public ArticleTexts {
 public:
  std::optional<std::string> TextOf(ArticleId id) const override { return texts[id]; }
  std::vector<std::string> texts{std::string()};
};

StoryTime Milliseconds(Instant instant) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(instant.time_since_epoch()).count();
}

struct Read {
  StoryArticle article;
  std::string url, seen_at, gold;
};

std::optional<Read> ReadOne(const std::string& line, ArticleId id) {
  const auto page = ReadLine(line, {});
  if (!page) return std::nullopt;
  const auto article = ExtractArticle(*page);
  if (!article) return std::nullopt;
  Read read;
  const auto json = Json::Parse(line);
  read.url = (*json)["url"].Text();
  read.seen_at = (*json)["seen_at"].Text();
  read.gold = (*json)["gold"].Text();
  StoryArticle& a = read.article;
  a.id = id;
  a.seen_at = Milliseconds(page->seen_at);
  if (article->published_at) a.published_at = Milliseconds(article->published_at->utc);
  a.language = article->language;
  a.headline = article->headline;
  a.description = article->description;
  a.text = article->text;
  return read;
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  std::optional<Forest> forest;
  float cut = 0.5f;
  std::FILE* rows = nullptr;
  for (int i = 1; i + 1 < argc; i += 2) {
    if (std::strcmp(argv[i], "--cut") == 0) cut = std::strtof(argv[i + 1], nullptr);
    if (std::strcmp(argv[i], "--rows") == 0) rows = std::fopen(argv[i + 1], "w");
    if (std::strcmp(argv[i], "--model") == 0) {
      std::ifstream file(argv[i + 1]);
      std::string text((std::istreambuf_iterator<char>(file)), {});
      auto model = Forest::Read(text);
      if (!model) return std::fprintf(stderr, "%s\n", model.error().what.c_str()), 1;
      forest = std::move(*model);
    }
  }
  std::vector<Read> reads{Read()};
  Texts texts;
  std::string line;
  while (std::getline(std::cin, line)) {
    auto read = ReadOne(line, reads.size());
    if (!read) continue;
    texts.texts.push_back(read->article.text);
    reads.push_back(std::move(*read));
  }
  std::map<std::string, int> languages;
  CopyFinder copies(texts);
  for (std::size_t i = 1; i < reads.size(); ++i) {
    StoryArticle& a = reads[i].article;
    ++languages[a.language];
    for (const Copy& copy : copies.Add(a.id, a.text)) {
      if (copy.kind == CopyKind::kContained) continue;
      a.follows = copy.other;
      break;
    }
  }
  for (auto& [l, n] : languages) std::fprintf(stderr, "%s:%d ", l.c_str(), n);
  Shelf shelf("en", forest ? &*forest : nullptr);
  shelf.cut = cut;
  if (rows != nullptr) {
    shelf.watch = [&](ArticleId id, const std::vector<Candidate_>& candidates) {
      const std::string& gold = reads[id].gold;
      if (gold.empty()) return;
      for (const Candidate_& c : candidates) {
        int same = 0, labelled = 0;
        for (const std::uint32_t m : shelf.stories[c.story].articles) {
          const std::string& other = reads[shelf.articles[m].id].gold;
          labelled += other.empty() ? 0 : 1;
          same += other == gold ? 1 : 0;
        }
        if (labelled == 0) continue;
        std::fprintf(rows, "%llu\t%s\t%d\t%d", static_cast<unsigned long long>(id), gold.c_str(), same, labelled);
        for (const float value : c.evidence) std::fprintf(rows, "\t%.5g", static_cast<double>(value));
        std::fprintf(rows, "\n");
      }
    };
  }
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 1; i < reads.size(); ++i) shelf.Add(reads[i].article);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  std::fprintf(stderr, "%zu articles, %zu stories, %.2f s\n", reads.size() - 1, shelf.stories.size(), took.count());
  JsonWriter json;
  json.Array([&] {
    for (const KeptStory& story : shelf.stories) {
      if (story.articles.empty()) continue;
      json.Object([&] {
        json.Key("id").Text(std::to_string(story.id));
        json.Key("moves").Number(static_cast<std::int64_t>(story.moves));
        json.Key("captures").Array([&] {
          for (const std::uint32_t m : story.articles) {
            const Read& r = reads[shelf.articles[m].id];
            json.Object([&] {
              json.Key("id").Text(std::to_string(shelf.articles[m].id));
              json.Key("url").Text(r.url);
              json.Key("seen_at").Text(r.seen_at);
            });
          }
        });
      });
    }
  });
  std::puts(json.str().c_str());
  return 0;
}
