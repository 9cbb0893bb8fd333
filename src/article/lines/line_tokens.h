// A line as the rules of rules/*/lines.txt see it: words without case, accents and
// apostrophes, and the few marks that a rule can ask for.
//
//   "Editor’s note — updated 14:05."   editors note [-] updated 14:05(clock) [.]

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace checkback {

enum class TokenKind : std::uint8_t {
  kWord,
  kNumber,     // digits, also with . , : / between them: "1,200"
  kClock,      // a number that may be a time of day: "14:05", "7.30"
  kSeparator,  // a colon, a dash or a bar that stands between words
  kStop,       // the end of a sentence
};

struct LineToken {
  std::uint64_t word = 0;  // hash of the folded word; of a mark 0
  TokenKind kind = TokenKind::kWord;
  bool capital = false;  // of a word: its first letter is upper case, or of a script without case
};

// The hash of an already folded ASCII word, for rules and tests.
std::uint64_t WordHash(std::string_view folded);

// Appends the first `most` tokens of `line` to `out`; true where the line has more.
// In scripts without spaces every character is a word.
bool TokenizeLine(std::string_view line, std::size_t most, std::vector<LineToken>& out);

// The hash of the last word of `line`, looked for in its last 64 bytes; 0 without one.
std::uint64_t LastWord(std::string_view line);

}  // namespace checkback
