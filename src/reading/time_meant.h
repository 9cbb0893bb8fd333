// Whether words that look like a time are meant as one: "May" and "at six" are only in some
// company.

#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string_view>

#include "reading/parse.h"
#include "reading/time_rules.h"
#include "reading/time_values.h"
#include "reading/time_words.h"

namespace checkback {

struct TimeMatch {
  const TimeRule* rule = nullptr;
  std::size_t first = 0;
  std::size_t end = 0;   // behind its last word
  std::size_t main = 0;  // a word of it that the tree knows best: the last one
  TimeParts parts;
};

// The sentence at hand: its first word, and the place behind its last.
struct TimePlace {
  std::string_view text;
  const Parse& parse;
  const TimeWords& words;
  std::size_t first = 0, end = 0;

  // The words beside a place, in lower case; "" beyond the sentence.
  std::string_view Before(std::size_t i) const {
    return i > first ? words.Lower(i - 1) : std::string_view();
  }
  std::string_view After(std::size_t i) const {
    return i < end ? words.Lower(i) : std::string_view();
  }
  int Number(std::size_t at, TimeClass c) const {
    return words.Meaning(at).number[static_cast<std::size_t>(c)];
  }
};

bool IsMeant(const TimePlace& place, const TimeMatch& match);

// "08:25" or "4 p.m. -" at the head of a paragraph: when a post was made, no part of what it says.
bool IsStamp(const TimePlace& place, const TimeMatch& match);

inline bool IsAmong(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace checkback
