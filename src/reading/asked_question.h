// What was found open, as an open question: its span, what would answer it, and what it is about.
//
//   It did not come, and it is not clear why.      "why" alone says little: the whole sentence
//   Nor is it known why the plant was running.     with its "Nor"
//
// The words of somebody's name are known by the entity that they name. Linear in the article. Keeps
// references to what it is made of; safe to call from many threads.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reading/not_known.h"
#include "reading/questions.h"

namespace checkback {

class AskedQuestions {
 public:
  AskedQuestions(const Grammar& grammar, const Names& names, const NotKnown& words);

  // Null where word `i` heads no name.
  const Entity* NamedBy(WordIndex i) const;

  // `clause` of `sentence` says that `asked` is not known.
  OpenQuestion Question(QuestionKind kind, WordRange clause, WordRange asked,
                        WordRange sentence) const;

  // The words of `range` around `word`, at most as many as the parser reads together: a question of
  // an endless sentence is no longer than that.
  static WordRange Near(WordRange range, WordIndex word);

 private:
  WordRange Shown(WordRange clause, WordRange asked, WordRange sentence) const;
  bool IsHowLong(WordRange asked) const;
  bool AsksForCause(QuestionKind kind, std::optional<WordIndex> predicate) const;
  std::optional<WordIndex> PredicateOf(WordRange asked) const;
  std::vector<std::string> AboutOf(WordRange asked) const;

  const Grammar& grammar_;
  const Names& names_;
  const NotKnown& words_;
  std::vector<std::uint32_t> entity_of_;  // by word
};

}  // namespace checkback
