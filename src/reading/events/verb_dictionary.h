// Dictionaries of verbs with their patterns, in PETRARCH's text formats.
//
//   --- BREAK [1717] ---
//   BREAK { BROKE BROKEN }        the verb and its irregular forms; regular ones are made
//   +BREAK_DOWN {+BROKE_DOWN}     of several words; the + stands before the verb
//   - * TREATY [161]              a pattern: what stands before and behind (*) the verb
//   - + * IN $ [075]              $ source, + target, % source and target, ^ a phrase passed over
//   - * &TIETYPES TIES [902]      &: any phrase of a set
//
// An underscore ties two words, a blank lets others stand between. Brackets and braces of the
// second version, "(WITH {PEACE TALKS})", are read as blanks.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/events/dictionary_lines.h"
#include "reading/events/words.h"

namespace checkback {

struct PatternElement {
  enum class Kind : std::uint8_t { kWord, kSet, kSource, kTarget, kBoth, kSkip };

  Kind kind = Kind::kWord;
  bool beside = false;    // beside the element before it (in the text); the first of those
                          // behind the verb: beside the verb
  WordNumber word = 0;    // of kWord
  std::uint32_t set = 0;  // of kSet: place in VerbDictionary::sets
};

struct VerbPattern {
  std::vector<PatternElement> before, behind;  // in the order of the text
  bool ends_beside_verb = false;               // the last of `before` stands beside the verb
  std::string code;                            // "032", "032:033", "---"
  std::size_t line = 0;
  std::size_t weight = 0;  // literal elements: what says more is tried first
};

struct VerbEntry {
  std::string name;  // of its block: "BREAK"
  std::string code;  // where no pattern fits
  std::size_t line = 0;
  std::vector<VerbPattern> patterns;  // what says more stands first
};

struct VerbForm {
  std::vector<WordNumber> before, behind;  // further words of the verb, right beside it
  std::uint32_t entry = 0;
  std::string code;  // of this synonym; "" for that of its block
};

// Limits of what is read of one line.
inline constexpr std::size_t kMostPatternElements = 16;
inline constexpr std::size_t kMostFormsOfAVerb = 64;

struct VerbDictionary {
  std::unordered_map<WordNumber, std::vector<VerbForm>> forms;  // longer ones first
  std::vector<VerbEntry> entries;
  std::vector<std::vector<std::vector<WordNumber>>> sets;  // phrases, longer ones first
  std::size_t skipped = 0;                                 // lines that are none of the above
};

// Linear. Never fails: what cannot be read is skipped and counted.
VerbDictionary ReadVerbs(std::string_view bytes, EventWords& words);

}  // namespace checkback
