// Words with their part of speech, form, head and relation: Universal Dependencies.
//
//   The   ministry  denied  the   claim
//   DET   NOUN      VERB    DET   NOUN
//   det-> nsubj->   root    det-> <-obj
//
// A language has a parser when rules/<language>/parser.model was built in (docs/decisions/0008).
// Without one the words have their places and nothing else: no rule of English is used on them.

#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "reading/universal.h"
#include "text/span.h"

namespace checkback {

struct Word {
  Span span;
  Upos upos = Upos::kX;
  Form form = Form::kNone;
  Relation relation = Relation::kDep;
  // The place of the head in Parse::words; -1 for the root of a sentence. Heads stand in the same
  // sentence, each sentence has one root, and there are no circles.
  std::int32_t head = -1;

  friend bool operator==(const Word&, const Word&) = default;
};

struct Parse {
  std::vector<Word> words;                // of the whole text, in its order
  std::vector<std::size_t> sentence_end;  // of each sentence, the place behind its last word
  bool parsed = false;                    // false: the language has no model, words have only spans

  friend bool operator==(const Parse&, const Parse&) = default;
};

// A sentence of more words is parsed in pieces of at most so many, cut behind punctuation where
// there is any; the roots of later pieces hang on that of the first (parataxis). So the time of a
// sentence of any length is linear. The longest sentence of news in EWT and GUM has 120 words or
// so.
inline constexpr std::size_t kLongestParsed = 128;

// The words of `sentences` (spans of `text`, as FindSentences gives them). Deterministic, the same
// on every processor. Linear. Safe to call from many threads.
Parse ParseText(std::string_view text, std::span<const Span> sentences, std::string_view language);

// What annotations record as their source: "en 0123456789ab"; "" where the language has no model.
// Lives as long as the program.
std::string_view ParserVersion(std::string_view language);

}  // namespace checkback
