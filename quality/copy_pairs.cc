// The pairs of copies in a set of articles, for quality/copies.py.
//
//   copy_pairs [--all] < articles.jsonl > pairs.tsv
//
// A line of input is {"id", "text"}; of output: both ids, Jaccard, containment of the shorter
// one, kind. --all compares every article with every other instead of looking for candidates
// (some minutes for thousands): what CopyFinder is measured against. Seconds go to stderr.
#include <chrono>
#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/copies.h"
#include "text/json.h"

namespace checkback {
namespace {

class Articles : public ArticleTexts {
 public:
  std::optional<std::string> TextOf(ArticleId id) const override { return texts[id]; }
  std::vector<std::string> names, texts;
};

void Print(const Articles& articles, ArticleId a, ArticleId b, const Copy& copy) {
  std::printf("%s\t%s\t%.6f\t%.6f\t%s\n", articles.names[b].c_str(), articles.names[a].c_str(),
              copy.jaccard, std::max(copy.of_this, copy.of_other),
              std::string(NameOf(copy.kind)).c_str());
}

// Pairs as CopyFinder tells them, each wording spread over its articles.
void FindPairs(const Articles& articles) {
  CopyFinder finder(articles);
  std::map<ArticleId, std::vector<ArticleId>> wording;  // by its first article
  std::vector<std::pair<ArticleId, Copy>> found;
  const auto start = std::chrono::steady_clock::now();
  for (ArticleId id = 0; id < articles.texts.size(); ++id) {
    std::vector<Copy> copies = finder.Add(id, articles.texts[id]);
    if (copies.size() == 1 && copies[0].kind == CopyKind::kExact) {
      for (const ArticleId twin : wording[copies[0].other]) Print(articles, id, twin, copies[0]);
      wording[copies[0].other].push_back(id);
      continue;
    }
    wording[id] = {id};
    for (Copy& copy : copies) found.emplace_back(id, std::move(copy));
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  for (const auto& [id, copy] : found) {
    for (const ArticleId a : wording[id]) {
      for (const ArticleId b : wording[copy.other]) Print(articles, a, b, copy);
    }
  }
  std::fprintf(stderr, "%.3f s, %zu articles, %zu bytes\n", took.count(), articles.texts.size(),
               finder.bytes());
}

// Every pair, by a plain index of all shingles: no sketch, no sampling, no bound.
void ComparePairs(const Articles& articles) {
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> holders;
  std::vector<ShingledText> texts;
  for (const std::string& text : articles.texts) texts.emplace_back(text);
  for (std::uint32_t id = 0; id < texts.size(); ++id) {
    std::map<std::uint32_t, std::size_t> shared;
    for (std::size_t at = 0; at < texts[id].shingles().size(); ++at) {
      if (!texts[id].IsFirst(at)) continue;
      auto& list = holders[texts[id].shingles()[at]];
      for (const std::uint32_t other : list) ++shared[other];
      list.push_back(id);
    }
    for (const auto& [other, count] : shared) {
      if (2 * count < std::min(texts[id].distinct(), texts[other].distinct())) continue;
      if (const auto copy = CompareTexts(articles.texts[id], articles.texts[other])) {
        Print(articles, id, other, *copy);
      }
    }
  }
}

}  // namespace
}  // namespace checkback

int main(int argc, char** argv) {
  using namespace checkback;  // NOLINT(google-build-using-namespace)
  Articles articles;
  std::string line;
  while (std::getline(std::cin, line)) {
    const auto article = Json::Parse(line);
    if (!article) return 1;
    articles.names.emplace_back((*article)["id"].Text());
    articles.texts.emplace_back((*article)["text"].Text());
  }
  if (argc > 1 && std::strcmp(argv[1], "--all") == 0) {
    ComparePairs(articles);
  } else {
    FindPairs(articles);
  }
  return 0;
}
