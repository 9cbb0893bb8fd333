// Numbers as figures read them: "2.5 million" is 2500000 over two words, "a handful of" is about 5.

#pragma once

#include "reading/figure_rules.h"
#include "reading/grammar.h"

namespace checkback {

struct FigureNumber {
  double value = 0;
  double unscaled = 0;  // 2.5 of "2.5 million"
  WordIndex end = 0;    // behind its last word; 0: no number
  FigureBound bound = FigureBound::kExact;
  bool vague = false;   // "dozens of": a word for no exact number
  bool digits = false;  // begins with a digit
};

// The number from word `i` on, before `end`. `money`: a sign of money stands before it.
FigureNumber FigureNumberAt(const Grammar& grammar, const FigureRules& rules, WordIndex i,
                            WordIndex end, bool money);

// The longest phrase of `phrases` that begins at word `i` and ends before `end`.
const FigurePhrase* PhraseAt(const Grammar& grammar, const FigurePhrases& phrases, WordIndex i,
                             WordIndex end);
// The longest that ends right before word `end` and begins at `first` or behind it.
const FigurePhrase* PhraseBefore(const Grammar& grammar, const FigurePhrases& phrases,
                                 WordIndex end, WordIndex first);

}  // namespace checkback
