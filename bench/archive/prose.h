// Articles of invented news: sentences by pattern, with the cast of their story.
//
// An article is a list of paragraphs, each a list of sentences, so that its later versions
// and its copies at other outlets can be made by changing sentences.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "random.h"
#include "vocabulary.h"

namespace bench {

using Paragraph = std::vector<std::string>;

struct Prose {
  std::string headline;
  std::vector<Paragraph> paragraphs;
};

// Who and what a story is about; its articles share it.
struct Cast {
  std::vector<std::string> people;  // "Maren Oskvell"
  std::vector<std::string> bodies;  // "the Tandal Council"
  std::string place;
  std::vector<std::string> nouns;  // that its articles speak of more than others do
};

Cast MakeCast(const Vocabulary& vocabulary, std::uint64_t seed);

// An article of about `words` words.
Prose MakeProse(const Vocabulary& vocabulary, const Cast& cast, std::uint64_t seed, int words);

// The next version of an article: one to three sentences changed, a paragraph added or taken
// away at times.
void Edit(Prose& prose, const Vocabulary& vocabulary, const Cast& cast, std::uint64_t seed);

// As another desk hands it on: words changed in a tenth of the sentences, one left out.
void Rewrite(Prose& prose, const Vocabulary& vocabulary, std::uint64_t seed);

}  // namespace bench
