#include "article/lines/line_pattern.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

bool Matches(std::string_view pattern, std::string_view line) {
  const LinePattern::Macros macros = {{"DAY", "monday|tuesday"}};
  const auto compiled = LinePattern::Compile(pattern, macros);
  EXPECT_TRUE(compiled.has_value()) << pattern;
  std::vector<LineToken> tokens;
  const bool cut = TokenizeLine(line, 100, tokens);
  return compiled && compiled->MayMatch(tokens) && compiled->Matches(tokens, cut);
}

struct Case {
  std::string_view pattern;
  std::string_view line;
  bool matches;
};

constexpr Case kCases[] = {
    // Whole lines, without regard to case, accents, apostrophes and marks.
    {"read more", "READ MORE", true},
    {"read more", "» Read more …", true},
    {"read more", "Read more books", false},
    {"editors note", "Editor’s note:", true},
    {"mis a jour", "MIS À JOUR", true},
    {"e-mail", "E mail", true},
    // Choices, repetitions, gaps.
    {"(follow|like) us", "like us", true},
    {"(sign up|subscribe) now", "Sign up now", true},
    {"please? wait", "Wait", true},
    {"(share|tweet)+", "Share Tweet Share", true},
    {"(share|tweet)+", "Share this", false},
    {"read *", "Read what he said", true},
    {"read *", "Read what he said. He left.", false},
    {"read ...", "Read what he said. He left.", true},
    {"over . ...", "Over. And out", true},
    {"over . ...", "Over", true},
    {"over . ...", "Over and out", false},
    {"read : *", "Read: What now", true},
    {"read : *", "Read — What now", true},
    {"read : *", "Read what now", false},
    // Numbers, times, names, macros.
    {"page {N}", "Page 12", true},
    {"at {CLOCK}", "At 14:05", true},
    {"at {CLOCK} pm", "at 7.30pm", true},
    {"at {CLOCK}", "At 14", false},
    {"at {CLOCK}", "At 4.92", false},
    {"by {NAME}", "By Ana", true},
    {"by {NAME}", "by and", false},
    {"on {DAY}", "On Tuesday", true},
    // Scripts without spaces: each character is a word.
    {"関連記事", "関連記事", true},
    {"関連記事", "関連記事を読む", false},
};

TEST(LinePattern, TakesTheLinesThatItDescribes) {
  for (const Case& c : kCases)
    EXPECT_EQ(Matches(c.pattern, c.line), c.matches) << c.pattern << " / " << c.line;
}

TEST(LinePattern, MistakesAreNamed) {
  const auto mistake = [](std::string_view pattern) {
    const auto compiled = LinePattern::Compile(pattern, {});
    return compiled ? std::string() : compiled.error().what;
  };
  EXPECT_EQ(mistake("(a|b"), "( without )");
  EXPECT_EQ(mistake("a)"), ") without (");
  EXPECT_EQ(mistake("{NOBODY} said"), "nothing is called {NOBODY}");
  EXPECT_EQ(mistake("{N said"), "{ without }");
  EXPECT_EQ(mistake("? said"), "nothing before ?");
  EXPECT_EQ(mistake("*"), "matches an empty line");
  EXPECT_EQ(mistake(""), "no words");
  EXPECT_EQ(mistake("/ said so"), "no word: /");
  std::string many;
  for (int i = 0; i < 70; ++i) many += "word ";
  EXPECT_EQ(mistake(many), "more than 64 words");
}

}  // namespace
}  // namespace checkback
