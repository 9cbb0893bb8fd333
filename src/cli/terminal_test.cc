#include "cli/terminal.h"

#include <gtest/gtest.h>

#include "cli/display_width.h"

namespace checkback {
namespace {

using Lines = std::vector<std::string>;

TEST(Terminal, ShowsControlCharactersWithoutObeyingThem) {
  struct Case {
    std::string_view page;
    std::string_view shown;
  };
  constexpr Case kCases[] = {
      {"\x1b[2Jgone", "␛[2Jgone"},                     // clear the screen
      {"\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"},  // write the clipboard
      {"a\xc2\x9b"
       "31mb",
       "a\xef\xbf\xbd"
       "31mb"},  // CSI as one C1 character
      {"over\rwritten\x08", "over written␈"},
      {"user\xe2\x80\xae"
       "txt.exe",
       "user<U+202E>txt.exe"},  // right-to-left override
      {"two\nlines\tand", "two lines and"},
      {"soft\xc2\xadhyphen", "softhyphen"},
      {"tag\xf3\xa0\x81\x81s", "tags"},  // U+E0041, read by models and by nobody else
      {"bad \xff byte", "bad \xef\xbf\xbd byte"},
      {"café 北京 שלום 👍🏽", "café 北京 שלום 👍🏽"},
  };
  for (const Case& c : kCases) EXPECT_EQ(Harmless(c.page), c.shown);
}

TEST(Terminal, HasColoursWhereTheyAreWantedAndSeen) {
  struct Case {
    std::string_view name;
    TerminalEnvironment environment;
    std::string_view when;
    bool colors;
  };
  const Case kCases[] = {
      {"a terminal", {.is_terminal = true, .term = "xterm"}, "auto", true},
      {"a pipe", {.is_terminal = false, .term = "xterm"}, "auto", false},
      {"a dumb terminal", {.is_terminal = true, .term = "dumb"}, "auto", false},
      {"NO_COLOR", {.is_terminal = true, .no_color = "1", .term = "xterm"}, "auto", false},
      {"NO_COLOR set to nothing",
       {.is_terminal = true, .no_color = "", .term = "xterm"},
       "auto",
       true},
      {"NO_COLOR and --color=always", {.is_terminal = false, .no_color = "1"}, "always", true},
      {"CLICOLOR=0", {.is_terminal = true, .clicolor = "0", .term = "xterm"}, "auto", false},
      {"CLICOLOR_FORCE", {.is_terminal = false, .clicolor_force = "1"}, "auto", true},
      {"FORCE_COLOR=0", {.is_terminal = false, .force_color = "0"}, "auto", false},
      {"FORCE_COLOR and --color=never", {.is_terminal = true, .force_color = "1"}, "never", false},
  };
  for (const Case& c : kCases)
    EXPECT_EQ(DescribeTerminal(c.environment, c.when).colors, c.colors) << c.name;
}

TEST(Terminal, StylesNothingWithoutColours) {
  EXPECT_EQ(Styled({.width = 80, .colors = false}, Style::kBold, "talks"), "talks");
  EXPECT_EQ(Styled({.width = 80, .colors = true}, Style::kBold, "talks"), "\x1b[1mtalks\x1b[0m");
}

TEST(Terminal, WrapsAtBlanksAndByColumns) {
  EXPECT_EQ(Wrapped("The talks go on.", 9), (Lines{"The talks", "go on."}));
  EXPECT_EQ(Wrapped("The talks go on.", 40), (Lines{"The talks go on."}));
  EXPECT_EQ(Wrapped("a  b ", 40), (Lines{"a b"}));
  EXPECT_EQ(Wrapped("", 40), Lines{});
  EXPECT_EQ(Wrapped("abcdefgh ij", 4), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(Wrapped("cafe\xcc\x81 au", 4),
            (Lines{"cafe\xcc\x81", "au"}));  // e and an accent are one column
}

TEST(Terminal, WrapsScriptsWithoutBlanksBetweenCharacters) {
  EXPECT_EQ(Wrapped("北京消息人士说", 8), (Lines{"北京消息", "人士说"}));
  // A full stop does not open a line.
  EXPECT_EQ(Wrapped("北京消息。人士", 8), (Lines{"北京消", "息。人士"}));
  EXPECT_EQ(Wrapped("GDP増加", 6), (Lines{"GDP増", "加"}));
}

TEST(Terminal, NeverWrapsWiderThanItSays) {
  const std::string text =
      "Über 北京 hört man: supercalifragilistic、やはり。 abc\u200bdef "
      "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 👍🏽👍🏽👍🏽";
  for (std::size_t columns = 2; columns < 30; ++columns) {
    for (const std::string& line : Wrapped(text, columns))
      EXPECT_LE(DisplayWidth(line), columns) << line;
  }
}

}  // namespace
}  // namespace checkback
