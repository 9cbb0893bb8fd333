#include "story/told/loose_lines.h"

#include <algorithm>

namespace checkback {
namespace {

// In articles that leave out full stops (some tabloids, scraped pages) more lines have no end.
// Read on allsides/dev and near-rumour, where one line in twenty of what was new was loose.
constexpr double kMostLoose = 0.2;

bool EndsWithALetter(std::string_view sentence) {
  if (sentence.empty()) return false;
  const char last = sentence.back();
  return (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z') ||
         (last >= '0' && last <= '9');
}

}  // namespace

std::vector<bool> LooseLinesOf(const Telling& telling) {
  const Article& article = *telling.article;
  const std::vector<Sentence>& sentences = telling.reading->sentences;
  std::vector<bool> loose(sentences.size());
  for (std::size_t i = 0; i + 1 < sentences.size(); ++i) {
    const Sentence& sentence = sentences[i];
    const BlockKind kind =
        sentence.block ? article.blocks[*sentence.block].kind : BlockKind::kParagraph;
    const bool may_lack_one = kind == BlockKind::kList || kind == BlockKind::kPost;
    loose[i] = !may_lack_one && EndsWithALetter(Words(article.text, sentence.span));
  }
  const auto count = static_cast<double>(std::count(loose.begin(), loose.end(), true));
  if (count > kMostLoose * static_cast<double>(sentences.size()))
    std::fill(loose.begin(), loose.end(), false);
  return loose;
}

}  // namespace checkback
