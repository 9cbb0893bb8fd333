// The names of one article while they are put together; each step of names/ adds to it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/names.h"
#include "reading/names/name_spans.h"
#include "reading/names/word_facts.h"

namespace checkback {

enum class Gender : std::uint8_t { kUnknown, kFemale, kMale };

// What a step needs to know of an entity beyond what is shown.
struct EntityFacts {
  std::vector<WordIndex> name;  // the words of the fullest name
  Gender gender = Gender::kUnknown;
  bool nation = false;  // a country, known or as the article speaks of it
};

// "the company's chief executive" of one person, or "the engineering group" of a business.
struct RoleFact {
  WordRange words;
  WordIndex noun = 0;  // "executive"
  std::size_t entity = 0;
};

struct NamesDraft {
  const Grammar* grammar = nullptr;
  const ArticleFacts* facts = nullptr;
  Names names;
  std::vector<EntityFacts> entities;  // beside Names::entities
  std::vector<RoleFact> roles;        // in the order of the text

  const WordFacts& At(WordIndex word) const { return facts->words[word]; }
};

// The word of `words` that the rest of them hang on.
WordIndex HeadOf(const Grammar& grammar, WordRange words);

// Puts draft.names.mentions into the order of the text, the wider of two that begin together first.
void SortMentions(NamesDraft& draft);

// Joins the spans that name the same: draft.names gets entities and mentions of form name.
void LinkNames(const std::vector<NameSpan>& spans, NamesDraft& draft);

// What people and bodies are, in the words around their names; genders that those tell.
void LearnRoles(NamesDraft& draft);

// "the foreign minister", "the ministry", "the company", "the latter": mentions of form nominal;
// "he", "her", "its": of form pronoun. Rather none than a wrong one.
void LinkBack(NamesDraft& draft);

// Countries of entities, and for what metonyms act.
void LearnCountries(NamesDraft& draft);

// Puts mentions into the order of the text and entities into that of their first mention, and
// fills Names::mention_at.
void Finish(NamesDraft& draft);

}  // namespace checkback
