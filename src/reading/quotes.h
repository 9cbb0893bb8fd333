// Who said what: the quotes of one article.
//
//   "We will not sign," Kuleba told reporters. He said the talks were "theatre".
//    -----words-------  speaker cue                    --------words-----------
//    direct                                            mixed
//
// Direct: the words between the marks. Indirect: the clause that is reported, without speaker, cue
// and a leading "that". Mixed: such a clause with marks in it. Words, speaker and cue are spans of
// the article, so nothing can be shown that was not printed. Words in marks that nobody says
// (titles, scare quotes) are none. A quote inside of what somebody says ("X said Y had told him")
// belongs to the outer one.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/grammar.h"
#include "reading/names.h"
#include "text/span.h"

namespace checkback {

enum class QuoteKind : std::uint8_t { kDirect, kIndirect, kMixed };

struct Quote {
  Span words;
  QuoteKind kind = QuoteKind::kDirect;
  std::string speaker;  // the fullest name; as worded for who is not named; "" for nobody
  Span speaker_at;      // where the words name the speaker ("she"); empty where they do not
  Span cue;             // "said", "according to"; empty where none stands there
  std::optional<std::size_t> entity;  // of the speaker, in Names::entities

  friend bool operator==(const Quote&, const Quote&) = default;
};

// The quotes of the text of `grammar`, in its order, none inside another. A mark that is never
// closed ends its quote at the paragraph. Linear. In a language without a parser there are none.
// Safe to call from many threads.
std::vector<Quote> FindQuotes(const Grammar& grammar, const Names& names);

std::string_view NameOf(QuoteKind kind);  // "indirect"

}  // namespace checkback
