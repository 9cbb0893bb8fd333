// Which words make an edit one of a number, a day or a status: rules/numbers.txt,
// rules/weekdays.txt, rules/months.txt, rules/<language>/status.txt.
//
// Pure and safe to call from many threads.

#pragma once

#include <set>
#include <string>
#include <string_view>

namespace checkback {

// `word` in lower case: "14", "1,200", "94%", "seven", "10-year".
bool IsNumberWord(std::string_view word);

// `word` as it stands: a month, a weekday, "yesterday", a clock time, a year from 1900 to 2099.
bool IsDateWord(std::string_view word);

// The statuses whose cues stand in `words` (lower case, one blank between); "negation" is one.
// Empty where there is no table for `language`.
std::set<std::string_view> StatusesIn(std::string_view words, std::string_view language);

}  // namespace checkback
