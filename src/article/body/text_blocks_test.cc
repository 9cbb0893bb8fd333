#include "article/body/text_blocks.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "article/body/class_words.h"

namespace checkback {
namespace {

std::vector<std::string> BlocksOf(std::string_view html) {
  const auto tree = ParseHtml(html);
  const TextBlocks text = SplitIntoBlocks(*tree);
  std::vector<std::string> blocks;
  blocks.reserve(text.blocks.size());
  for (const TextBlock& block : text.blocks) blocks.emplace_back(text.Text(block));
  return blocks;
}

TEST(TextBlocks, EndWhereBlockElementsDo) {
  using Blocks = std::vector<std::string>;
  EXPECT_EQ(BlocksOf("<div><p>One <a href=x>two</a>.</p>three<br><br>four</div>"),
            (Blocks{"One two.", "three", "four"}));
  EXPECT_EQ(BlocksOf("<p>The  dam\n<b>ho</b>lds<br>today</p>"), (Blocks{"The dam holds today"}));
  EXPECT_EQ(BlocksOf("<ul><li>a<li>b</ul><button>Share</button>c"),
            (Blocks{"a", "b", "Share", "c"}));
  EXPECT_EQ(BlocksOf("<script>x</script><style>y</style><select><option>z</select>"), Blocks{});
  EXPECT_EQ(BlocksOf(""), Blocks{});
}

TEST(TextBlocks, KnowHowMuchOfThemIsLinkOrBold) {
  const auto tree = ParseHtml("<p><a href=x>abc</a> d <strong>ef</strong></p>");
  const TextBlocks text = SplitIntoBlocks(*tree);
  ASSERT_EQ(text.blocks.size(), 1U);
  EXPECT_EQ(text.blocks[0].link_bytes, 3U);
  EXPECT_EQ(text.blocks[0].links, 1U);
  EXPECT_GE(text.blocks[0].bold_bytes, 2U);
  EXPECT_EQ((*tree)[text.blocks[0].element].tag, Tag::kP);
}

TEST(ClassWords, TellTradesByPartsOfNames) {
  const ClassWords words("body body *articlebody*\nrelated related *related*\n");
  struct Case {
    const char* html;
    bool body, related;
  };
  for (const Case& c :
       {Case{"<p class='post-body x'>", true, false}, Case{"<p class=postBody>", true, false},
        Case{"<p id=somebody>", false, false}, Case{"<p class='u1 relatedposts'>", false, true},
        Case{"<p class='article-body'>", true, false}, Case{"<p class=RELATED>", false, true},
        Case{"<p>", false, false}}) {
    const auto tree = ParseHtml(c.html);
    TradesOfElements trades(*tree, words);
    const Trades found = trades.Of(tree->Find(Tag::kP));
    EXPECT_EQ((found & words.Bit("body")) != 0, c.body) << c.html;
    EXPECT_EQ((found & words.Bit("related")) != 0, c.related) << c.html;
  }
}

}  // namespace
}  // namespace checkback
