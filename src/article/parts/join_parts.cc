#include "article/parts/join_parts.h"

#include <string_view>
#include <unordered_set>

#include "article/head/word_overlap.h"

namespace checkback {
namespace {

// Two headlines of one article: sites add "page 2" or the name of the part. Not tuned: no set of
// ours has pages in parts.
constexpr double kSameHeadline = 0.6;

std::unordered_set<std::string_view> SaidIn(const Article& article) {
  std::unordered_set<std::string_view> said;
  for (const Block& block : article.blocks) said.insert(block.text);
  return said;
}

}  // namespace

bool GoesOn(const Article& article, const Article& part) {
  if (part.text.empty() || part.kind == ArticleKind::kIndex) return false;
  if (!part.headline.empty() && !article.headline.empty() &&
      Overlap(ToCompare(article.headline).words, ToCompare(part.headline).words) < kSameHeadline)
    return false;
  const std::unordered_set<std::string_view> said = SaidIn(article);
  for (const Block& block : part.blocks)
    if (block.span && block.kind != BlockKind::kHeading && said.count(block.text) == 0) return true;
  return false;
}

void AppendPart(const Article& part, Article& article) {
  const std::unordered_set<std::string_view> said = SaidIn(article);
  std::vector<Block> added;
  for (const Block& block : part.blocks) {
    if (said.count(block.text) != 0) continue;
    Block& put = added.emplace_back(block);
    if (!block.span) continue;
    if (!article.text.empty()) article.text += "\n\n";
    const std::size_t start = article.text.size();
    article.text += block.text;
    put.span = Span{start, article.text.size()};
  }
  article.blocks.insert(article.blocks.end(), added.begin(), added.end());
  article.developing = article.developing || part.developing;
}

}  // namespace checkback
