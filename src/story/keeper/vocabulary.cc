#include "story/keeper/vocabulary.h"

#include <charconv>
#include <cmath>
#include <string>

#include "text/embedded.h"

namespace checkback {

Vocabulary::Vocabulary(std::string_view language) {
  std::string_view rest =
      FindEmbedded("rules/" + std::string(language) + "/background.txt");
  if (!rest.empty()) background_articles_ = kBackground;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::size_t blank = line.find(' ');
    if (line.empty() || line[0] == '#' || blank == std::string_view::npos) continue;
    float share = 0;
    std::from_chars(line.data() + blank + 1, line.data() + line.size(), share);
    shares_.emplace(TermHash(line.substr(0, blank)), share);
  }
}

TermId Vocabulary::IdOf(std::uint64_t hash) {
  const auto [place, is_new] = ids_.try_emplace(hash, static_cast<TermId>(counts_.size()));
  if (is_new) {
    const auto share = shares_.find(hash);
    counts_.push_back(0);
    background_.push_back(share == shares_.end() ? 0.0f : share->second);
  }
  return place->second;
}

double Vocabulary::Idf(TermId term) const {
  const double seen = counts_[term] + background_[term] * background_articles_;
  return std::log((articles_ + background_articles_ + 1.0) / (seen + 0.5));
}

void Vocabulary::Learn(const std::vector<TermId>& terms) {
  for (const TermId term : terms) ++counts_[term];
  if (++articles_ < kRemembered) return;
  articles_ /= 2;
  for (std::uint32_t& count : counts_) count /= 2;
}

}  // namespace checkback
