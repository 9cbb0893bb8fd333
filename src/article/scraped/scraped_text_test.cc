#include "article/scraped/scraped_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace checkback {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Article Read(std::string content) {
  Page page;
  page.format = PageFormat::kScrapedText;
  page.seen_at = *ParseInstant("2025-05-20T12:00:00Z");
  page.content = std::move(content);
  Article article;
  ReadScrapedText(page, article);
  return article;
}

// "caption x2: A helicopter over the valley. Ana Ruiz/AFP"
std::vector<std::string> Blocks(const Article& article) {
  static constexpr const char* kNames[] = {"paragraph", "heading", "list",       "quote", "caption",
                                           "credit",    "notice",  "correction", "post"};
  std::vector<std::string> blocks;
  for (const Block& block : article.blocks) {
    std::string line = kNames[static_cast<int>(block.kind)];
    if (block.repeats > 1) line += " x" + std::to_string(block.repeats);
    blocks.push_back(line + ": " + block.text);
  }
  return blocks;
}

void ExpectSpansAreExact(const Article& article) {
  std::string joined;
  for (const Block& block : article.blocks) {
    if (!block.span) continue;
    EXPECT_EQ(Words(article.text, *block.span), block.text);
    joined += (joined.empty() ? "" : "\n\n") + block.text;
  }
  EXPECT_EQ(joined, article.text);
}

constexpr const char* kWire = R"( date 2025-05-14 Rescuers reached the village on Wednesday.

Rescuers reach the village

A helicopter over the valley near Senna, Wednesday, May 14, 2025.

A helicopter over the valley near Senna, Wednesday, May 14, 2025.

SENNA, Dovania (Northwire) -- Rescuers on Wednesday reached a village cut off for three days.

They found 40 people alive, the fire brigade said.

Sign up for our newsletter

A cellar in Senna. Ana Ruiz/Northwire

They found 40 people alive, the fire brigade said.

This is a developing story. Please check back for updates.

(Reporting by Ana Ruiz; Editing by Tom Hale)
)";

TEST(ScrapedText, AWirePageIsTakenApart) {
  const Article article = Read(kWire);
  EXPECT_EQ(article.headline, "Rescuers reach the village");
  EXPECT_EQ(article.description, "Rescuers reached the village on Wednesday.");
  EXPECT_EQ(article.dateline, "SENNA, Dovania");
  EXPECT_THAT(article.byline, ElementsAre("Ana Ruiz"));
  EXPECT_TRUE(article.developing);
  ASSERT_TRUE(article.published_at.has_value());
  EXPECT_EQ(ToRfc3339(*article.published_at), "2025-05-14");
  EXPECT_THAT(
      Blocks(article),
      ElementsAre(
          "caption x2: A helicopter over the valley near Senna, Wednesday, May 14, 2025.",
          "paragraph: SENNA, Dovania (Northwire) -- Rescuers on Wednesday reached a village cut "
          "off for three days.",
          "paragraph x2: They found 40 people alive, the fire brigade said.",
          "caption: A cellar in Senna. Ana Ruiz/Northwire", "credit: Ana Ruiz/Northwire",
          "notice: This is a developing story. Please check back for updates.",
          "credit: (Reporting by Ana Ruiz; Editing by Tom Hale)"));
  ExpectSpansAreExact(article);
}

TEST(ScrapedText, ABylineMayNameThePaperAndTheJob) {
  const Article article = Read(
      "Farmers block the road\n\nBy Consuelo Abra\nStaff Writer\nOro Valley Times\n\n"
      "Tractors at the bridge on Friday morning. STAFF PHOTO\n\n"
      "About 200 tractors shut the lake road for five hours on Friday.\n\nNobody was hurt.\n");
  EXPECT_THAT(article.byline, ElementsAre("Consuelo Abra"));
  EXPECT_THAT(
      Blocks(article),
      ElementsAre("caption: Tractors at the bridge on Friday morning. STAFF PHOTO",
                  "credit: STAFF PHOTO",
                  "paragraph: About 200 tractors shut the lake road for five hours on Friday.",
                  "paragraph: Nobody was hurt."));
}

struct BylineCase {
  const char* line;
  std::vector<std::string> names;
};

TEST(ScrapedText, BylinesComeInManyForms) {
  const BylineCase cases[] = {
      {"By Ana Ruiz and Tom Hale", {"Ana Ruiz", "Tom Hale"}},
      {"by Ana Ruiz, Tarnvale Herald", {"Ana Ruiz"}},
      {"By Ana Ruiz, The Evening Ledger, in Lindhaven", {"Ana Ruiz"}},
      {"Ana Ruiz and Tom Hale, Halvar Gazette", {"Ana Ruiz", "Tom Hale"}},
      {"BY THE ECHO STAFF", {"THE ECHO STAFF"}},
      {"Isles Gazette reporters", {"Isles Gazette reporters"}},
  };
  for (const BylineCase& c : cases) {
    const Article article =
        Read(std::string("Dam stands\n\n") + c.line +
             "\n\nThe dam is sound, and that is the one piece of good news today.\n");
    EXPECT_EQ(article.byline, c.names) << c.line;
    EXPECT_EQ(article.blocks.size(), 1u) << c.line;
  }
}

