// Numbers and days that a page prints otherwise than before, in the same words, and says nothing
// of it.
//
//   09:00  There are 214 people on the ferry, according to her owners.
//   17:00  There were 227 people on the ferry, according to her owners.
//
// A number that was corrected in the open, a plan that changed, a measure taken anew and a number
// that counts on top of another are no contradictions but development.
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/told/read_sentences.h"
#include "story/told/teller.h"
#include "story/told/told.h"

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
    bool is_planned = false;
    bool contradicts = false;  // it can; measures and parts cannot
  };
  // By the words around: those of a sentence, in their order, without one of its numbers.
  using NumbersOfPage = std::map<std::uint64_t, PrintedNumber>;
  struct VersionOfPage {
    std::size_t capture = 0;
    NumbersOfPage numbers;
    std::vector<std::uint64_t> corrections;  // hashes of the notes on the page
  };

  static PrintedNumber ReadNumber(const Telling& telling, const Span& sentence,
                                  std::uint64_t number);
  static VersionOfPage ReadVersion(const NextCapture& next, ReadSentences& sentences);
  static bool Corrects(const VersionOfPage& was, const VersionOfPage& now);

  std::unordered_map<std::size_t, VersionOfPage> last_;  // by page
};

}  // namespace checkback
