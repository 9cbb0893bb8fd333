// How rare is a term? Told from the articles that came before, never from those to come.
//
// A language that rules/ holds a background for (rules/en/background.txt: in what share of
// articles a word stands) starts from it, as if kBackground articles had been read; any other
// learns from its first article on. Old articles lose weight: whenever kRemembered articles were
// counted, all counts are halved, so that the word of the year stops being rare.

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/keeper/terms.h"

namespace checkback {

using TermId = std::uint32_t;

class Vocabulary {
 public:
  static constexpr double kBackground = 2000;
  static constexpr std::uint32_t kRemembered = 40'000;

  explicit Vocabulary(std::string_view language);

  // The number of a term; a new one where it was not seen before.
  TermId IdOf(std::uint64_t hash);
  double Idf(TermId term) const;
  // Counts one article.
  void Learn(const std::vector<TermId>& terms);

 private:
  std::unordered_map<std::uint64_t, TermId> ids_;
  std::vector<std::uint32_t> counts_;  // of articles, by term
  std::vector<float> background_;      // the same before the first article
  std::uint32_t articles_ = 0;
  double background_articles_ = 0;
  std::unordered_map<std::uint64_t, float> shares_;
};

}  // namespace checkback
