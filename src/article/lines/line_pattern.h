// The patterns of rules/*/lines.txt, made into small automata.
//
//   this is a developing story       the words, and nothing else in the line
//   (follow|like) us                 one of; each side may have several words
//   please? sign up                  may be absent; x+ is one or more, x* none or more (no blank
//   before the sign) {MONTH}                          what `let MONTH = ...` says; built in: {N} a
//   number, {CLOCK} 14:05, {NAME} a
//                                    word with a capital
//   *                                any words of the same sentence, also none
//   ...                              anything at all, also none
//   .  :                             the end of a sentence (or of the line); a colon, dash or bar.
//   Elsewhere marks
//                                    are passed over.
//
// Words match without regard to case, accents, apostrophes and hyphens.

#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "article/lines/line_tokens.h"
#include "text/result.h"

namespace checkback {

// Positions of a pattern (a Glushkov automaton): each takes one token, and says which
// positions may come next, one bit for each.
class LinePattern {
 public:
  static constexpr int kMostPositions = 64;
  using Macros = std::map<std::string, std::string, std::less<>>;

  // Errors say what the pattern breaks: "more than 64 words", "( without )".
  static Result<LinePattern> Compile(std::string_view pattern, const Macros& macros);

  // True where the pattern takes all of `tokens`; `cut` says that the line has more.
  bool Matches(const std::vector<LineToken>& tokens, bool cut) const;
  // False where no line that begins with `tokens` can match.
  bool MayMatch(const std::vector<LineToken>& tokens) const;

  // The words (or kNumberKey) with which every match begins, or ends; empty where
  // that can be any word.
  std::vector<std::uint64_t> FirstWords() const { return WordsOf(first_); }
  std::vector<std::uint64_t> LastWords() const { return WordsOf(last_); }
  static constexpr std::uint64_t kNumberKey = 1;

 private:
  friend class PatternParser;
  using Mask = std::uint64_t;
  enum class Take : std::uint8_t {
    kWords,
    kNumber,
    kClock,
    kName,
    kAny,
    kAnything,
    kRest,
    kStop,
    kSeparator
  };
  struct Position {
    Take take = Take::kWords;
    std::uint32_t begin = 0;  // of its words in words_
    std::uint32_t end = 0;
    Mask follow = 0;
  };
  bool Takes(const Position& position, const LineToken& token) const;
  Mask Step(Mask open, const LineToken& token, Mask& taken) const;
  std::vector<std::uint64_t> WordsOf(Mask mask) const;

  std::vector<Position> positions_;
  std::vector<std::uint64_t> words_;
  Mask first_ = 0;
  Mask last_ = 0;
  Mask sentence_ = 0;  // positions that a stop closes
  Mask rest_ = 0;
};

}  // namespace checkback