TEST(ScrapedText, LinesWithTimesOfDayArePosts) {
  const Article article = Read(
      "date 2025-05-14\nLIVE: What we know\n\n08:25 The airport is shut until noon.\n\n"
      "08:11 The spokesman says there is no coup.\n\nHe then hung up, as he did yesterday.\n\n"
      "07:58 A reader counts six armoured cars.\n");
  EXPECT_EQ(article.kind, ArticleKind::kLive);
  EXPECT_THAT(Blocks(article), ElementsAre("post: The airport is shut until noon.",
                                           "post: The spokesman says there is no coup.",
                                           "post: He then hung up, as he did yesterday.",
                                           "post: A reader counts six armoured cars."));
  ASSERT_TRUE(article.blocks[1].time.has_value());
  EXPECT_EQ(article.blocks[1].time->utc, *ParseInstant("2025-05-14T08:11:00Z"));
  EXPECT_EQ(article.blocks[2].time, article.blocks[1].time);
  ExpectSpansAreExact(article);
}

TEST(ScrapedText, ACorrectionAndAStampAreNotBody) {
  const Article article = Read(
      "Ferry aground\n\n7.30pm UPDATE\n\nPassengers are being taken off the ship this evening.\n\n"
      "CORRECTION: This story first said the barge hit the cafe. It was the one next door.\n");
  EXPECT_THAT(
      Blocks(article),
      ElementsAre("paragraph: Passengers are being taken off the ship this evening.",
                  "correction: CORRECTION: This story first said the barge hit the cafe. It was "
                  "the one next door."));
}

TEST(ScrapedText, WrappedLinesArePutTogether) {
  const Article article = Read(
      "Rescuers reach the village\n\n"
      "The rescue teams that set out on Monday morning from the valley\n"
      "reached the village on Wednesday, three days after the quake that\n"
      "cut its only road.\n\n"
      "They found forty people alive in the school, the fire brigade of\n"
      "the province said, and brought them down to the valley in the two\n"
      "helicopters that the army had sent for them.\n");
  ASSERT_EQ(article.blocks.size(), 2u);
  EXPECT_TRUE(article.blocks[0].text.ends_with("cut its only road."));
}

TEST(ScrapedText, ADayAfterThePageWasSeenIsNotTaken) {
  const Article article =
      Read("date 2025-06-14 x\nRescuers reach the village\n\nThey found 40 people alive.\n");
  EXPECT_FALSE(article.published_at.has_value());
}

TEST(ScrapedText, TheDayOfADatelineIsOfTheYearInWhichItWasSeen) {
  EXPECT_EQ(
      ToRfc3339(
          *Read("Two die\n\nKELLAN, Ardmuir, March 17 (Agency) - Two people died on Tuesday.\n")
               .published_at),
      "2025-03-17");
  EXPECT_EQ(
      ToRfc3339(
          *Read("Two die\n\nKELLAN, Ardmuir, Dec. 17 (Agency) - Two people died on Tuesday.\n")
               .published_at),
      "2024-12-17");
}

TEST(ScrapedText, AnExtractedTextHasItsOwnHeadline) {
  Page page;
  page.format = PageFormat::kExtracted;
  page.title = "Rescuers reach  the village";
  page.content =
      "Rescuers reach the village\n\nThey found 40 people alive, the brigade said.\n\nShare\n";
  Article article;
  ReadScrapedText(page, article);
  EXPECT_EQ(article.headline, "Rescuers reach the village");
  EXPECT_EQ(article.text, "They found 40 people alive, the brigade said.");
}

TEST(ScrapedText, AGivenBodyIsNeverEmptied) {
  constexpr const char* kBodies[] = {
      "I'll go back 04th Jan 2019.",
      "Updated at 7.30 pm on 3 May 2024.",
      "By Ana Ruiz and Tom Hale",
  };
  for (const char* body : kBodies) {
    Page page;
    page.format = PageFormat::kExtracted;
    page.content = body;
    Article article;
    ReadScrapedText(page, article);
    EXPECT_EQ(article.text, body);
  }
}

TEST(ScrapedText, AnEmptyTextSaysWhy) {
  for (const char* content : {"", "\n\n  \n", "Only a headline\n", "Advertisement\n"}) {
    const Article article = Read(content);
    EXPECT_EQ(article.text, "") << content;
    EXPECT_NE(article.empty_because, "") << content;
  }
}

}  // namespace
}  // namespace checkback
