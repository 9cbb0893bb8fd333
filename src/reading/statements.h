// Statements: what an article says, clause by clause, with who says it and how sure it is.
//
//   The ministry denied that it had met the rebels.
//                ------      ---------------------
//                reported    denied, source "The ministry"
//
// One for each proposition, so that the smallest statement over a word is the one that the word
// belongs to. A verb of saying, planning or trying with what it says below it is a statement of its
// own ("denied" above) that covers no more than the verb; the rest is the statement.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/standing.h"
#include "text/span.h"

namespace checkback {

struct NewsStatement {
  Span span;
  WordRange words;
  WordIndex predicate = 0;
  std::string source;                        // the fullest name or as worded; "": the outlet
  std::optional<std::size_t> source_entity;  // place in Names::entities
  Status status = Status::kReported;
  double happened = 0;   // -3: certainly not ... 3: certainly
  bool telling = false;  // no more than the act of saying, planning, trying
  // Head words: who acts, the word for the act, to whom or what it is done. Empty where none is
  // told; what is the subject of a passive is the patient. "The bridge is closed": bridge, closed.
  Span agent, act, patient;
  bool negated = false;  // by its own words: "not", "nobody", "no bridge"

  friend bool operator==(const NewsStatement&, const NewsStatement&) = default;
};

// In the order of their predicates. Linear. Safe to call from many threads.
std::vector<NewsStatement> FindStatements(const Grammar& grammar, const Clauses& clauses,
                                          const Standings& standings);

}  // namespace checkback
