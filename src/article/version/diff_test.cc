#include "article/version/diff.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace checkback {
namespace {

Article Saying(std::string text, std::string headline = "A headline") {
  Article article;
  article.headline = std::move(headline);
  article.text = std::move(text);
  article.language = "en";
  return article;
}

// "nine > seven (number); > She left. (text)"
std::string Told(const Article& was, const Article& now) {
  std::string out;
  for (const Edit& edit : DiffArticles(was, now).edits) {
    if (!out.empty()) out += "; ";
    out += Words(TextOf(was, edit), edit.was);
    out += out.empty() || out.ends_with(' ') ? "> " : " > ";
    out += Words(TextOf(now, edit), edit.now);
    (out += out.ends_with(' ') ? "(" : " (") += NameOf(edit.what);
    out += ')';
  }
  return out;
}

struct Case {
  std::string_view was;
  std::string_view now;
  std::string_view edits;
};

constexpr Case kCases[] = {
    {"Tarsova will send nine officials.", "Tarsova will send seven officials.",
     "nine > seven (number)"},
    {"He paid 2.4 million crowns.", "He paid 4.2 million crowns.", "2.4 > 4.2 (number)"},
    {"Some 94% of them voted.", "Some 91% of them voted.", "94% > 91% (number)"},
    {"They meet on Monday in Oro.", "They meet on Tuesday in Oro.", "Monday > Tuesday (date)"},
    {"Best before May 12, they said.", "Best before May 21, they said.", "12 > 21 (date)"},
    {"It begins at 4:30 in Oro.", "It begins at 5:30 in Oro.", "4:30 > 5:30 (date)"},
    {"It fell on the Café Nautica.", "It fell on the Café Marina.", "Nautica > Marina (name)"},
    {"He met Deputy Foreign Minister Karsk.", "He met Foreign Minister Karsk.", "Deputy > (name)"},
    {"\"We are very sad,\" she said.", "\"We are very angry,\" she said.", "sad > angry (quote)"},
    {"“We are sad,” she said.", "“We are angry,” she said.", "sad > angry (quote)"},
    {"The ministry confirmed the deal.", "The ministry denied the deal.",
     "confirmed > denied (status)"},
    {"The plant is safe, she said.", "The plant is not safe, she said.", "> not (status)"},
    {"ORO (NW) - Heavy gunfire rang out.", "ORO (NW) - Sporadic gunfire rang out.",
     "Heavy > Sporadic (text)"},
    {"He may go on foot.", "He can go on foot.", "may > can (text)"},
    {"It opens at 6 p.m. on the quay.", "It opens at 7 p.m. on the quay.", "6 > 7 (date)"},
    {"His aide Emil Tarn, confirmed it.", "His aide Emil Torn, denied it.",
     "Tarn > Torn (name); confirmed > denied (status)"},
    {"Heavy gunfire rang out.", "Sporadic gunfire rang out.", "Heavy > Sporadic (text)"},
    {"He left. She stayed in the town.", "She stayed in the town.", "He left. > (text)"},
    {"She stayed in the town.", "She stayed in the town. Nobody spoke to her.",
     "> Nobody spoke to her. (text)"},
    {"First part.\n\nSecond part.", "Second part.\n\nFirst part.", ""},
    {"“It’s over” — he said…", "\"It's over\" - he said...", ""},
    {"他走了。她留下了。", "他走了。她回来了。", "留下 > 回来 (text)"},
    {"", "He left.", "> He left. (text)"},
    {"", "", ""},
};

TEST(Diff, SaysWhatChangedAndOfWhatKind) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.now);
    EXPECT_EQ(Told(Saying(std::string(c.was)), Saying(std::string(c.now))), c.edits);
  }
}

TEST(Diff, TellsTheHeadlineApart) {
  EXPECT_EQ(Told(Saying("Same.", "Two dead"), Saying("Same.", "Three dead")),
            "Two > Three (headline)");
}

TEST(Diff, GivesThePhraseAroundAnEdit) {
  const Article was = Saying("On Friday Tarsova said it will send nine officials to the talks.");
  const Article now = Saying("On Friday Tarsova said it will send seven officials to the talks.");
  const Diff diff = DiffArticles(was, now);
  ASSERT_EQ(diff.edits.size(), 1U);
  EXPECT_EQ(Words(was.text, diff.edits[0].was_phrase),
            "said it will send nine officials to the talks");
  EXPECT_EQ(Words(now.text, diff.edits[0].now_phrase),
            "said it will send seven officials to the talks");
}

TEST(Diff, KnowsANewCorrection) {
  const Article was = Saying("He left.");
  Article now = was;
  now.blocks.push_back({.kind = BlockKind::kCorrection,
                        .text = "Correction: a name was wrong.",
                        .span = {},
                        .time = {}});
  const Diff diff = DiffArticles(was, now);
  EXPECT_TRUE(diff.edits.empty());
  EXPECT_EQ(diff.corrections, std::vector<std::string>{"Correction: a name was wrong."});
  EXPECT_TRUE(DiffArticles(now, now).empty());
}

TEST(Diff, IsBoundedForVeryLongTexts) {
  std::string was;
  std::string now;
  for (int i = 0; i < 10000; ++i) {
    const std::string n = std::to_string(i);
    was += "The member for ward " + n + " said that the count of votes was " + n + " too low. ";
    now += "The member for ward " + n + " said that the count of votes was 1" + n + " too low. ";
  }
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_GE(DiffArticles(Saying(was), Saying(now)).edits.size(), 9000U);
  std::string one_was;
  std::string one_now;
  for (int i = 0; i < 20000; ++i) {
    one_was += "a" + std::to_string(i) + " ";
    one_now += "b" + std::to_string(i) + " ";
  }
  EXPECT_TRUE(DiffArticles(Saying(one_was + "end"), Saying(one_now + "end")).rough);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(20));
}

}  // namespace
}  // namespace checkback
