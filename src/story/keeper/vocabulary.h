// How rare is a term? Told from the articles that came before, never from those to come.
//
// A language that rules/ holds a background for (rules/en/background.txt: in what share of
// articles a word stands) starts from it, as if kBackground articles had been read; any other
// learns from its first article on. Old articles lose weight: whenever kRemembered were counted
// all counts are halved, so that the word of the year stops being rare, and terms that nobody
// uses any more are forgotten.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/keeper/terms.h"

namespace checkback {

using TermId = std::uint32_t;
inline constexpr TermId kNoTerm = ~TermId{0};

// The languages that have a background, in alphabetical order.
std::vector<std::string> BackgroundLanguages();

class Vocabulary {
 public:
  static constexpr double kBackground = 2000;
  static constexpr std::uint32_t kRemembered = 40'000;

  explicit Vocabulary(std::string_view language);

  // The numbers of the terms, in their order; new ones for those that were not known.
  std::vector<TermId> IdsOf(const ArticleTerms& article);
  TermId IdOf(std::uint64_t hash, bool figure);
  // The number of a term that is known, else kNoTerm.
  TermId Find(std::uint64_t hash) const;
  std::uint64_t HashOf(TermId term) const { return terms_[term].hash; }
  bool IsFigure(TermId term) const { return terms_[term].figure; }
  std::size_t size() const { return terms_.size(); }  // numbers are below it

  // In how many articles it was counted, by what is remembered.
  std::uint32_t Articles(TermId term) const { return terms_[term].articles; }
  // No word of the language's background, nor a figure. Never where there is no background.
  bool IsForeign(TermId term) const {
    return background_articles_ > 0 && terms_[term].background == 0 && !terms_[term].figure;
  }

  double Idf(TermId term) const;
  // How much the words are of this language: the sum of the shares of articles they stand in.
  double Familiarity(const ArticleTerms& article) const;

  // Counts one article. True: counts were halved, and Forget should follow.
  bool Learn(const std::vector<TermId>& terms);
  // Drops the terms that have no count and are not `used`; their numbers may be given again.
  void Forget(const std::vector<bool>& used);

  template <typename Archive>
  friend void Fields(Archive& archive, Vocabulary& v) {
    archive(v.terms_, v.free_, v.articles_);
    if constexpr (Archive::kLoads) v.Reindex();
  }

 private:
  struct Known {
    std::uint64_t hash = 0;
    float background = 0;  // share of articles before the first
    std::uint32_t articles : 30 = 0;
    bool figure : 1 = false;
    bool free : 1 = false;

    template <typename Archive>
    friend void Fields(Archive& archive, Known& k) {
      std::uint32_t count = k.articles;
      bool is_figure = k.figure, is_free = k.free;
      archive(k.hash, count, k.background, is_figure, is_free);
      k.articles = count & ((1u << 30) - 1);
      k.figure = is_figure;
      k.free = is_free;
    }
  };

  void Reindex();
  void Enter(TermId term);
  double Seen(const Known& term) const {
    return term.articles + static_cast<double>(term.background) * background_articles_;
  }

  std::unordered_map<std::uint64_t, float> background_;
  double background_articles_ = 0;
  // Where each term is, by its hash: numbers alone, as there are many, and the terms know their
  // hashes. A power of two.
  std::vector<TermId> slots_;
  std::size_t entered_ = 0;
  std::vector<Known> terms_;
  std::vector<TermId> free_;
  std::uint32_t articles_ = 0;
};

}  // namespace checkback
