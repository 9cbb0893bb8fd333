// One spelling for letters that readers type in several ways.
//
//   É -> e   ß -> ss   ё -> е   أ -> ا   Ａ -> a   ٣ -> 3
//
// Pure, safe to call from many threads.

#pragma once

#include <string>

namespace checkback {

// Appends `letter` in lower case and without its accents to `out`; nothing for marks that only
// combine with the letter before (accents, Arabic and Hebrew vowel points) and for what stands
// inside words unseen (soft hyphens, joiners).
void AppendFolded(char32_t letter, std::string& out);

// What AppendFolded gives nothing for.
bool IsUnseenInWords(char32_t letter);

}  // namespace checkback
