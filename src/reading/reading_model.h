// What a reading was made with: the models and the rules of its language, in one line.
//
//   en names 94ab01d23c58 parser c2f0a31b77de rules 5fe2a90c1144
//
// Two readings of one text with the same line are the same. The rules are all tables of
// rules/<language>/ together: a line added to one of them changes the third part.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// Of `language` (BCP 47; its first part counts; "" and "und" are English). A language without
// models has its rules only, one without a folder is "": nothing was read. Lives as long as the
// program; safe to call from many threads.
const std::string& ReadingModelOf(std::string_view language);

}  // namespace checkback
