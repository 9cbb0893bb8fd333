// Who takes part in an event: the name of a phrase and its CAMEO code.
//
//   "Israel's refusal" as a party is Israel, ISR; "Moroccan diplomats" are so called, MARGOV
//
// Codes are those of rules/<language>/actors.txt and of the countries that the names are known to
// be of. A phrase that names no actor is a party only by the actor inside it.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/events/dictionaries.h"
#include "reading/events/event_rules.h"
#include "reading/events/phrases.h"
#include "reading/events/sides.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/quotes.h"
#include "reading/times.h"

namespace checkback {

struct Party {
  std::string name;
  std::string code;       // "" where nothing tells it
  bool pronoun = false;   // "it", and the names do not tell who that is
  bool actor = false;     // a name, a country, or what people are ("police"); else only words
  bool several = false;   // a plural noun
  bool acts = false;      // a noun for a person or body: "the boss", "a dairy"
  bool definite = false;  // "the company"
  std::optional<std::size_t> entity;  // in Names::entities
  WordIndex head = 0;
  std::size_t phrase = 0;  // which of the sentence
};

class PartyReader {
 public:
  // Keeps references.
  PartyReader(const Grammar& grammar, const Names& names, const std::vector<TimeExpression>& times,
              std::span<const Quote> quotes);

  void StartSentence(WordRange sentence);
  // Those of the phrase that holds `head`: several where it joins some ("Arnor and Gondor").
  std::vector<Party> PartiesAt(WordIndex head) const;
  // Whether a time is named there: nobody who acts.
  bool IsTimeAt(WordIndex word) const;
  // Of the first phrase of actors that begins in `words`, without that of `not_this`.
  std::vector<Party> FirstIn(WordRange words, const std::vector<Party>& not_this) const;
  // The one of the article's two sides that `source` is not; none where it is no side.
  std::vector<Party> OtherSide(const Party& source, WordIndex at) const;
  // "It" at the head of a sentence: the side that was named last.
  std::vector<Party> LastSide(WordIndex at) const;
  // Who says the words in quotation marks, or the clause, that `word` stands in.
  const Quote* QuoteAt(WordIndex word) const;
  Party SpeakerOf(const Quote& quote) const;
  // The quote that is said by the verb `cue`.
  const Quote* QuoteWithCue(WordIndex cue) const;

 private:
  std::optional<std::size_t> PhraseOf(WordIndex word) const;
  Party PartyOf(const NounPhrase& phrase, const NounChunk& chunk, const NounChunk* inside) const;
  bool IsInsideOfName(const NounPhrase& phrase, const NounChunk& member) const;
  std::vector<Party> PartiesOf(std::size_t phrase) const;
  std::vector<WordNumber> NumbersOf(WordRange words) const;
  const Mention* NameIn(WordRange words, WordIndex head) const;
  const Mention* NameBeside(WordIndex head) const;
  void LearnWhoIsNamedHow();
  const Mention* NamedLike(WordIndex head) const;
  std::optional<std::size_t> PersonLike(std::string_view role, WordIndex before) const;
  const Mention* NamedBehind(const NounChunk& chunk) const;
  bool IsBothSides(const NounChunk& chunk) const;
  bool IsWhere(const NounPhrase& phrase) const;
  Party SideOf(std::size_t entity) const;
  Party FirstPerson(WordIndex pronoun) const;
  WordIndex FirstToName(WordRange words) const;
  bool EndsInAgent(const std::vector<WordNumber>& numbers) const;

  const Grammar& grammar_;
  const Names& names_;
  const std::vector<TimeExpression>& times_;
  const DictionarySet& known_;
  const EventRules& rules_;
  std::span<const Quote> quotes_;
  Sides sides_;
  std::vector<const Mention*> mention_at_;  // by word: the widest mention that has it as its head
  std::vector<NounPhrase> phrases_;
  WordNumber former_ = kUnknownWord;
  // By the last word of a role or name, its lemma for bodies: the one person or body that has it;
  // nobody where several do.
  struct Named {
    const Mention* first = nullptr;
    bool several = false;
  };
  std::unordered_map<std::string, Named> person_by_role_, body_by_noun_;
};

}  // namespace checkback
