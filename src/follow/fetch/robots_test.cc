#include "follow/fetch/robots.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace checkback {
namespace {

using testing::ElementsAre;

bool Allows(std::string_view robots, std::string_view path) {
  return Robots::Parse(robots, "checkback/0.1").Ask(path).allowed;
}

struct Case {
  std::string_view rules;  // for all
  std::string_view path;
  bool allowed;
};

// RFC 9309, 2.2.2 and 2.2.3, and what Google's parser is tested with.
constexpr Case kCases[] = {
    {"", "/x", true},
    {"Disallow:", "/x", true},
    {"Disallow: /", "/x", false},
    {"Disallow: /", "/robots.txt", true},
    {"Disallow: /fish", "/fish.html", false},
    {"Disallow: /fish", "/Fish", true},
    {"Disallow: /fish/", "/fish", true},
    {"Disallow: /fish*", "/fishheads", false},
    {"Disallow: /*.php", "/folder/a.php?x", false},
    {"Disallow: /*.php$", "/a.php", false},
    {"Disallow: /*.php$", "/a.php?x", true},
    {"Disallow: /*.php$", "/a.php/b.php", false},
    {"Disallow: /fish*.php", "/fish/x.php", false},
    {"Disallow: /$", "/", false},
    {"Disallow: /$", "/x", true},
    {"Disallow: *", "/x", false},
    {"Disallow: *a*b*$", "/xaxb", false},
    {"Disallow: /a*b$", "/ab", false},
    {"Disallow: /ab*b$", "/ab", true},
    {"Disallow: /a$b", "/a$b", false},
    {"Disallow: /a$b", "/a", true},
    {"Disallow: x", "/x", true},
    // The longest counts, and Allow wins a tie.
    {"Disallow: /\nAllow: /p", "/page", true},
    {"Allow: /page\nDisallow: /*.htm", "/page.htm", false},
    {"Allow: /folder\nDisallow: /folder", "/folder/page", true},
    {"Disallow: /folder\nAllow: /folder", "/folder/page", true},
    {"Disallow: /a/b/c\nAllow: /a/", "/a/b/cd", false},
    // Escapes may be written either way.
    {"Disallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", false},
    {"Disallow: /\xE3\x83\x84", "/%E3%83%84", false},
    {"Disallow: /%e3%83%84", "/\xE3\x83\x84", false},
    {"Disallow: /%62%61%7A", "/baz", false},
    {"Disallow: /baz", "/%62%61%7A", false},
    {"Disallow: /a%2Fb", "/a/b", true},
    {"Disallow: /a%2fb", "/a%2Fb", false},
    {"Disallow: /file-with-a-%2A.html", "/file-with-a-*.html", false},
    {"Disallow: /file-with-a-%2A.html", "/file-with-a-x.html", true},
    {"Disallow: /foo-%24", "/foo-$", false},
    {"Disallow: /%", "/%zz", false},
    // How lines are written.
    {"disallow :/x # why", "/x", false},
    {"  DISALLOW:\t/x  ", "/x", false},
    {"Disallow /x", "/x", true},
    {"Disalow: /x", "/x", true},
};

TEST(Robots, RulesAreMatchedAsTheRfcSays) {
  for (const Case& c : kCases) {
    EXPECT_EQ(Allows("User-agent: *\n" + std::string(c.rules), c.path), c.allowed)
        << c.rules << "  " << c.path;
  }
}

TEST(Robots, OurGroupCountsBeforeThatForAll) {
  struct GroupCase {
    std::string_view robots;
    bool allowed;  // of /x
  };
  constexpr GroupCase kGroups[] = {
      {"User-agent: *\nDisallow: /\n\nUser-agent: checkback\nAllow: /", true},
      {"User-agent: CheckBack\nDisallow: /\n\nUser-agent: *\nAllow: /", false},
      {"User-agent: checkback/2.0 (news)\nDisallow: /", false},
      {"User-agent: checkback-news\nDisallow: /", true},
      {"User-agent: check\nDisallow: /", true},
      {"User-agent: other\nDisallow: /", true},
      {"User-agent: other\nUser-agent: checkback\nDisallow: /", false},
      {"User-agent: checkback\nUser-agent: other\nDisallow: /", false},
      {"User-agent: other\nSitemap: /s.xml\n\nUser-agent: checkback\nDisallow: /", false},
      {"User-agent: checkback\nAllow: /y\nUser-agent: other\nDisallow: /", true},
      {"User-agent: checkback\nAllow: /y\n\nUser-agent: checkback\nDisallow: /", false},
      {"User-agent: checkback\n\nUser-agent: *\nDisallow: /", false},
      {"User-agent: checkback\nDisallow:\nUser-agent: *\nDisallow: /", true},
      {"Disallow: /", true},  // of nobody
      {"User-agent: *bot\nDisallow: /", false},
  };
  for (const GroupCase& c : kGroups) EXPECT_EQ(Allows(c.robots, "/x"), c.allowed) << c.robots;
}

TEST(Robots, LinesEndAsTheyLike) {
  for (const std::string end : {"\n", "\r\n", "\r", "\n\n", "\r\r\n"})
    EXPECT_FALSE(Allows("\xEF\xBB\xBFUser-agent: *" + end + "Disallow: /x" + end, "/x"));
}

TEST(Robots, APageInsteadForbidsNothing) {
  EXPECT_TRUE(Allows("<!DOCTYPE html>\n<html><body>User-agent: * Disallow: /</body></html>", "/x"));
  EXPECT_TRUE(Allows(std::string("\0\x01\x02:\xFF\n:", 7), "/x"));
}

TEST(Robots, OnlyTheFirst500KiBAreRead) {
  std::string text = "User-agent: *\nDisallow: /early\n";
  text += "#" + std::string(kMostRobotsBytes - text.size() - 20, '.') + "\n";
  const std::string cut = "Disallow: /private-part-of-it\n";
  text += cut + "Disallow: /late\n";
  EXPECT_FALSE(Allows(text, "/early"));
  EXPECT_TRUE(Allows(text, "/late"));
  EXPECT_TRUE(Allows(text, "/p")) << "half a rule is none";
}

TEST(Robots, CrawlDelayAndSitemapsAreRead) {
  const auto delay = [](std::string_view value) {
    return Robots::Parse("User-agent: *\nCrawl-delay: " + std::string(value), "checkback")
        .crawl_delay();
  };
  EXPECT_EQ(delay("10"), std::chrono::seconds(10));
  EXPECT_EQ(delay("0.5"), std::chrono::milliseconds(500));
  EXPECT_EQ(delay("1e9"), std::chrono::seconds(1'000'000'000));
  EXPECT_EQ(delay("1e999"), std::chrono::seconds(1'000'000'000));
  for (const auto* none : {"-1", "nan", "inf", "soon", ""}) EXPECT_EQ(delay(none), std::nullopt);
  const Robots robots = Robots::Parse(
      "Sitemap: https://a.example/1.xml\nUser-agent: x\nDisallow: /\nsitemap:/2.xml", "checkback");
  EXPECT_THAT(robots.sitemaps(), ElementsAre("https://a.example/1.xml", "/2.xml"));
}

TEST(Robots, SaysWhichLineForbids) {
  const Robots robots =
      Robots::Parse("# ours\nUser-agent: *\nDisallow: /a\nDisallow: /a/b*\n", "checkback");
  const Robots::Verdict verdict = robots.Ask("/a/bc");
  EXPECT_FALSE(verdict.allowed);
  EXPECT_EQ(verdict.line, 4u);
  EXPECT_EQ(verdict.rule, "/a/b*");
  EXPECT_EQ(robots.Ask("/x").line, 0u);
}

// Many stars and near misses: nothing here may take more than a moment.
TEST(Robots, HostilePatternsAreLinear) {
  std::string robots = "User-agent: *\n";
  while (robots.size() < kMostRobotsBytes) {
    robots += "Disallow: ";
    for (int i = 0; i < 400; ++i) robots += "*aaaaaaaaaaaaaaaab";
    robots += "\n";
  }
  EXPECT_TRUE(Allows(robots, "/" + std::string(8000, 'a')));
}

}  // namespace
}  // namespace checkback
