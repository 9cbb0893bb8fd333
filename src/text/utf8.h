// UTF-8 as bytes: everything inside checkback is valid UTF-8 (pages are repaired
// once, on the way in), so these functions are small and fast.
//
// All are pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace checkback {

inline constexpr char32_t kReplacement = 0xFFFD;

// The code point at `at` and its length in bytes (at least 1). Bytes that are
// not UTF-8 (RFC 3629: overlong, surrogate, past U+10FFFF, cut short) give
// kReplacement and length 1.
struct CodePoint {
  char32_t value = kReplacement;
  std::size_t bytes = 1;
};
CodePoint CodePointAt(std::string_view text, std::size_t at);

// Appends `value` to `out`; surrogates and values past U+10FFFF as kReplacement.
void AppendUtf8(char32_t value, std::string& out);

bool IsValidUtf8(std::string_view bytes);

// `bytes` with every byte that is not part of valid UTF-8 replaced by U+FFFD, and
// NUL too (no text holds one, and C libraries stop there).
std::string RepairUtf8(std::string_view bytes);

// White space of any script: Unicode White_Space, and the zero-width ones that
// pages use as such (U+200B, U+FEFF).
bool IsSpace(char32_t value);

// A letter, digit or combining mark that stands inside words, by fast ranges: all
// of ASCII exactly; beyond it everything that is not space, punctuation or a symbol.
bool IsWordChar(char32_t value);

// Scripts written without spaces between words (Han, Kana, Thai, Lao, Khmer, Myanmar).
bool IsUnspacedScript(char32_t value);

// Runs of white space as one blank, none at the ends.
std::string Collapse(std::string_view text);
// The same, appended to `out`.
void AppendCollapsed(std::string_view text, std::string& out);

// `text` without white space at its ends; valid as long as `text`.
std::string_view Trim(std::string_view text);

// ASCII letters in lower case, other bytes as they are.
std::string AsciiLower(std::string_view text);

// `text` in lower case, also beyond ASCII (simple case mapping, Unicode 15).
std::string LowerCase(std::string_view text);
char32_t LowerCase(char32_t value);

// Letters and digits alone, in lower case: texts that compare equal say the same, whatever
// their punctuation, quotation marks and spaces.
std::string BareLetters(std::string_view text);

// How many words: runs of word characters; in scripts without spaces two
// characters count as one word, which is near the mean of Chinese and Japanese.
std::size_t CountWords(std::string_view text);

}  // namespace checkback
