// Dictionaries of events: what `read --dictionaries DIR` reads.
//
//   PETR.Validate.actors.txt  PETR.Validate.agents.txt  PETR.Validate.verbs.txt    one set
//   Phoenix.Countries.actors.txt  Phoenix.agents.txt  CAMEO.2.0.txt                another
//
// Files are told apart by their names (".actors.", ".agents.", ".discards."), verbs by their
// patterns. Files of one first name that hold actors and verbs are a set of their own; all others
// together are the common set. An article is coded by the set that knows more of its actors.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/events/actor_dictionary.h"
#include "reading/events/verb_dictionary.h"
#include "reading/events/words.h"

namespace checkback {

// The word that makes of an officer a former one (ELI).
inline constexpr std::string_view kFormer = "FORMER";

struct DictionaryFile {
  std::string name;  // without its folder
  std::string bytes;
};

// Phrases by their first words.
using DiscardTable = std::unordered_map<WordNumber, std::vector<std::vector<PhraseWord>>>;

struct DictionarySet {
  std::string name;  // "PETR.Validate"
  EventWords words;
  ActorDictionary actors;
  VerbDictionary verbs;
  std::string verb_file;  // for explanations
  // Phrases whose sentences (or, of `stories`, whose articles) tell no events: sport, weather.
  DiscardTable sentences_left_out, articles_left_out;
  std::size_t skipped = 0;  // lines that could not be read, in all files
};

struct EventDictionaries {
  std::vector<DictionarySet> sets;  // special ones first

  bool empty() const { return sets.empty(); }
};

// Never fails; files that are none of the kinds are left out. In the order of their names.
EventDictionaries ReadDictionaries(std::vector<DictionaryFile> files);

}  // namespace checkback
