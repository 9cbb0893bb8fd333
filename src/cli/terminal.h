// The terminal: what it can show, and text made safe for it.
//
// Words of a page never reach a terminal as they are: a control character could move the
// cursor, write the clipboard or hide what follows. Only Styled() adds escape sequences.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

struct Terminal {
  std::size_t width = 80;  // columns
  bool colors = false;     // also bold and dim
};

// What stands in the environment, so that tests can say it.
struct TerminalEnvironment {
  bool is_terminal = false;
  std::size_t columns = 0;  // as the system says; 0: unknown
  const char* no_color = nullptr;
  const char* clicolor = nullptr;
  const char* clicolor_force = nullptr;
  const char* force_color = nullptr;
  const char* term = nullptr;
};
TerminalEnvironment TerminalOfStdout();

// `when` is the value of --color, which is stronger than NO_COLOR, that than
// CLICOLOR_FORCE and FORCE_COLOR, those than what the output is.
Terminal DescribeTerminal(const TerminalEnvironment& environment, std::string_view when);

// `text` with nothing in it that a terminal would obey: line breaks and tabs as blanks,
// control characters as pictures (ESC: U+241B), C1 controls as U+FFFD, controls of writing
// direction by their number ("<U+202E>"), invisible tags and soft hyphens dropped.
std::string Harmless(std::string_view text);

enum class Style { kPlain, kBold, kDim, kItalic, kAccent, kWarn, kBad };

// `text` in a style; as it is where the terminal shows none.
std::string Styled(const Terminal& terminal, Style style, std::string_view text);

// `text` (harmless, one paragraph) in lines of at most `columns` columns, broken at
// blanks, between characters of scripts written without blanks, and inside words only
// where a word is longer than a line. A text without words gives no line.
std::vector<std::string> Wrapped(std::string_view text, std::size_t columns);

}  // namespace checkback
