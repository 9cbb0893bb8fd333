#include "cli/diff_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

Article Saying(std::string text) {
  Article article;
  article.headline = "Talks\x1b[31m end";
  article.text = std::move(text);
  article.language = "en";
  return article;
}

std::string Shown(const Article& was, const Article& now, const Terminal& terminal) {
  return DiffViewOf({"a.html", false, {}, was}, {"b.html", false, {}, now}, CompareArticles(was, now),
                    DiffArticles(was, now), terminal);
}

TEST(DiffView, MarksChangesBySignAndBrackets) {
  const std::string shown = Shown(Saying("Oro will send nine officials. He left."),
                                  Saying("Oro will send seven officials. He left. We stay."), {});
  EXPECT_THAT(shown, HasSubstr("  number    - Oro will send [nine] officials.\n"
                               "            + Oro will send [seven] officials.\n"));
  EXPECT_THAT(shown, HasSubstr("  text      + We stay.\n"));
  EXPECT_THAT(shown, HasSubstr("2 changes: 1 number, 1 text\n"));
  EXPECT_THAT(shown, Not(HasSubstr("\x1b")));
}

TEST(DiffView, SaysThatNothingChanged) {
  EXPECT_THAT(Shown(Saying("He left."), Saying("He left."), {}), HasSubstr("no change"));
  EXPECT_THAT(Shown(Saying("\"No.\" He left."), Saying("“No.” He left."), {}),
              HasSubstr("only cosmetic"));
}

TEST(DiffView, KeepsWithinTheWidthOfTheTerminal) {
  const std::string shown = Shown(Saying("Oro will send nine of its best officials to the talks."),
                                  Saying("Oro will send seven of its best officials to the talks."),
                                  {.width = 30, .colors = false});
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = shown.find('\n', at);
    EXPECT_LE(end - at, 34U) << shown.substr(at, end - at);
    at = end + 1;
  }
}

}  // namespace
}  // namespace checkback
