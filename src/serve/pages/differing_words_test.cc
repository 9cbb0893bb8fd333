#include "serve/pages/differing_words.h"

#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

// The words of `a` that differ from `b`, with bars between them.
std::string Differing(std::string_view a, std::string_view b) {
  std::string words;
  for (const Span& span : DifferingWords(a, b)) {
    words += words.empty() ? "" : "|";
    words += Words(a, span);
  }
  return words;
}

TEST(DifferingWords, AreThoseThatOneSentenceAloneHas) {
  struct Case {
    std::string_view a, b, differ;
  };
  constexpr Case kCases[] = {
      {"Nine people were hurt on Monday.", "Seven people were hurt on Monday.", "Nine"},
      {"Seven people were hurt on Monday.", "Nine people were hurt on Monday.", "Seven"},
      {"It was not known.", "It was known.", "not"},
      {"It was known.", "It was not known.", ""},
      {"Two men and a child died, police said.", "Two men died, police said.", "and a child"},
      {"a b c", "x y z", "a b c"},
      {"same, words.", "same words", ""},
      {"", "anything", ""}};
  for (const Case& c : kCases) EXPECT_EQ(Differing(c.a, c.b), c.differ) << c.a;
}

TEST(DifferingWords, OfEndlessSentencesAreNotSought) {
  std::string endless;
  for (int i = 0; i < 10'000; ++i) endless += "word ";
  EXPECT_EQ(Differing(endless, "other words"), "");
}

}  // namespace
}  // namespace checkback
