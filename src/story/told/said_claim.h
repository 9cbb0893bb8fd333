// Statements of a story as they are held against each other: who is said to have done what to whom,
// in words that are the same however they are printed.
//
//   "He was arrested by police on Friday."  -->  agent {police}, act arrest, patient {the name of
//   "he"}, day 2025-05-16
//
// Two are of one act where the act is the same word and neither who acts nor whom it concerns
// differs: careful, since what is shown as a contradiction and is none costs the reader's trust.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/content_words.h"
#include "story/told/told.h"

namespace checkback {

struct SaidClaim {
  Passage sentence;
  Span span;                 // of the statement
  HeldWords words, names;    // families; `names` of the whole sentence
  HeldWords agent, patient;  // families: of the full name, or of the head word; empty: not told
  HeldWords others;          // words of the further names in it
  Span agent_at;             // its head word
  bool agent_is_name = false, patient_is_name = false;
  std::uint64_t act = 0;  // family; 0: a word of grammar ("was")
  HeldWords source;       // families; empty: the outlet
  std::size_t page = 0;
  Instant told_at{};
  bool is_copy = false;
  bool has_source = false;  // somebody says it, also one without a name ("they")
  bool is_turned = false;   // negated, or denied
  bool is_negated = false;  // by its own words
  std::string act_word;     // as printed, in lower case
  // What it has none of: "test", "injuries"; and the family of the word before it: "failed".
  std::string none;
  std::uint64_t before_none = 0;
  bool has_no_part = false;    // "had nothing to do with it"
  bool has_subject = false;    // "don't wear a mask" has none
  bool is_light = false;       // its act says little by itself ("made", "was")
  bool is_doing = false;       // its act does what its object names: "submitted her resignation"
  bool is_so = false;          // said to be so: what "did not want to" holds is neither
  bool is_beside_no = false;   // its sentence says "not" or "no" elsewhere
  bool may_be_denied = false;  // the whole of what its sentence tells
  HeldWords days;              // hashes of the days and hours that it names
};

// The statements of one sentence, at most 16, that are said to be so or not to be so: none that
// is planned, conditional, proposed or unclear. Valid without the telling. `content` is that of the
// sentence.
std::vector<SaidClaim> SaidClaimsOf(const Telling& telling, const Passage& sentence,
                                    const Content& content);

// One statement, whatever its status; without what only its sentence tells (`names`,
// `may_be_denied`, a denial around it).
SaidClaim ClaimAt(const Telling& telling, const NewsStatement& statement);

// 1: they share a word, -1: both are told and share none, 0: one is not told.
int SharedBy(const HeldWords& a, const HeldWords& b);

// Whether each has words in a list that the other lacks.
bool HaveOnlyTheirOwn(const HeldWords& a, const HeldWords& b);

// Whether both are of one act by one party on one thing, as far as they tell it.
bool AreOfOneAct(const SaidClaim& a, const SaidClaim& b);
// Whether `none` says that there was nothing of what `a` tells: "failed a test", "no failed test";
// "was found to be leaking", "no leakage".
bool SaysThereWasNone(const SaidClaim& a, const SaidClaim& none);
// Whether `none` says that who acts in `a` had no part in it.
bool SaysItHadNoPart(const SaidClaim& a, const SaidClaim& none);
// Whether `none` says that who acts in `a` did not do what it did by name: "submitted her
// resignation", "did not resign".
bool SaysItWasNotDone(const SaidClaim& a, const SaidClaim& none);
// Whether both are said by one: "Karsk", "Milena Karsk".
bool AreBySameSource(const SaidClaim& a, const SaidClaim& b);

}  // namespace checkback
