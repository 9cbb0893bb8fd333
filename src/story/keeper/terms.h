// The terms of an article: the words that stories are compared by.
//
//   headline     Quake of 6.1 shakes Halvar's coast
//   terms        quake  of  6.1  shakes  halvar  coast
//
// Case is folded; an apostrophe or a hyphen parts words, and what is left of a single letter is
// dropped ("Halvar's", "l'homme"). Figures stay whole ("6.1", "1,140"). Scripts written
// without blanks give every two characters in a row (three in those with vowel signs). No rule
// here knows a language.
//
// Each term says where it stood: in the headline, in the lede (headline, description and the
// first words of the body), in all; and whether it is written like a name.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

struct Term {
  std::uint64_t hash = 0;
  std::string word;  // as folded
  std::uint16_t head = 0;
  std::uint16_t lede = 0;  // headline and description count here too
  std::uint16_t all = 0;
  bool digits = false;
  bool name = false;        // a capital where none was due
  std::uint32_t first = 0;  // its rank in the reading: 0 is the first word

  friend bool operator==(const Term&, const Term&) = default;
};

struct ArticleTerms {
  std::vector<Term> terms;  // in the order of the text, each once
  std::uint32_t head_words = 0;
  std::uint32_t words = 0;  // of headline, description and body together
};

// The hash of a folded word; the same in every run and release.
std::uint64_t TermHash(std::string_view word);

// At most kMostTerms different ones, the first of the text; linear. Same text, same terms, in
// every run. Safe to call from many threads.
inline constexpr std::size_t kMostTerms = 2000;
ArticleTerms TermsOf(std::string_view headline, std::string_view description,
                     std::string_view text);

}  // namespace checkback
