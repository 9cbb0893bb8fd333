// The words of invented news: a few hundred real ones on top, then made-up ones, drawn with
// the frequencies of a language (Zipf: the k-th word k times rarer than the first).

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random.h"

namespace bench {

class Vocabulary {
 public:
  // With `size` made-up words of each kind besides the real ones.
  Vocabulary(std::uint64_t seed, std::size_t size);

  // A word by its frequency; lives as long as the vocabulary. Safe to call from many threads.
  const std::string& Noun(Random& random) const { return Drawn(nouns_, random); }
  const std::string& Verb(Random& random) const { return Drawn(verbs_, random); }
  const std::string& Adjective(Random& random) const { return Drawn(adjectives_, random); }

  // Made-up names, of which there are many: "Maren Oskvell", "Port Tandal".
  static std::string PersonName(Random& random);
  static std::string PlaceName(Random& random);

  const std::vector<std::string>& nouns() const { return nouns_; }

 private:
  static const std::string& Drawn(const std::vector<std::string>& words, Random& random);

  std::vector<std::string> nouns_, verbs_, adjectives_;  // the most frequent first
};

}  // namespace bench
