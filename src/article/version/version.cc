#include "article/version/version.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "article/version/comparable.h"
#include "text/hash.h"
#include "text/sentences.h"

namespace checkback {
namespace {

bool SayTheSame(const Article& a, const Article& b) {
  return a.headline == b.headline && a.text == b.text && a.blocks == b.blocks &&
         a.description == b.description && a.byline == b.byline && a.outlet == b.outlet &&
         a.published_at == b.published_at && a.modified_at == b.modified_at &&
         a.dateline == b.dateline && a.section == b.section && a.kind == b.kind &&
         a.developing == b.developing;
}

}  // namespace

Change CompareArticles(const Article& was, const Article& now) {
  if (SayTheSame(was, now)) return Change::kNone;
  return VersionKey(was) == VersionKey(now) ? Change::kCosmetic : Change::kNewVersion;
}

std::string VersionKey(const Article& article) {
  // Sentences in the order of their bytes: a moved paragraph makes no version.
  std::vector<std::string> sentences;
  for (const Span& span : FindSentences(article.text, article.language))
    sentences.push_back(ComparableWords(article.text, span));
  std::set<std::string> corrections;  // each counts once, however often the page repeats it
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::kCorrection && !block.span)
      corrections.insert(Comparable(block.text));
  }
  sentences.insert(sentences.end(), corrections.begin(), corrections.end());
  std::sort(sentences.begin(), sentences.end());
  std::string all = ComparableWords(article.headline, {0, article.headline.size()});
  for (const std::string& sentence : sentences) (all += '\n') += sentence;
  return Sha256Hex(all);
}

std::vector<std::optional<std::size_t>> ReturnsOf(const std::vector<std::string>& keys) {
  std::vector<std::optional<std::size_t>> returns(keys.size());
  std::unordered_map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto [seen, fresh] = first.emplace(keys[i], i);
    if (!fresh && keys[i] != keys[i - 1]) returns[i] = seen->second;
  }
  return returns;
}

}  // namespace checkback
