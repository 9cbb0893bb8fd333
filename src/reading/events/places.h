// Places in the grammar of a predicate, by the names that rules use.
//
//   The ministry rejected Illmark's offer of talks.
//   rejected: subj ministry, obj offer;  obj.poss Illmark;  obj.of talks

#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "reading/events/event_rules.h"
#include "reading/grammar.h"

namespace checkback {

// The words in the place `step` of `word`: "subj" "obj" "iobj" "xcomp" "ccomp" "advcl" "poss" "mod"
// "prt" "adv" "aux" "not" "within", or a preposition. A passive's subject is its object, its agent
// its subject.
std::vector<WordIndex> WordsInPlace(const Grammar& grammar, WordIndex word, std::string_view step);

// Those at the end of a path.
std::vector<WordIndex> WordsAt(const Grammar& grammar, WordIndex word, const EventPath& path);

// The subject of a verb, also where it shares that of a verb above: "agreed to send", "came and
// saw", "X, accused by Y", "who".
std::optional<WordIndex> SubjectOfVerb(const Grammar& grammar, WordIndex verb);

// A finite verb that the parser took for an adjective of its object: "Serbia eased measures". Its
// subject stands right before it, its object is its head.
bool IsVerbTakenForAdjective(const Grammar& grammar, WordIndex word);

}  // namespace checkback
