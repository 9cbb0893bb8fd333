// What is said and by which words, as the grammar has it, without regard to quotation marks.
//
//   The talks are over, the minister said on Monday, and the envoys have left.
//   ---- content -----  ----attribution---           ------- content --------
//                                    cue
//
// How verbs take what is said stands in rules/<language>/quotes.txt. Not a saying: what somebody
// does not or will not say ("declined to say"), and what stands in a condition.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/said_rules.h"

namespace checkback {

struct Saying {
  WordRange cue;                     // "said", "according to"
  std::optional<WordIndex> verb;     // the verb of it; nothing for a phrase
  std::optional<WordIndex> speaker;  // the head of the phrase's noun: "ministry"
  WordRange attribution;             // the speaker and the verb
  std::vector<WordRange> contents;   // none where only words in quotation marks could be meant
};

// The sayings of `grammar` in the order of their cues. `quoted`: of each word, whether it stands
// between quotation marks; nobody outside speaks by such a verb. Linear. Safe to call from many
// threads.
std::vector<Saying> FindSayings(const Grammar& grammar, const std::vector<bool>& quoted);

}  // namespace checkback
