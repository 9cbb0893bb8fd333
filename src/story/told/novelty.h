// What speaks for and against a sentence telling something new, as numbers: the measures that
// rules/updates.model weighs.
//
//   told:  "Tarsova will send nine officials to Cassim."
//   now:   "Tarsova will send seven officials to Cassim."
//          held 0.85, alike 0.7, the number differs, its page said it otherwise before --> new
//
// Trained by quality/train_updates.py from the rows of quality/update_rows.cc.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "story/told/told.h"

namespace checkback {

inline constexpr auto kNoveltyNames = std::to_array<std::string_view>({
    "held",            // by the nearest earlier sentence, by the weight of words
    "held_squared",    //
    "held_by_three",   // by the nearest three together
    "held_by_eight",   //
    "pairs_held",      // neighbours that the nearest one has too
    "pairs_of_all",    // that any has
    "held_whole",      // 0.95 or more
    "same_words",      // an earlier one has the same content
    "number_new",      // a number that the nearest three lack
    "number_first",    // that the story lacks
    "name_first",      //
    "words_first",     // share of words that the story lacks
    "words_first_5",   // their number, up to five, by five
    "not_differs",     // the nearest is like it but for a "not"
    "number_differs",  // but for a number
    "facts_differ",    // no sentence that is like it has the same numbers, names and "not"
    "page_before",     // its page was seen before
    "page_same",       // and said the same
    "page_changed",    // and said it otherwise, and nobody else did
    "page_number",     // with another number or name
    "copy",            // its text is the copy of another page's
    "first_capture",   //
    "early",           // one of the first three captures
    "date_old",        // names a time before the story began
    "date_coming",     // names a time from the day of print on
    "had",             //
    "before",          // "two years ago"
    "bare",            // without number, name and quotation
    "bare_short",      // and with fewer than five words of content
    "bare_leaning",    // and opens with a pronoun
    "leaning",         //
    "words",           // their logarithm
    "quotes",          //
    "place",           // in its article: 0 first, 1 last
    "post",            //
    "heading",         //
    "list",            //
    "not",             // holds a negation
    "reported",        // somebody's words without quotation marks, or with some
    "question",        // tells that something is not known
    "figure",          // counts or measures something
    "confirmed",       // a statement of that status
    "denied",          //
    "unclear",         //
    "conditional",     //
    "planned",         //
    "happened",        // how sure it is that something happened: 0 to 3
    "in_quotation",    // the sentence before opened a quotation and did not close it
});
using Novelty = std::array<double, kNoveltyNames.size()>;

// A sentence of a capture with its measures. `told_already`: the same words were printed before,
// which nothing can make new.
struct MeasuredSentence {
  std::size_t capture = 0;
  Span span;
  bool told_already = false;
  Novelty novelty{};
};

// Measures each sentence of `tellings` (by time; visits are passed over) against all captures
// before its own, and gives it to `take`.
void MeasureNovelty(std::span<const Telling> tellings,
                    const std::function<void(const MeasuredSentence&)>& take);

// Whether rules/updates.model holds a sentence for new.
bool IsNew(const MeasuredSentence& sentence);

}  // namespace checkback
