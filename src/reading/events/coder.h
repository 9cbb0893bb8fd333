// Events by dictionaries: the verbs of a sentence, their patterns, the actors around them.
//
//   The Calenardhon government condemned an attack by Osgiliath soldiers
//   -> CALGOV 122 OSGMIL, by the verb CONDEMN
//
// Follows PETRARCH: of a verb's patterns the one that says most is taken; the target is what the
// pattern marks (+) or the first actor behind the verb in its phrase, the source what it marks ($)
// or the verb's subject, else the nearest actor before the verb. What stands inside the phrase of a
// coded verb is not coded again. Events without both actors are left out.

#pragma once

#include <string>
#include <vector>

#include "reading/events/dictionaries.h"
#include "reading/grammar.h"

namespace checkback {

struct CodedEvent {
  WordIndex verb = 0;
  WordIndex source = 0, target = 0;  // heads of their phrases
  WordRange source_words, target_words;
  std::string source_code, target_code;
  std::string code;     // CAMEO, as the dictionary has it
  std::string pattern;  // "CAMEO.2.0.txt:812"
};

class DictionaryCoder {
 public:
  // `day`: of print; 0 where not known. Keeps references.
  DictionaryCoder(const Grammar& grammar, const DictionarySet& set, DayNumber day);

  // How often the article names an actor of the set: to choose a set by.
  std::size_t ActorsNamed() const;
  // In the order of the text. Linear in sentences; in the words of one its phrases times patterns.
  std::vector<CodedEvent> Run() const;

 private:
  const Grammar& grammar_;
  const DictionarySet& set_;
  DayNumber day_;
};

}  // namespace checkback
