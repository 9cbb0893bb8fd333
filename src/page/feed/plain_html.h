// HTML in the fields of feeds, as plain text. For the folder; whole pages are read by article/.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// One line: tags dropped, entities decoded, white space collapsed, control characters dropped;
// up to three times, since feeds escape twice ("&amp;amp;", "&amp;lt;b&amp;gt;"). A '<' that
// begins no tag of HTML stays: "Turnout < 50 %".
std::string PlainText(std::string_view html);

// Appends `text` with &, <, > and " escaped.
void AppendEscaped(std::string_view text, std::string& html);

// Plain text as HTML: a paragraph for each that an empty line ends.
std::string ParagraphsOf(std::string_view text);

// `name` in lower case: an element that has no end tag ("br", "img").
bool IsVoidElement(std::string_view name);

}  // namespace checkback
