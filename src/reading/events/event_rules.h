// Our own patterns of events: rules/<language>/events.txt.
//
//   set talks talk meeting negotiation
//   # "Tarsova held talks with Illmark." = Tarsova | CONSULT | Illmark
//   CONSULT 040 verb hold,have obj=@talks -> target=obj.with,with
//
// A rule: class, CAMEO code, part of speech, lemmas, conditions, and where source and target stand.
// A place is a path from the predicate: subj obj iobj xcomp ccomp poss mod prt noun, or a
// preposition. See the head of the file for all of it.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "reading/universal.h"

namespace checkback {

using EventPath = std::vector<std::string_view>;  // "obj.with"

struct EventCondition {
  EventPath path;
  std::vector<std::string_view> words;  // lemmas; empty: anything stands there
  bool absent = false;                  // != : none of them stands there
};

struct EventRule {
  std::string_view type, cameo;  // type "-": no event, and nothing inside is one
  Upos part = Upos::kVerb;
  std::vector<EventCondition> conditions;
  std::vector<EventPath> source, target;
  bool as_it_is = false;   // CLASS!: "will" does not turn it
  bool no_target = false;  // target=none: what stands behind it is none either
  std::size_t line = 0;
};

// What a clause that somebody says makes of the saying: "We will not sign" is a refusal. Signs are
// those at the head of "what is said" in the file.
struct SaidSign {
  std::string_view sign;                // "not", "pred"
  std::vector<std::string_view> words;  // of "pred=lie,steal"; none for a bare sign
  bool absent = false;
};
struct SaidRule {
  std::string_view type, cameo;
  std::vector<SaidSign> signs;
  std::string_view target;  // "subj", "obj", "if"; "" for nobody
  std::size_t line = 0;
};

// What an event becomes that is only meant: "will visit" is an agreement, "will attack" a threat.
struct MeantEvent {
  std::string_view type, cameo;
};

// The worked examples above the rules, which are tests.
struct EventExample {
  std::string_view sentence;
  std::string_view answer;  // "Tarsova | CONSULT | Illmark"; "none"
  std::size_t line = 0;
};

struct EventRules {
  std::vector<EventRule> rules;
  std::vector<SaidRule> said;  // in the order of the file
  // By lemma: what says more stands first.
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_lemma;
  std::unordered_map<std::string_view, MeantEvent> intended, refused, asked;  // by class
  std::unordered_map<std::string_view, std::vector<std::string_view>> sets;
  std::vector<EventExample> examples;
  std::size_t unreadable = 0;  // lines; none in a tree that passes its tests

  // Those of a lemma, also of one that the lemmas spell with a letter too many ("expell"); null
  // where there are none.
  const std::vector<std::uint32_t>* OfLemma(std::string_view lemma) const;
};

// Views of `text`, which must outlive them.
EventRules ReadEventRules(std::string_view text);

// Those of a language; empty for one without a file. Safe to call from many threads.
const EventRules& EventRulesOf(std::string_view language);

}  // namespace checkback
