#include "serve/html.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Html, EscapesEveryValue) {
  Html html;
  html.Put("<a title=\"{}\">{}</a>", "\"><script>alert('1')</script>", std::string("a & b"));
  EXPECT_EQ(html.str(),
            "<a title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\">a &amp; b</a>");
}

TEST(Html, TakesMarkupOnlyFromItsOwnKind) {
  Html inner;
  inner.Put("<b>{}</b>", "<i>");
  EXPECT_EQ(Html().Put("<p>{}{}</p>", inner, 3u).str(), "<p><b>&lt;i&gt;</b>3</p>");
}

TEST(Html, ValuesAreNoTemplates) {
  EXPECT_EQ(Html().Put("{} {}", "{}", "{}").str(), "{} {}");
}

TEST(Html, ControlCharactersAreShownAsUnknown) {
  EXPECT_EQ(Html().Put("{}", std::string_view("a\x1b[2J\0b\n", 7)).str(),
            "a\xEF\xBF\xBD[2J\xEF\xBF\xBD"
            "b");
}

TEST(Links, LeadToTheWebOnly) {
  EXPECT_TRUE(IsWebLink("https://news.example/a"));
  EXPECT_TRUE(IsWebLink("HTTP://news.example/"));
  for (const auto* bad : {"javascript:alert(1)", "data:text/html,x", "//news.example", "",
                          "file:///etc", " https://news.example", "https:news"})
    EXPECT_FALSE(IsWebLink(bad)) << bad;
}

}  // namespace
}  // namespace checkback
