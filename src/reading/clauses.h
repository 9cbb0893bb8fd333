// The clauses of an article: who does what in each, and how it hangs on the clause above.
//
//   The ministry said on Monday that it had not met the rebels.
//       subject  predicate                 above: "said", as kContent
//                                     subject "it", predicate "met", object "rebels", negated, past
//
// Statements, questions, events and answers are all read from these, so each has the same idea of
// what is denied, what is only planned, and who says it. A clause has one predicate: a verb, or
// the noun or adjective of "is" ("The bridge is closed"). Attributions set into a clause ("It is
// closed, he said, ...") are turned the right way round: the clause of "said" is the one above.
// Only in a language with a parser; elsewhere there are none.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "reading/cues.h"
#include "reading/grammar.h"

namespace checkback {

// How a clause hangs on the clause above it.
enum class ClauseTie : std::uint8_t {
  kMain,       // on none: the sentence itself, or what is set beside it
  kJoined,     // "signed and left"
  kContent,    // what a word of saying, knowing or wanting says: "said that ...", "agreed to ..."
  kWhether,    // content that asks: "whether", "if", "who", "how many"
  kCondition,  // "if it rains", "should he come", "unless"
  kPurpose,    // "to meet them"
  kAside,      // "while", "after", "setting up ..."
  kRelative,   // "who left", of a noun
  kOfNoun,     // "the plan to leave", "the men held in Dreve"
};

enum class ClauseTense : std::uint8_t { kNone, kPresent, kPast, kFuture };

// The words around a predicate that tell when and how sure: "would not have been met".
struct VerbGroup {
  std::optional<WordIndex> modal;          // "would", "'ll", "may"
  ClauseTense tense = ClauseTense::kNone;  // of the first verb; kNone: "to meet", "meeting"
  bool negated = false;                    // "not", "never", "no longer", "nobody", "no batch"
  bool none = false;     // negated by its subject or object: "no batch", "nothing", "nobody"
  bool perfect = false;  // "has met", "to have met"
  bool progressive = false;
  bool passive = false;
  bool infinitive = false;  // "to meet", without a finite verb
  bool to_be = false;       // "is to meet", "was to be held": a plan
  bool copula = false;      // the predicate is a noun, an adjective or a place

  friend bool operator==(const VerbGroup&, const VerbGroup&) = default;
};

struct Clause {
  WordIndex predicate = 0;
  // From its first to its last word, clauses below it counted, but without what is joined to it at
  // its end ("and left") and without attributions at its ends. Punctuation at the ends is left out.
  WordRange words;
  VerbGroup verb;
  ClauseTie tie = ClauseTie::kMain;
  std::optional<std::size_t> above;  // place in Clauses::all
  std::optional<WordIndex> through;  // the noun between both: "claims" of "claims that he left"
  std::optional<WordIndex> mark;     // "that", "if", "whether", "who"
  // Heads of phrases. The subject of "to leave" in "he agreed to leave" is "he".
  std::optional<WordIndex> subject, object;
  std::vector<WordIndex> obliques;
  std::optional<WordIndex> condition;  // the predicate of the clause that it depends on
  std::optional<WordIndex> according;  // the source in "according to the ministry"
  Cue cue = Cue::kNone;                // of the predicate
  bool question = false;               // "Will he come?"

  friend bool operator==(const Clause&, const Clause&) = default;
};

struct Clauses {
  std::vector<Clause> all;  // in the order of their predicates
  // Of each word, the clause of which it is the predicate or to which it belongs; npos for none.
  std::vector<std::size_t> of_word;
  // Places in `all` so that every clause stands behind the one above it.
  std::vector<std::size_t> from_above;

  static constexpr std::size_t kNoClause = static_cast<std::size_t>(-1);
  friend bool operator==(const Clauses&, const Clauses&) = default;
};

// Linear. Safe to call from many threads.
Clauses FindClauses(const Grammar& grammar);

}  // namespace checkback
