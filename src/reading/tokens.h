// Words: where each begins and ends, in the way of Universal Dependencies.
//
//   Ukraine's well-known non-profit didn't get $1,000.50 by 7pm (U.S. time).
//   ------  -----    ---------- ---      -------- --  -       -    --
//          --    -----             ---  -         --   --   --- ---- - -
//
// Clitics, punctuation and currency signs are words of their own; numbers, addresses and
// abbreviations with their stop are one. What an English hyphen joins and which words are two
// stands in rules/en/tokens.txt. In a language without such a table only what holds for most is
// applied: white space and punctuation part words; hyphens and apostrophes inside them join.
// Han is cut into its characters, other scripts without spaces at white space and punctuation.

#pragma once

#include <string_view>
#include <vector>

#include "text/span.h"

namespace checkback {

// Appends the words of `sentence` (a span of `text`, UTF-8) to `words`, in order, never empty,
// none over another, together everything that is not white space. Linear, without recursion.
// `language` is BCP 47; "" and "und" count as English, as in text/sentences.h. Safe to call from
// many threads.
void AppendWords(std::string_view text, Span sentence, std::string_view language,
                 std::vector<Span>& words);

}  // namespace checkback
