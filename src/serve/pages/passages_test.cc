#include "serve/pages/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::ElementsAre;

WholeStory Printed(const std::vector<std::pair<std::string, std::string>>& outlets_and_texts) {
  WholeStory whole;
  for (const auto& [outlet, text] : outlets_and_texts) {
    StoryCapture capture;
    capture.outlet = outlet;
    capture.language = "en";
    whole.story.captures.push_back(capture);
    Article article;
    article.text = text;
    whole.articles.push_back(article);
  }
  return whole;
}

TEST(Passages, StandInTheirSentence) {
  const std::string text = "A wall fell.\nFour people died. It is not clear why. He left.\nEnd";
  const WholeStory whole = Printed({{"Post", text}});
  const auto around = [&](std::string_view words) {
    const std::size_t at = text.find(words);
    return std::string(Words(text, SentenceHolding(whole, {0, {at, at + words.size()}}).span));
  };
  EXPECT_EQ(around("not clear why"), "It is not clear why.");
  EXPECT_EQ(around("Four"), "Four people died.");
  EXPECT_EQ(around("wall"), "A wall fell.");
  EXPECT_EQ(around("End"), "End");
  EXPECT_EQ(around("died. It is"), "died. It is");  // of two sentences neither
  EXPECT_EQ(around("fell.\nFour"), "fell.\nFour");
}

TEST(Passages, ThatSayTheSameStandOnce) {
  const std::vector<std::string> keys = {"a", "b", "a", "c", "b", "a"};
  const std::vector<PrintedOnce> once = EachOnce(keys);
  ASSERT_EQ(once.size(), 3U);
  EXPECT_EQ(once[0].first, 0U);
  EXPECT_THAT(once[0].again, ElementsAre(2, 5));
  EXPECT_EQ(once[1].first, 1U);
  EXPECT_THAT(once[1].again, ElementsAre(4));
  EXPECT_EQ(once[2].first, 3U);
  EXPECT_THAT(once[2].again, ElementsAre());
}

TEST(Passages, NameTheOthersWhoPrintThem) {
  const WholeStory whole = Printed({{"Post", ""},
                                    {"Post", ""},
                                    {"Herald", ""},
                                    {"Herald", ""},
                                    {"Courier", ""},
                                    {"Echo", ""},
                                    {"Sun", ""}});
  struct Case {
    std::vector<std::size_t> again;
    std::string_view words;
  };
  for (const Case& c : std::vector<Case>{{{}, ""},
                                         {{1}, "; also in its later versions"},
                                         {{1, 2, 3}, "; also in Herald"},
                                         {{2, 4, 5}, "; also in Herald, Courier, Echo"},
                                         {{2, 4, 5, 6}, "; also in Herald, Courier and 2 others"}})
    EXPECT_EQ(AlsoIn(whole, 0, c.again), c.words);
}

}  // namespace
}  // namespace checkback
