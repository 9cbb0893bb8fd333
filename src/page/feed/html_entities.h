// The named characters of HTML 4. For page/feed/plain_html.cc.

#pragma once

#include <string_view>

namespace checkback {

// The character that `name` stands for ("nbsp", "Auml"), or 0.
char32_t NamedCharacter(std::string_view name);

// The character meant by a number: 0x80 to 0x9F are taken as windows-1252, as browsers do.
// 0 where there is none.
char32_t NumberedCharacter(char32_t number);

}  // namespace checkback
