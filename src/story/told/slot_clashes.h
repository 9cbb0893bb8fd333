// What two outlets tell of one act at the same time, with another day, another place or another
// who.
//
//   "Dreve was arrested in Port Cassim."    "Dreve was arrested in Bel Oro."       place
//   "Karsk signed the accord on Sunday."    "Karsk signed the accord on Saturday." day
//   "Wenning opened the gate."              "The gate was opened by Orr."          who
//
// Only of pages that go back to two reports and were printed within a day of each other: later the
// story has moved on. The act must be one (said_claim.h), a name among those whom it concerns. What
// one page tells and the other speaks of too, if elsewhere, is told of differently and not
// otherwise. A claim meets the newest that share its act and a party.
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "story/told/newest.h"
#include "story/told/read_sentences.h"
#include "story/told/said_claim.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

class SlotClashes {
 public:
  // `sentences`: of `next`. Those of the capture, in the order of its text; without their ids.
  std::vector<Contradiction> Add(const NextCapture& next, ReadSentences& sentences);

 private:
  // What stands in a slot: where it is printed, and what it says.
  struct Slot {
    Span words;
    HeldWords said;     // families of a name
    std::string value;  // of a day
    std::string printed;
    std::size_t count = 0;  // of such in the statement
  };
  struct Told {
    SaidClaim claim;
    Slot day, place, who;
    std::string act;
    bool is_sole = false;  // it can be done by one alone
    std::size_t origin = 0;
    Instant told_at{};
  };

  Told ToldOf(const NextCapture& next, SaidClaim claim) const;
  void Compare(const Told& a, const Told& b, std::vector<Contradiction>& found) const;
  void Meet(Told told, std::vector<Contradiction>& found);
  bool Speaks(std::size_t capture, const HeldWords& name) const;

  ListedItems<Told> told_;
  HashTable<std::vector<std::uint32_t>> by_act_;  // and a party, the newest
  std::vector<HeldWords> names_;                  // of the captures
  HashSet printed_;                               // sentences
};

}  // namespace checkback
