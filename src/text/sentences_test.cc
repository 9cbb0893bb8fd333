#include "text/sentences.h"

#include <gtest/gtest.h>

#include <string>

#include "text/embedded.h"

namespace checkback {
namespace {

// "One. | Two."
std::string Split(std::string_view text, std::string_view language) {
  std::string out;
  for (const Span& sentence : FindSentences(text, language)) {
    if (!out.empty()) out += " | ";
    out += Words(text, sentence);
  }
  return out;
}

std::string Joined(std::string_view split) {
  std::string out(split);
  for (std::size_t at = 0; (at = out.find("| ", at)) != out.npos;) out.erase(at, 2);
  return out;
}

struct Case {
  std::string_view language;
  std::string_view split;  // blanks between, except in the table of scripts
};

constexpr Case kCases[] = {
    {"en", "He left. | She stayed."},
    {"en", "Prices rose 3.5 percent to $1.20. | Nobody knew why."},
    {"en", "\"It is over,\" he said. | \"We lost.\" | Nobody spoke."},
    {"en", "\"Is it over?\" she asked. | \"No!\" he said."},
    {"en", "J. K. Rowling met T. S. Eliot. | They spoke."},
    {"en", "WASHINGTON, D.C. - The vote is over. | It passed."},
    {"en", "1. Buy milk."},
    {"en", "(He had left.) | They looked for him."},
    {"en", "It was late ... and dark. | We slept."},
    {"en", "It was late... | We slept."},
    {"en", "So said the U.N. The council met on Sunday."},  // no way to know
    {"en", "Version 2.0.1 is at www.example.org. | Try it."},
    {"en", "What now?! | Nothing."},
    {"en", "In 2019 he left. | 34 people stayed."},
    {"es", "¿Qué pasa? | ¡Nada! | Adiós."},
    {"el", "Έφυγε. | Έμεινε."},
    {"ru", "Он ушёл. | Она осталась."},
    {"ar", "غادر الرئيس. | هل يعود؟ | لا أحد يعرف."},
    {"hi", "वह गया। | वह रुकी।"},
};

TEST(Sentences, EndWhereAReaderSeesThemEnd) {
  for (const Case& c : kCases) {
    if (c.split.find("U.N. The") != c.split.npos) {
      EXPECT_EQ(Split(c.split, c.language), "So said the U.N. | The council met on Sunday.");
      continue;
    }
    EXPECT_EQ(Split(Joined(c.split), c.language), c.split);
  }
}

TEST(Sentences, NeedNoBlanksInEastAsia) {
  EXPECT_EQ(Split("他走了。她留下了。", "zh"), "他走了。 | 她留下了。");
  EXPECT_EQ(Split("「行く。すぐ行く。」と述べた。誰も話さない。", "ja"),
            "「行く。すぐ行く。」と述べた。 | 誰も話さない。");
  EXPECT_EQ(Split("「行く。いまだ誰も", "ja"), "「行く。いまだ誰も");
}

TEST(Sentences, EndAtALineBreak) {
  EXPECT_EQ(Split("A heading\n\nHe left. She\n stayed.\n", "en"),
            "A heading | He left. | She | stayed.");
  EXPECT_EQ(Split("", "en"), "");
  EXPECT_EQ(Split(" \n ", "en"), "");
}

// Every line `# "One. | Two."` of rules/*/abbreviations.txt.
TEST(Sentences, AreSplitAsTheExamplesOfTheTablesSay) {
  int examples = 0;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const std::string_view path = kEmbeddedFiles[i].path;
    if (!path.ends_with("/abbreviations.txt")) continue;
    const std::string_view language = path.substr(6, path.find('/', 6) - 6);
    std::string_view rules = FindEmbedded(path);
    for (std::size_t at = 0; (at = rules.find("# \"", at)) != rules.npos;) {
      const std::size_t end = rules.find('\n', at);
      const std::string_view split = rules.substr(at + 3, end - at - 4);
      EXPECT_EQ(Split(Joined(split), language), split) << path;
      ++examples;
      at = end;
    }
  }
  EXPECT_GE(examples, 14);
}

}  // namespace
}  // namespace checkback
