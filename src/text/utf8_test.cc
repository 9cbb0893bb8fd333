#include "text/utf8.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Utf8, RepairReplacesWhatIsNotUtf8AndKeepsTheRest) {
  struct Case {
    std::string_view bytes, repaired;
  };
  const Case cases[] = {
      {"plain", "plain"},
      {"caf\xC3\xA9", "café"},
      {"caf\xE9!", "caf\uFFFD!"},                        // Latin-1
      {"\xC0\xAF", "\uFFFD\uFFFD"},                      // overlong
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},            // surrogate
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // past U+10FFFF
      {"cut \xE2\x82", "cut \uFFFD\uFFFD"},
      {std::string_view("a\0b", 3), "a\uFFFDb"},
  };
  for (const Case& c : cases) {
    const std::string repaired = RepairUtf8(c.bytes);
    EXPECT_EQ(repaired, c.repaired);
    EXPECT_TRUE(IsValidUtf8(repaired));
  }
}

TEST(Utf8, WhiteSpaceOfAllScriptsCollapses) {
  EXPECT_EQ(Collapse("  a\u00A0\n\tb\u3000c "), "a b c");
  EXPECT_EQ(Collapse("zero\u200Bwidth"), "zerowidth");
  EXPECT_EQ(Collapse(" \n "), "");
  EXPECT_EQ(Trim("\u00A0 a b \u3000"), "a b");
}

TEST(Utf8, WordsAreCountedInScriptsWithAndWithoutSpaces) {
  EXPECT_EQ(CountWords("It's 3 words."), 3u);
  EXPECT_EQ(CountWords(""), 0u);
  EXPECT_EQ(CountWords("\u5730\u9707\u901F\u5831"), 2u);
  EXPECT_EQ(CountWords("— … !"), 0u);
}

TEST(Utf8, LowerCaseGoesBeyondAscii) {
  EXPECT_EQ(LowerCase("ÀÉ Москва ABC"), "àé москва abc");
}

TEST(Utf8, BareLettersAreTheSameWhateverMarksStandBetweenThem) {
  EXPECT_EQ(BareLetters("“We will not sign,” he said."), "wewillnotsignhesaid");
  EXPECT_EQ(BareLetters("ÉCOLE №5 — école"), BareLetters("école №5: École"));
  EXPECT_EQ(BareLetters("大坝 仍然。"), "大坝仍然");
  EXPECT_EQ(BareLetters(" …! "), "");
}

}  // namespace
}  // namespace checkback
