// Words as a reader of times sees them: their classes, and numbers over several words.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "reading/parse.h"
#include "reading/time_rules.h"

namespace checkback {

// A number from some word on: "two and a half" is 2.5 over four words.
struct TimeNumber {
  double value = 0;
  std::size_t words = 0;  // 0: no number
};

class TimeWords {
 public:
  // Views into `text`, `words` and `rules`: they must outlive it.
  TimeWords(std::string_view text, std::span<const Word> words, const TimeRules& rules);

  std::size_t size() const { return words_.size(); }
  const Word& word(std::size_t i) const { return words_[i]; }
  // The word in lower case (ASCII), and as it stands.
  std::string_view Lower(std::size_t i) const { return Words(lower_, words_[i].span); }
  std::string_view AsPrinted(std::size_t i) const { return Words(text_, words_[i].span); }
  bool Holds(std::size_t i, TimeClass c) const {
    return meanings_[i].classes >> static_cast<unsigned>(c) & 1;
  }
  const TimeMeaning& Meaning(std::size_t i) const { return meanings_[i]; }
  // A number that begins at word `i`; looks at most at the next eight words.
  TimeNumber NumberAt(std::size_t i) const;

 private:
  void Read(std::size_t i, const TimeRules& rules);

  std::string_view text_;
  std::string lower_;
  std::span<const Word> words_;
  std::vector<TimeMeaning> meanings_;
};

}  // namespace checkback
