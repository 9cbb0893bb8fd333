// Names: the people, bodies and places of an article, and every place where it speaks of them.
//
//   Kremlin spokesperson Dmitry Peskov said ... Peskov added that he ... Moscow said ...
//   -------              -------------          ------            --     ------
//   entity "Dmitry Peskov", person, roles {"Kremlin spokesperson"}, mentions name, name, pronoun
//
// An entity is named by the fullest name that the article prints for it. Entities stand in the
// order of their first mention; mentions in the order of the text, none over another unless one
// lies inside the other ("[Bank of [England]]").

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "text/span.h"

namespace checkback {

enum class NameKind : std::uint8_t { kPerson, kOrganization, kPlace, kOther };

struct Entity {
  std::string name;  // as printed, the fullest
  NameKind kind = NameKind::kOther;
  std::vector<std::string> roles;  // as printed: "foreign minister", "Kremlin spokesperson"
  std::string country;             // ISO 3166-1 alpha-3; "" where nothing tells it
  std::string stands_for;  // for what a metonym acts: "Russia" of the Kremlin; "" for others

  friend bool operator==(const Entity&, const Entity&) = default;
};

enum class MentionForm : std::uint8_t { kName, kNominal, kPronoun };

struct Mention {
  Span span;
  WordRange words;
  WordIndex head = 0;      // the word of it that the grammar knows: "Peskov" of "Dmitry Peskov"
  std::size_t entity = 0;  // place in Names::entities
  MentionForm form = MentionForm::kName;

  friend bool operator==(const Mention&, const Mention&) = default;
};

struct Names {
  std::vector<Entity> entities;
  std::vector<Mention> mentions;
  // By word: the place in `mentions` of the mention that the phrase headed by it is, plus one; 0
  // for none. "spokeswoman" of "the spokeswoman Ana Ruiz" has the mention "Ana Ruiz".
  std::vector<std::uint32_t> mention_at;

  // The mention that the phrase headed by `head` is, or holds at its head; the widest. Constant
  // time.
  const Mention* MentionAt(WordIndex head) const;
  // The entity of that mention.
  std::optional<std::size_t> EntityAt(WordIndex head) const;

  friend bool operator==(const Names&, const Names&) = default;
};

// The names of the text of `grammar`. Deterministic; linear. Safe to call from many threads.
Names FindNames(const Grammar& grammar);

std::string_view NameOf(NameKind kind);     // "organization"
std::string_view NameOf(MentionForm form);  // "nominal"

}  // namespace checkback
