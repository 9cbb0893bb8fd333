// What pronouns and nouns are linked by: who was named before, and how near.

#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/names/draft.h"

namespace checkback {

// A mention that was passed, of any form.
struct Passed {
  std::size_t entity = 0;
  WordIndex head = 0;
  std::size_t sentence = 0;
  bool subject = false;
  bool quoted = false;
};

// The article up to a word.
class Memory {
 public:
  explicit Memory(const NamesDraft& draft) : draft_(draft), last_(draft.entities.size(), kNever) {}

  void Pass(const Mention& mention);
  // The mentions passed, latest last; old ones are forgotten.
  const std::vector<Passed>& passed() const { return passed_; }
  // Where the entity was mentioned last; nothing: not yet.
  std::optional<WordIndex> LastOf(std::size_t entity) const;

 private:
  static constexpr WordIndex kNever = ~WordIndex{0};
  const NamesDraft& draft_;
  std::vector<WordIndex> last_;
  std::vector<Passed> passed_;
};

bool IsSubject(const Grammar& grammar, WordIndex head);

class NominalLinker {
 public:
  explicit NominalLinker(const NamesDraft& draft);

  // "the foreign minister" where `noun` is the noun of such a phrase that means an entity.
  std::optional<Mention> At(WordIndex noun, const Memory& memory) const;

 private:
  WordRange PhraseOf(WordIndex noun) const;
  std::optional<WordIndex> OwnerBehind(WordIndex noun) const;
  std::optional<std::size_t> ByRole(WordRange phrase, WordIndex noun, const Memory& memory) const;
  std::optional<std::size_t> ByName(WordIndex noun, const Memory& memory) const;
  std::optional<std::size_t> Nearest(NameClass one, WordIndex noun, const Memory& memory) const;
  std::optional<std::size_t> Latter(WordIndex word, const Memory& memory) const;
  bool RoleFits(const RoleFact& role, WordRange phrase, WordIndex noun) const;

  const NamesDraft& draft_;
  const Grammar& grammar_;
  // By the noun: places in draft.roles; entities by a noun of their names ("ministry").
  std::unordered_map<std::string_view, std::vector<std::size_t>> roles_, bodies_;
};

class PronounLinker {
 public:
  explicit PronounLinker(NamesDraft& draft) : draft_(draft), grammar_(*draft.grammar) {}

  std::optional<Mention> At(WordIndex word, const Memory& memory);

 private:
  std::optional<std::size_t> Person(WordIndex word, Gender gender, const Memory& memory);
  std::optional<WordIndex> SubjectBefore(WordIndex verb, WordIndex word) const;
  std::optional<std::size_t> Thing(WordIndex word, const Memory& memory) const;
  int ScoreOf(WordIndex word, const Passed& passed) const;
  bool IsObjectBeside(WordIndex word, const Passed& passed) const;
  bool SpeaksAround(WordIndex word, std::size_t entity) const;

  NamesDraft& draft_;
  const Grammar& grammar_;
};

}  // namespace checkback
