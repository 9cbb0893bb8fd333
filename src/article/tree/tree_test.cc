#include "article/tree/tree.h"

#include <gtest/gtest.h>

#include "article/tree/nesting.h"

namespace checkback {
namespace {

Tree Parse(std::string_view html) {
  auto tree = ParseHtml(html);
  EXPECT_TRUE(tree.has_value());
  return *std::move(tree);
}

TEST(Tree, StandsInDocumentOrderWithTheEndOfEverySubtree) {
  const Tree tree = Parse("<body><p class='lead  in'>Talks <a href=/x>began</a>.<p>Then<br>more");
  const NodeIndex p = tree.Find(Tag::kP);
  ASSERT_NE(p, kNoNode);
  EXPECT_EQ(tree.Get(p, Attr::kClass), "lead  in");
  EXPECT_EQ(tree.TextBelow(p), "Talks began.");
  const NodeIndex second = tree.Find(Tag::kP, p + 1);
  EXPECT_EQ(second, tree[p].end);
  EXPECT_EQ(tree.TextBelow(second), "Then more");
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    EXPECT_GT(tree[i].end, i);
    if (tree[i].parent != kNoNode) {
      EXPECT_TRUE(tree.Below(i, tree[i].parent));
      EXPECT_LE(tree[i].end, tree[tree[i].parent].end);
    }
  }
}

TEST(Tree, KeepsScriptsOnlyWhereTheyMayBeData) {
  const Tree tree =
      Parse("<script>alert('x')</script><script type=\"application/ld+json\">{\"a\":1}</script>");
  const NodeIndex first = tree.Find(Tag::kScript);
  EXPECT_EQ(tree[first].end, first + 1);
  const NodeIndex second = tree.Find(Tag::kScript, first + 1);
  EXPECT_EQ(tree.Text(second + 1), "{\"a\":1}");
  EXPECT_EQ(tree.TextBelow(0), "");
}

TEST(Tree, AnyBytesGiveATree) {
  for (const std::string_view html :
       {"", "<", "</", "<!--", "<a", "text only", "<p <p <p>", "<svg><p>x"}) {
    SCOPED_TRACE(html);
    Parse(html);
  }
}

TEST(Tree, NestingUntilAParserChokesIsCapped) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  const Tree tree = Parse(deep + "the words");
  EXPECT_LE(tree[static_cast<NodeIndex>(tree.size() - 1)].depth, 3 * kMaxDepth);
  EXPECT_EQ(tree.TextBelow(0), "the words");

  std::string formatting;
  for (int i = 0; i < 20'000; ++i) formatting += "<b id=" + std::to_string(i) + "><p>";
  EXPECT_EQ(Parse(formatting + "the words").TextBelow(0), "the words");
}

// They took minutes before they were capped.
TEST(Tree, HundredThousandAttributeNamesDoNotHoldAWorker) {
  std::string one_tag = "<p class=story";
  std::string many_tags;
  for (int i = 0; i < 100'000; ++i) {
    one_tag += " a" + std::to_string(i) + "=1";
    many_tags += "<p class=story b" + std::to_string(i) + ">x</p>";
  }
  one_tag += ">The dam holds.</p>";
  for (const std::string* html : {&one_tag, &many_tags}) {
    const auto tree = ParseHtml(*html);
    ASSERT_TRUE(tree);
    const NodeIndex paragraph = tree->Find(Tag::kP);
    ASSERT_NE(paragraph, kNoNode);
    EXPECT_EQ(tree->Get(paragraph, Attr::kClass), "story");
  }
}

TEST(Nesting, OnlyAttributesThatATreeKeepsAreLeftInWhatIsCapped) {
  EXPECT_EQ(CapNesting("<p onclick='a > b' CLASS = \"x y\" data-q hidden>t</p>"),
            "<p CLASS = \"x y\" hidden>t</p>");
  EXPECT_EQ(CapNesting("<img src=a.png alt='\">'/>"), "<img src=a.png alt='\">'>");
  EXPECT_EQ(CapNesting("<a href"), "<a href>");
}

TEST(Nesting, TameMarkupStaysAsItIs) {
  const std::string_view html =
      "<!-- <div> --><script>'<b><b>'</script><p>a<br>b<img src=\"a>b\"><i>c</i> 1 < 2";
  EXPECT_EQ(CapNesting(html), html);
  EXPECT_TRUE(NestingIsTame(html));
}

// What makes a parser look at everything again for each new thing of its kind.
TEST(Tree, IsMadeOfWhatIsQuadraticInParsers) {
  const auto many = [](const char* before, const char* each, int times) {
    std::string html = before;
    for (int i = 0; i < times; ++i) {
      std::string one = each;
      if (const auto at = one.find('#'); at != one.npos) one.replace(at, 1, std::to_string(i));
      html += one;
    }
    return html;
  };
  const std::string pages[] = {many("<select>", "<option>x", 30000),
                               many("<p ", "a#=1 ", 30000) + ">", many("", "<body a#=1>", 30000),
                               many("", "<html a#=1>", 30000)};
  for (const std::string& html : pages) {
    EXPECT_TRUE(ParseHtml(html + "<p>end"));
  }
}

}  // namespace
}  // namespace checkback
