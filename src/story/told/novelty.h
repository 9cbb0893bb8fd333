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
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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

// An earlier sentence of the story.
struct EarlierSentence {
  std::size_t capture = 0;
  std::size_t place = 0;  // in Reading::sentences
  double held = 1;        // the share of the new one's words, by rarity, that it holds
};

// A sentence of a capture with its measures. `told_already`: the same words were printed before,
// which nothing can make new; `nearest` is then where.
struct MeasuredSentence {
  std::size_t capture = 0;
  Span span;
  bool told_already = false;
  std::optional<EarlierSentence> nearest;  // nothing where no earlier one shares a word
  Novelty novelty{};
};

// Measures the captures of a story one by one, in the order of time, each against all before it.
// The cost of one more does not grow with their number. Nothing of a telling is kept but numbers.
// Not for use by two threads at once.
class NoveltyMeter {
 public:
  NoveltyMeter();
  ~NoveltyMeter();
  NoveltyMeter(NoveltyMeter&&) noexcept;
  NoveltyMeter& operator=(NoveltyMeter&&) noexcept;

  // Each sentence of the capture with the number `capture`; none of a visit.
  std::vector<MeasuredSentence> Add(std::size_t capture, const Telling& telling);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same for all of `tellings`.
void MeasureNovelty(std::span<const Telling> tellings,
                    const std::function<void(const MeasuredSentence&)>& take);

// What rules/updates.model makes of the measures: above 0 it is new, if it was not told already.
double SumOf(const Novelty& novelty);
bool IsNew(const MeasuredSentence& sentence);

// The parts of that sum, in its order: a measure, its value and what the value adds.
struct NoveltyTerm {
  std::string_view measure;  // "bias" is one of them, of value 1
  double value = 0;
  double adds = 0;
};
std::vector<NoveltyTerm> TermsOf(const Novelty& novelty);

}  // namespace checkback
