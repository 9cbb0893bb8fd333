#include "serve/exchange.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Target, IsTakenApartAndDecoded) {
  const auto target = ParseTarget("/stories/k5wq/?as_of=2025-05-14&q=general+strike%20%C3%A9&x");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->segments, (std::vector<std::string>{"stories", "k5wq"}));
  EXPECT_EQ(target->Parameter("as_of"), "2025-05-14");
  EXPECT_EQ(target->Parameter("q"), "general strike \xC3\xA9");
  EXPECT_EQ(target->Parameter("x"), "");
  EXPECT_EQ(target->Parameter("y"), "");
  EXPECT_TRUE(ParseTarget("/")->segments.empty());
}

TEST(Target, ThatIsNoneIsRefused) {
  const std::string_view bad[] = {
      "",
      "stories",
      "http://a.example/",
      "*",
      "/../etc/passwd",
      "/a/%2e%2e",
      "/a/./b",
      "//a",
      "/a//b",
      "/%",
      "/%4",
      "/%zz",
      "/a?q=%0",
      "/a?q=%00",
      "/a%00b",
      "/1/2/3/4/5/6/7/8/9",
  };
  for (const std::string_view target : bad) EXPECT_FALSE(ParseTarget(target)) << target;
  EXPECT_FALSE(ParseTarget("/" + std::string(kLongestTarget, 'a')));
  std::string many = "/?";
  for (std::size_t i = 0; i <= kMostParameters; ++i) many += "a=b&";
  EXPECT_FALSE(ParseTarget(many));
}

TEST(Target, IsValidUtf8WhateverWasSent) {
  EXPECT_EQ(ParseTarget("/?q=%ff%fe")->Parameter("q"), "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(ParseTarget("/a%2Fb")->segments.front(), "a/b");
}

TEST(PercentEncoding, ComesBackTheSame) {
  std::string all;
  for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
  EXPECT_EQ(ParseTarget("/?q=" + PercentEncoded(all))->Parameter("q"), all);
}

TEST(Form, IsReadLikeParameters) {
  const auto form = ParseForm("story=k5wq&back=%2Fstories%2Fk5wq%3Fa%3Db&words=two+words");
  ASSERT_TRUE(form);
  EXPECT_EQ(form->Parameter("back"), "/stories/k5wq?a=b");
  EXPECT_EQ(form->Parameter("words"), "two words");
  EXPECT_TRUE(ParseForm(""));
  EXPECT_FALSE(ParseForm("a=%zz"));
  EXPECT_FALSE(ParseForm("a=%00"));
  EXPECT_FALSE(ParseForm(std::string(kMostBodyBytes + 1, 'a')));
}

TEST(Cookie, IsFoundByItsWholeName) {
  EXPECT_EQ(CookieIn("checkback=abc", "checkback"), "abc");
  EXPECT_EQ(CookieIn("a=b; checkback=abc; c=d", "checkback"), "abc");
  EXPECT_EQ(CookieIn("xcheckback=abc", "checkback"), "");
  EXPECT_EQ(CookieIn("checkbackx=abc; checkback", "checkback"), "");
  EXPECT_EQ(CookieIn("", "checkback"), "");
}

}  // namespace
}  // namespace checkback
