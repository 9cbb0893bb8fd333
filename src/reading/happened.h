// How far what a clause says is to be taken as happened: -3 (certainly not) to 3 (certainly).
//
//   "He left." 2.6    "He will leave." -1.1    "He was asked to leave." -0.3
//
// A sum of weights in rules/<language>/happened.txt, one for each thing that stands in or around
// the clause; quality/train_happened makes them from judgements of readers (docs/decisions/0012).

#pragma once

#include <cstddef>
#include <string_view>

#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/standing.h"

namespace checkback {

// Takes what is weighed, one call for each: a kind of sign ("lemma", "modal above") and its value,
// which may have two parts ("will", "not").
class SignTaker {
 public:
  SignTaker() = default;
  SignTaker(const SignTaker&) = delete;
  SignTaker& operator=(const SignTaker&) = delete;
  virtual ~SignTaker() = default;
  virtual void Take(std::string_view kind, std::string_view value, std::string_view second) = 0;
};

// The signs in and around the clause at `place` of `clauses`, in a fixed order.
void FindSigns(const Grammar& grammar, const Clauses& clauses, const Standings& standings,
               std::size_t place, SignTaker& taker);

// The score of that clause; 0 in a language without weights. Safe to call from many threads.
double Happened(const Grammar& grammar, const Clauses& clauses, const Standings& standings,
                std::size_t place);

}  // namespace checkback
