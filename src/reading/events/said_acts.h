// Acts that are done by saying something: a refusal, a threat, an accusation.
//
//   "There is no coup," Rui Tavel said.          Rui Tavel | REJECT
//   "They lied to us," the mayor said.           the mayor | ACCUSE
//
// By the lines "said" of rules/<language>/events.txt, on the outermost clauses of a quote (direct
// or not). The one who says it is the source.

#pragma once

#include <optional>
#include <string_view>

#include "reading/clauses.h"
#include "reading/events.h"
#include "reading/events/event_rules.h"
#include "reading/events/parties.h"

namespace checkback {

struct SaidAct {
  WordIndex predicate = 0;
  const SaidRule* rule = nullptr;
  Party speaker;
  std::optional<WordIndex> target;  // where the target stands
};

class SaidActs {
 public:
  // Keeps a reference.
  explicit SaidActs(const EventSurroundings& around);

  // The first in `sentence`. Linear in its words times the lines.
  std::optional<SaidAct> In(WordRange sentence, const PartyReader& parties) const;

 private:
  bool Fits(const SaidRule& rule, std::size_t clause, const Quote& quote) const;
  bool Has(const SaidSign& sign, std::size_t clause, const Quote& quote) const;
  bool IsOutermost(std::size_t clause, const Quote& quote) const;
  bool IsSelf(WordIndex word, const Quote& quote) const;
  std::string_view SubjectKind(const Clause& clause, const Quote& quote) const;
  std::optional<WordIndex> ConditionOf(const Clause& clause, const Quote& quote) const;
  std::optional<WordIndex> TargetOf(const SaidRule& rule, const Clause& clause,
                                    const Quote& quote) const;

  const EventSurroundings& around_;
  const EventRules& rules_;
};

}  // namespace checkback
