// Whether two numbers of one series count the same thing so surely that, where they differ, one of
// them is wrong.
//
//   "10 civilians were killed"   "seven children were killed"        no: of whom
//   "63 died in Halvar"          "24 died in Drin"                   no: each has a place of its
//   own "6.4 per cent in May"        "6.5 per cent in June"              no: when "13 million
//   documents"       "The 7 million internal documents"  yes
//
// A series may hold two things without harm; a contradiction may not (docs/decisions/0020).
//
// Pure and safe to call from many threads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/told.h"

namespace checkback {

// What a number counts, where and when, as its clause tells it.
struct CountedThing {
  HeldWords nouns;           // families, without those for anybody ("people") and for the role
  bool is_anybody = false;   // nothing but such words
  bool is_named = false;     // its last noun has a capital: "Palestinians"
  bool has_role = false;     // "killed"
  bool is_share = false;     // per cent
  bool is_expected = false;  // "analysts were expecting"
  bool is_given = false;     // by an act of giving a number: "put it at"
  bool is_no_count = false;  // "the second climber", "a seven-day average", "including two"
  bool is_sum = false;       // "so far": of all times together
  bool adds_up = false;      // of an act that goes on: "38 houses burned"
  bool is_open = false;      // "at least four or five"
  HeldWords agent, patient;  // of its clause (said_claim.h)
  HeldWords clause;          // its words
  std::uint64_t act = 0;
  HeldWords names;                 // of the clause, without those of the source
  HeldWords places;                // names of the sentence
  HeldWords sentence;              // all its words
  std::vector<std::string> times;  // values: "2021-05", "2025-05-14"
};

CountedThing CountedThingAt(const Telling& telling, const Figure& figure);

// Whether a number stands as what another says: "well below the 9 million".
bool IsSetAgainst(const Telling& telling, const Figure& figure);

// Whether the number of `less` may be that of a part of the places of `more`: it names one of which
// `more` does not speak.
bool MayBeOfAPart(const CountedThing& less, const CountedThing& more);

// Whether their clauses share a word beside what is counted: that of two pages they count one
// thing.
bool TellMoreInCommon(const CountedThing& a, const CountedThing& b);

// `leans`: `b` is bare and counts what `a` does ("The institute stuck with 5.8").
bool MayBeCounted(const CountedThing& a, const CountedThing& b, bool leans);

// The step in which a number may have been rounded: 100 of 2,800, 0.1 of "6.0", 1 of 50; no more
// than a tenth of it.
double RoundedTo(double value, std::string_view printed);

}  // namespace checkback
