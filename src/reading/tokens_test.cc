#include "reading/tokens.h"

#include <gtest/gtest.h>

#include <string>

#include "text/embedded.h"

namespace checkback {
namespace {

// "Two|words"
std::string Cut(std::string_view text, std::string_view language) {
  std::vector<Span> words;
  AppendWords(text, {0, text.size()}, language, words);
  std::string out;
  for (const Span& word : words) {
    if (!out.empty()) out += '|';
    out += Words(text, word);
  }
  return out;
}

struct Case {
  std::string_view text;
  std::string_view words;
};

constexpr Case kEnglish[] = {
    {"He said: \"We won't go.\"", "He|said|:|\"|We|wo|n't|go|.|\""},
    {"Ukraine’s army didn’t retreat.", "Ukraine|’s|army|did|n’t|retreat|."},
    {"I'm sure they'll say we've lost.", "I|'m|sure|they|'ll|say|we|'ve|lost|."},
    {"the workers' union", "the|workers|'|union"},
    {"O'Brien of Shi'ite Hizbollah at 5 o'clock", "O'Brien|of|Shi'ite|Hizbollah|at|5|o'clock"},
    {"$1,000.50, €3m and £2.5bn", "$|1,000.50|,|€|3|m|and|£|2.5|bn"},
    {"5% of 1,500", "5|%|of|1,500"},
    {"at 7:30pm on 9/11 or 11/28/2000", "at|7:30|pm|on|9/11|or|11/28/2000"},
    {"half (1/2) of it", "half|(|1|/|2|)|of|it"},
    {"in the 1990's and 2003-04", "in|the|1990's|and|2003|-|04"},
    {"call 555-0100 or 713-555-0100", "call|555-0100|or|713-555-0100"},
    {"a well-known non-profit's e-mail", "a|well|-|known|non-profit|'s|e-mail"},
    {"the U.S.-led forces of the U.N.", "the|U.S.|-|led|forces|of|the|U.N."},
    {"Mr. Ito met Gen. Ruiz on Sept. 3.", "Mr.|Ito|met|Gen.|Ruiz|on|Sept.|3|."},
    {"He left the house.", "He|left|the|house|."},
    {"Acme Inc. said so, etc.", "Acme|Inc.|said|so|,|etc|."},
    {"write to a.b@example.org, or see https://example.org/a,b.html.",
     "write|to|a.b@example.org|,|or|see|https://example.org/a,b.html|."},
    {"(see www.example.org)", "(|see|www.example.org|)"},
    {"It was late... and dark--very dark!!", "It|was|late|...|and|dark|--|very|dark|!!"},
    {"What?! Really :-)", "What|?!|Really|:-)"},
    {"AT&T and R&D, and/or both", "AT&T|and|R&D|,|and|/|or|both"},
    {"“We cannot,” she said", "“|We|can|not|,|”|she|said"},
    {"its a trap, its owner said", "it|s|a|trap|,|its|owner|said"},
    {"It ended.Then he left", "It|ended|.|Then|he|left"},
    {"a magnitude-6.1 quake", "a|magnitude|-|6.1|quake"},
    {"#election @someone", "#election|@|someone"},
};

TEST(Words, AreCutAsEnglishTreebanksCutThem) {
  for (const Case& c : kEnglish) EXPECT_EQ(Cut(c.text, "en"), c.words);
}

constexpr struct {
  std::string_view language;
  Case words;
} kOthers[] = {
    {"fr", {"L'eau, c'est-à-dire «la vie».", "L'eau|,|c'est-à-dire|«|la|vie|»|."}},
    {"de", {"Der 3,5-fache Wert", "Der|3|,|5-fache|Wert"}},
    {"ru", {"Он ушёл.", "Он|ушёл|."}},
    {"ar", {"قال: نعم؟", "قال|:|نعم|؟"}},
    {"zh", {"他说2024年。", "他|说|2024|年|。"}},
    {"th", {"สวัสดี ครับ", "สวัสดี|ครับ"}},
    {"de", {"don't", "don't"}},  // no English clitics in other languages
};

TEST(Words, OfOtherLanguagesAreCutByWhatHoldsForMost) {
  for (const auto& c : kOthers) EXPECT_EQ(Cut(c.words.text, c.language), c.words.words);
}

TEST(Words, KeepTheirPlacesInTheText) {
  const std::string_view text = "One. Two's here.";
  std::vector<Span> words;
  AppendWords(text, {5, 16}, "en", words);
  EXPECT_EQ(words, (std::vector<Span>{{5, 8}, {8, 10}, {11, 15}, {15, 16}}));
}

// The examples of the table: each between quotes, words between bars. Blanks are put between words
// where English has them.
TEST(Words, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/tokens.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# \"")) continue;
    const std::string words(line.substr(3, line.rfind('"') - 3));
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (words[i] != '|') {
        text += words[i];
        continue;
      }
      const std::string_view next = std::string_view(words).substr(i + 1);
      const std::string_view part = next.substr(0, next.find('|'));
      bool glued = part == "," || part == "." || part == "%" || part == ";" || part == "-" ||
                   part == "n't" || (part == "not" && text.ends_with("can")) || part == "na" ||
                   part == "s" || part == "k" || part == "pm" || part.starts_with('\'');
      glued = glued || text.ends_with('-') || text.ends_with('$');
      if (!glued) text += ' ';
    }
    EXPECT_EQ(Cut(text, "en"), words) << text;
    ++examples;
  }
  EXPECT_GE(examples, 5);
}

// Whatever stands in the text: the words are in order, and hold all that is not white space.
TEST(Words, OfHostileTextsAreBoundedAndWhole) {
  std::string letters(1'000'000, 'a');
  std::string marks;
  std::string mixed;
  std::string joined;
  std::string dates;
  for (int i = 0; i < 100'000; ++i) {
    marks += "'.-/@";
    mixed += "aб中ا1.";
    joined += "a-";
    dates += "1/1-2.";
  }
  for (const std::string& text :
       {letters, marks, mixed, joined, dates, std::string(300'000, '.'), std::string(300'000, '\''),
        std::string("http://") + letters, letters + "@" + letters}) {
    std::vector<Span> words;
    AppendWords(text, {0, text.size()}, "en", words);
    std::size_t at = 0;
    for (const Span& word : words) {
      ASSERT_EQ(word.start, at);
      ASSERT_LT(word.start, word.end);
      at = word.end;
    }
    EXPECT_EQ(at, text.size());
  }
}

}  // namespace
}  // namespace checkback
