// A value of metadata as plain text: pages put escaped or whole HTML into JSON and
// attributes ("Tom &amp; Jerry", "<p>First.</p><p>Second.</p>").

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// Tags dropped, entities decoded, white space collapsed: one line.
std::string PlainLine(std::string_view value);

// The same with '\n' between paragraphs (block elements, <br>, line breaks).
std::string PlainParagraphs(std::string_view value);

}  // namespace checkback
