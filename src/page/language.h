// The language of a text.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// The language of `text` as BCP 47 ("en", "zh-Hant"), "" when the text is too short or
// mixed to tell. `hint` (html lang, og:locale, a feed's word; "" without one) decides
// only where the text does not. Looks at no more than the first 8 kB. Safe to call from
// many threads.
std::string LanguageOf(std::string_view text, std::string_view hint);

}  // namespace checkback
