#include "serve/guard.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Listen, TakesAnAddressAndAPort) {
  ListenAddress address;
  EXPECT_TRUE(ParseListen("127.0.0.1:8080", address));
  EXPECT_EQ(address.host, "127.0.0.1");
  EXPECT_EQ(address.port, 8080);
  EXPECT_TRUE(ParseListen(":0", address));
  EXPECT_EQ(address.host, "127.0.0.1");
  EXPECT_TRUE(ParseListen("[::1]:81", address));
  EXPECT_EQ(address.host, "::1");
  for (const auto* bad : {"", "8080", "a:", "a:b", "a:70000", "a:-1", "::1:80", "a:80x"})
    EXPECT_FALSE(ParseListen(bad, address)) << bad;
}

TEST(Host, OfThisMachineOrOneThatWasNamed) {
  for (const auto* good : {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]:8080", "127.9.9.9",
                           "news.example", "News.Example:443"})
    EXPECT_TRUE(IsKnownHost(good, {"news.example"})) << good;
  for (const auto* bad : {"", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example",
                          "[::1", "[::1]x", "a:b:c", "127.evil", "news.example.evil.example"})
    EXPECT_FALSE(IsKnownHost(bad, {"news.example"})) << bad;
  EXPECT_FALSE(IsKnownHost("", {""}));
}

TEST(Loopback, IsTheWholeOfItsNetwork) {
  EXPECT_TRUE(IsLoopback("127.0.0.1"));
  EXPECT_TRUE(IsLoopback("::1"));
  EXPECT_FALSE(IsLoopback("0.0.0.0"));
  EXPECT_FALSE(IsLoopback("::"));
  EXPECT_FALSE(IsLoopback("127.0.0.1.example"));
}

TEST(Origin, TellsOurPagesFromOthers) {
  struct Case {
    std::string_view fetch_site, origin, host;
    RequestFrom from;
  };
  constexpr Case kCases[] = {
      {"same-origin", "http://127.0.0.1:8080", "127.0.0.1:8080", RequestFrom::kOurPage},
      {"same-origin", "", "127.0.0.1:8080", RequestFrom::kOurPage},
      {"", "https://News.example", "news.example", RequestFrom::kOurPage},
      {"", "", "127.0.0.1:8080", RequestFrom::kNoPage},
      {"", "https://news.example.evil", "news.example", RequestFrom::kElsewhere},
      {"", "https://evil.example/news.example", "news.example", RequestFrom::kElsewhere},
      {"", "null", "news.example", RequestFrom::kElsewhere},
      {"", "news.example", "news.example", RequestFrom::kElsewhere},
      {"same-site", "https://news.example", "news.example", RequestFrom::kElsewhere},
      {"cross-site", "", "news.example", RequestFrom::kElsewhere}};
  for (const Case& c : kCases)
    EXPECT_EQ(FromWhere(c.fetch_site, c.origin, c.host), c.from) << c.origin;
}

TEST(Token, IsAllOfItOrNothing) {
  EXPECT_EQ(BearerIn("Bearer secret"), "secret");
  EXPECT_EQ(BearerIn("bearer secret"), "secret");
  for (const auto* bad : {"", "secret", "Bearer", "Bearer ", "Bearer secre", "Bearer secrets",
                          "Basic secret", "Bearer  secret"})
    EXPECT_NE(BearerIn(bad), "secret") << bad;
}

}  // namespace
}  // namespace checkback
