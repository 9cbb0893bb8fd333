// Numbers and days that a page prints otherwise than before, in the same words, and says nothing
// of it.
//
//   09:00  There are 214 people on the ferry, according to her owners.
//   17:00  There were 227 people on the ferry, according to her owners.
//
// A number that was corrected in the open (by a note that speaks of it, or of no number), a plan
// that changed, a measure taken anew, a number that counts on top of another and one that may have
// moved since (a toll that rises, those in hospital) are no contradictions but development.
//
// Where the sentence was written anew, what cannot move counts by the words beside it: those
// aboard, the minute of what happened, and its weekday, where both are days before the first was
// printed. The same words with another number in a page that was printed later elsewhere count too.
//
// Not for use by two threads at once.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/told/read_sentences.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

class SilentNumbers {
 public:
  // `sentences`: of `next`. Those of the capture, in the order of its text; without their ids.
  std::vector<Contradiction> Add(const NextCapture& next, ReadSentences& sentences);

 private:
  struct PrintedNumber {
    Span sentence, words;
    std::uint64_t number = 0;
    std::string unit, about;  // of a day: "" and "day"
    double value = 0;
    std::optional<std::chrono::sys_days> day;  // a weekday means
    bool only_grows = false;
    bool is_planned = false;
    bool contradicts = false;  // it can; measures and parts cannot
  };
  // By the words around: those of a sentence, in their order, without one of its numbers.
  using NumbersOfPage = std::map<std::uint64_t, PrintedNumber>;
  struct Note {
    std::uint64_t printed = 0;  // equal for the same note
    std::vector<std::uint64_t> numbers;
  };
  struct VersionOfPage {
    std::size_t capture = 0;
    Instant seen_at{};
    NumbersOfPage numbers;
    NumbersOfPage fixed;  // that cannot move, by the words beside them
    std::vector<Note> notes;
  };

  static PrintedNumber ReadNumber(const Telling& telling, const Span& sentence,
                                  std::uint64_t number);
  static VersionOfPage ReadVersion(const NextCapture& next, ReadSentences& sentences);
  static void ReadFixed(const Telling& telling, const Sentence& sentence, NumbersOfPage& fixed);
  static std::vector<Note> NewNotes(const VersionOfPage& was, const VersionOfPage& now);

  // Where another page printed the same words with another number.
  void ReadElsewhere(const NextCapture& next, const NumbersOfPage& numbers,
                     std::vector<Contradiction>& found);

  struct Elsewhere {
    Passage sentence;
    std::size_t page = 0;
    PrintedNumber number;
  };

  std::unordered_map<std::size_t, VersionOfPage> last_;  // by page
  HashTable<std::vector<Elsewhere>> elsewhere_;          // by the words around
  HashSet found_;                                        // of the words around and both numbers
};

}  // namespace checkback
