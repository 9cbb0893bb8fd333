#include "store/search/cut.h"

#include <gtest/gtest.h>

#include <string>

#include "text/utf8.h"

namespace checkback {
namespace {

std::string Cut(std::string_view text) {
  std::string out;
  CutWords(text, [&](std::string_view word, std::size_t start, std::size_t end) {
    EXPECT_LT(start, end);
    EXPECT_LE(end, text.size());
    EXPECT_TRUE(IsValidUtf8(text.substr(start, end - start)));
    (out += out.empty() ? "" : " ") += word;
  });
  return out;
}

struct Case {
  std::string_view text;
  std::string_view words;
};

constexpr Case kCases[] = {
    {"The Strike, again!", "the strike again"},
    {"", ""},
    {" -- & ** ", ""},
    {"Zelenskyy’s O'Brien", "zelenskyy s o brien"},
    {"anti-war U.S. AT&T", "anti war u s at t"},
    // Numbers are one word however their thousands are parted.
    {"1,200 people", "1200 people"},
    {"1.200 Menschen", "1200 menschen"},
    {"1,234,567.89 or 1.234.567,89", "1234567.89 or 1234567.89"},
    {"3.5 and 3,5 and 0.125", "3.5 and 3.5 and 0.125"},
    {"14.05.2025, 2025-05-14, 12:30", "14 05 2025 2025 05 14 12 30"},
    {"1,2,3", "1 2 3"},
    {"in 2024. 5 men, 5g, F-16, 3.5bn", "in 2024 5 men 5g f 16 3.5bn"},
    {"١٢٣ ２０２５", "123 2025"},
    // Accents and the spelling of letters do not count.
    {"Café ERDOĞAN São Kovač", "cafe erdogan sao kovac"},
    {"Straße Ærø Łódź İstanbul ısı", "strasse aero lodz istanbul isi"},
    {"cafe\u0301", "cafe"},
    {"Ελλάδα Ἀθήνα ς", "ελλαδα ἀθηνα σ"},
    {"Всё Москва йод", "все москва йод"},
    {"أحمد مُحَمَّد", "احمد محمد"},
    {"so\u00ADfort ｆｕｌｌ", "sofort full"},
    // A character is a word where nothing is written between words.
    {"東京で大地震", "東 京 で 大 地 震"},
    {"東京2025年NATO", "東 京 2025 年 nato"},
    {"한국 정부", "한국 정부"},
};

TEST(CutWords, AreWhatIsTypedHoweverItIsPrinted) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Cut(c.text), c.words);
  }
}

TEST(CutWords, AreAsLongAsWordsAre) {
  const std::string cut = Cut(std::string(1'000, 'x'));
  EXPECT_EQ(cut.size(), kLongestWord);
  std::string letters = "x";
  for (int n = 0; n < 200; ++n) letters += "ж";
  EXPECT_TRUE(IsValidUtf8(Cut(letters)));
}

TEST(CutWords, TellWhereTheyStand) {
  std::string out;
  const std::string_view text = "In „Łódź“ 1,200 über 東京";
  CutWords(text, [&](std::string_view, std::size_t start, std::size_t end) {
    (out += text.substr(start, end - start)) += '|';
  });
  EXPECT_EQ(out, "In|Łódź|1,200|über|東|京|");
}

}  // namespace
}  // namespace checkback
