// What is known of each word of an article before any name is found in it: its classes, the lists
// that it stands in, and how it is written.

#pragma once

#include <cstdint>
#include <vector>

#include "reading/grammar.h"
#include "reading/names/known_names.h"
#include "reading/names/name_words.h"

namespace checkback {

enum class Letters : std::uint8_t {
  kNone,   // punctuation, signs
  kDigit,  // begins with a digit
  kSmall,  // "river"
  kLarge,  // "River", "McCain"
  kCaps,   // "WHO"
  kOne,    // "J", "A"
};

struct WordFacts {
  NameClasses classes;
  KnownKinds alone;   // the word by itself
  KnownKinds phrase;  // the longest known name that it stands in
  bool phrase_first = false;
  bool quoted = false;          // between quotation marks
  bool sentence_first = false;  // the first word of its sentence that has letters
  Letters letters = Letters::kNone;

  bool Large() const { return letters >= Letters::kLarge; }
};

struct ArticleFacts {
  std::vector<WordFacts> words;
  std::vector<KnownPhrase> phrases;  // in the order of the text, none over another
};

// Linear. A quotation that is never closed ends with its sentence.
ArticleFacts FactsOf(const Grammar& grammar);

}  // namespace checkback
