#include "article/version/version.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

Article Report() {
  Article article;
  article.headline = "Talks end";
  article.text = "“It’s over,” he said.\n\nThe talks ended on Monday.";
  article.language = "en";
  article.blocks = {
      {.text = "“It’s over,” he said.", .span = Span{0, 31}, .time = {}},
      {.kind = BlockKind::kNotice, .text = "Updated at 14:05", .span = {}, .time = {}},
      {.kind = BlockKind::kCaption, .text = "A hall. Ana Ruiz", .span = {}, .time = {}}};
  return article;
}

struct Case {
  const char* about;
  void (*edit)(Article&);
  Change change;
};

const Case kCases[] = {
    {"nothing", [](Article&) {}, Change::kNone},
    {"the evidence", [](Article& a) { a.evidence.emplace_back(); }, Change::kNone},
    {"a notice's time", [](Article& a) { a.blocks[1].text = "Updated at 15:10"; },
     Change::kCosmetic},
    {"a caption's credit", [](Article& a) { a.blocks[2].text = "A hall. Tom Okafor"; },
     Change::kCosmetic},
    {"the time of change", [](Article& a) { a.modified_at = PageTime{}; }, Change::kCosmetic},
    {"typography",
     [](Article& a) { a.text = "\"It's over,\" he said.\n\nThe talks  ended on Monday."; },
     Change::kCosmetic},
    {"the order",
     [](Article& a) { a.text = "The talks ended on Monday.\n\n“It’s over,” he said."; },
     Change::kCosmetic},
    {"the headline", [](Article& a) { a.headline = "Talks fail"; }, Change::kNewVersion},
    {"a word", [](Article& a) { a.text = "“It’s over,” he said.\n\nThe talks ended on Sunday."; },
     Change::kNewVersion},
    {"a correction",
     [](Article& a) {
       a.blocks.push_back({.kind = BlockKind::kCorrection,
                           .text = "Correction: it was Monday.",
                           .span = {},
                           .time = {}});
     },
     Change::kNewVersion},
};

TEST(Versions, AreMadeByHeadlineAndBodyAlone) {
  for (const Case& c : kCases) {
    Article now = Report();
    c.edit(now);
    EXPECT_EQ(CompareArticles(Report(), now), c.change) << c.about;
  }
}

TEST(Versions, MayReturnToAnEarlierOne) {
  using Returns = std::vector<std::optional<std::size_t>>;
  EXPECT_EQ(ReturnsOf({"a", "b", "a", "b", "c"}),
            (Returns{std::nullopt, std::nullopt, 0U, 1U, std::nullopt}));
  EXPECT_EQ(ReturnsOf({"a", "a", "b"}), (Returns{std::nullopt, std::nullopt, std::nullopt}));
  EXPECT_TRUE(ReturnsOf({}).empty());
}

}  // namespace
}  // namespace checkback
