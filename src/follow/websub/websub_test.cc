#include "follow/websub/websub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace checkback {
namespace {

constexpr std::string_view kUrl = "https://news.example/rss";

struct OfferCase {
  std::string_view what;
  std::string_view links;              // of the head
  std::vector<std::string> feed_hubs;  // in the feed
  std::string_view feed_self;
  std::string_view hub, topic;  // "": no offer
};

TEST(WebSub, AnOfferStandsInTheHeadOrInTheFeed) {
  const OfferCase cases[] = {
      {"a feed", "", {"https://hub.example/"}, kUrl, "https://hub.example/", kUrl},
      {"a head",
       "Link: <https://hub.example/>; rel=\"hub\", <https://news.example/self>; rel=self\r\n",
       {},
       "",
       "https://hub.example/",
       "https://news.example/self"},
      {"two headers",
       "Link: <https://hub.example/>; rel=hub\r\nLINK: </rss>; rel=\"self\"\r\n",
       {},
       "",
       "https://hub.example/",
       kUrl},
      {"the head before the feed",
       "Link: <https://a.example/>; rel=hub, </x>; rel=self\r\n",
       {"https://b.example/"},
       kUrl,
       "https://a.example/",
       "https://news.example/x"},
      {"both at once, and others",
       "Link: <https://a.example/,;>; title=\"rel=self, <no>\"; rel=\"next hub\", </x>; "
       "rel=SELF\r\n",
       {},
       "",
       "https://a.example/,;",
       "https://news.example/x"},
      {"a safe one is preferred",
       "",
       {"http://a.example/", "https://b.example/"},
       kUrl,
       "https://b.example/",
       kUrl},
      {"no self", "Link: <https://hub.example/>; rel=hub\r\n", {}, "", "", ""},
      {"no hub", "Link: </rss>; rel=self\r\n", {}, kUrl, "", ""},
      {"no address of the web",
       "Link: <file:///etc/passwd>; rel=hub, </rss>; rel=self\r\n",
       {},
       "",
       "",
       ""},
      {"broken", "Link: <https://hub.example/; rel=hub, \"<\r\n", {}, kUrl, "", ""},
  };
  for (const OfferCase& c : cases) {
    SCOPED_TRACE(c.what);
    Feed feed;
    feed.hubs = c.feed_hubs;
    feed.self_url = c.feed_self;
    const auto offer =
        PushOfferOf("HTTP/1.1 200 OK\r\n" + std::string(c.links) + "\r\n", kUrl, feed);
    ASSERT_EQ(offer.has_value(), !c.hub.empty());
    if (!offer) continue;
    EXPECT_EQ(offer->hub, c.hub);
    EXPECT_EQ(offer->topic, c.topic);
  }
}

TEST(WebSub, AHeadOfManyLinksIsReadUpToALimit) {
  std::string head = "HTTP/1.1 200 OK\r\nLink: ";
  for (int n = 0; n < 5000; ++n) head += "</a>; rel=x, ";
  EXPECT_EQ(LinksOfHead(head + "\r\n\r\n", kUrl).size(), kMostHeadLinks);
}

TEST(WebSub, AnAddressThatIsTooLongIsNoOffer) {
  Feed feed;
  feed.hubs = {"https://hub.example/" + std::string(kLongestPushUrl, 'x')};
  feed.self_url = kUrl;
  EXPECT_FALSE(PushOfferOf("", kUrl, feed));
}

TEST(WebSub, ARequestIsAForm) {
  EXPECT_EQ(Encoded({.mode = "subscribe",
                     .topic = "https://news.example/rss?a=b&c",
                     .callback = "https://me.example/hook/1",
                     .secret = "s",
                     .lease = std::chrono::seconds(60)}),
            "hub.mode=subscribe&hub.topic=https%3A%2F%2Fnews.example%2Frss%3Fa%3Db%26c&"
            "hub.callback=https%3A%2F%2Fme.example%2Fhook%2F1&hub.secret=s&hub.lease_seconds=60");
  EXPECT_EQ(Encoded({.mode = "unsubscribe", .topic = "t", .callback = "c"}),
            "hub.mode=unsubscribe&hub.topic=t&hub.callback=c");
}

// As `openssl dgst -sha256 -hmac 'a secret'` has them.
TEST(WebSub, APushIsBelievedWithItsSignature) {
  constexpr std::string_view kBody = "The dam is open.";
  const std::pair<std::string_view, bool> cases[] = {
      {"sha1=c9f7bcc9c2cd11698e826ffb0a57536ecd3e9b58", true},
      {"sha256=a82ab6f591c3056cdf3615caddfb53fd25524adc29b231dac00077158c90b391", true},
      {"SHA256=A82AB6F591C3056CDF3615CADDFB53FD25524ADC29B231DAC00077158C90B391", true},
      {"sha384=a8ceb44bc76d2de130683cc83857dbbeb2688d88b5a62dd85626395073a53fce"
       "c58470ce40c5d13f82eb99d768bf9b99",
       true},
      {"sha512=6e911a7761c2cf4a3790d01336680ec971c35e4fdc07ffcc8df1ba1007cc9f2e"
       "3d3d9ba281cc09d93b450f2ff49876236e224e56d4aa20c0569a89a9a0d78ab2",
       true},
      {"sha256=a82ab6f591c3056cdf3615caddfb53fd25524adc29b231dac00077158c90b392", false},
      {"sha1=a82ab6f591c3056cdf3615caddfb53fd25524adc29b231dac00077158c90b391", false},
      {"sha256=", false},
      {"a82ab6f591c3056cdf3615caddfb53fd25524adc29b231dac00077158c90b391", false},
      {"md5=0cc175b9c0f1b6a831c399e269772661", false},
      {"", false},
  };
  for (const auto& [signature, good] : cases)
    EXPECT_EQ(IsSignedBy("a secret", signature, kBody), good) << signature;
  EXPECT_FALSE(IsSignedBy("another", cases[1].first, kBody));
  EXPECT_FALSE(IsSignedBy("", "sha1=", ""));
}

}  // namespace
}  // namespace checkback
