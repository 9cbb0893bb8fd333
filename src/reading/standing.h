// How each clause of an article is meant: as a fact, a claim, a plan, a condition, not known.
//
//   The ministry denied that it planned to close the bridge.
//                denied: reported     planned: denied    close: denied
//
// A function of the chain of clauses from the outside in: what a denial holds is denied, whatever
// it says further inside. Words and their classes stand in rules/<language>/cues.txt.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/quotes.h"
#include "reading/speakers.h"
#include "reading/status.h"

namespace checkback {

// How one clause is meant.
struct Standing {
  Status status = Status::kReported;   // of what the clause itself says
  Status told = Status::kReported;     // of what is said, denied, planned by its predicate
  std::optional<std::size_t> source;   // place in Standings::sources; nothing: the outlet
  std::optional<std::size_t> speaker;  // who tells what the clause tells: the subject of "said"
  bool negated = false;                // "refused to say": negated, although no "not" stands there

  friend bool operator==(const Standing&, const Standing&) = default;
};

struct Standings {
  std::vector<Standing> of_clause;  // beside Clauses::all
  std::vector<SourceOfClause> sources;

  friend bool operator==(const Standings&, const Standings&) = default;
};

// `quotes` are those of the same text, in its order: what stands in one and is told by no clause
// around it ("..., he said. It was late.") is told by its speaker. Linear. Safe to call from many
// threads.
Standings FindStandings(const Grammar& grammar, const Clauses& clauses, const Names& names,
                        std::span<const Quote> quotes);

}  // namespace checkback
