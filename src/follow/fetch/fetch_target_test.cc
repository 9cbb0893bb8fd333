#include "follow/fetch/fetch_target.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

using Method = FetchRequest::Method;

TEST(FetchTarget, IsWhatIsSent) {
  const auto target = ReadFetchTarget("HTTP://A.Example.:80/a b?c=\xC3\xA9#d", {});
  ASSERT_TRUE(target) << target.error().what;
  EXPECT_EQ(target->host, "a.example");
  EXPECT_EQ(target->origin, "http://a.example");
  EXPECT_EQ(target->path, "/a%20b?c=%C3%A9");
  EXPECT_EQ(target->url.find_first_of(" #"), std::string::npos);
  EXPECT_EQ(ReadFetchTarget("https://a.example:8443", {})->origin, "https://a.example:8443");
  EXPECT_EQ(ReadFetchTarget("https://a.example", {})->path, "/");
  EXPECT_FALSE(ReadFetchTarget("http://a.example/" + std::string(kLongestFetchUrl, 'x'), {}));
}

TEST(FetchTarget, AllowedAddressesAreOnesOwn) {
  const std::vector<NetBlock> allowed = {*ParseBlock("10.0.0.0/8")};
  EXPECT_TRUE(ReadFetchTarget("http://10.1.2.3/", allowed));
  EXPECT_FALSE(ReadFetchTarget("http://192.168.1.1/", allowed));
}

TEST(FetchTarget, RedirectsAreFollowedWithCare) {
  struct Case {
    std::string_view from;
    int status;
    std::string_view location;
    Method method;
    std::string_view to;  // "": not followed
  };
  constexpr Case kCases[] = {
      {"http://a.example/x/y", 301, "../z#f", Method::kGet, "http://a.example/z"},
      {"http://a.example/", 302, "https://b.example/", Method::kGet, "https://b.example/"},
      {"https://a.example/", 301, "http://a.example/", Method::kGet, ""},
      {"https://a.example/", 301, "//b.example/", Method::kGet, "https://b.example/"},
      {"http://a.example/", 301, "file:///etc/passwd", Method::kGet, ""},
      {"http://a.example/", 301, "", Method::kGet, ""},
      {"http://a.example/", 301, "http://a b/", Method::kGet, ""},
      {"http://a.example/", 302, "/y", Method::kPost, ""},
      {"http://a.example/", 307, "/y", Method::kPost, "http://a.example/y"},
      {"http://a.example/", 308, "http://w.a.example/", Method::kPost, "http://w.a.example/"},
      {"http://a.example/", 307, "http://b.example/", Method::kPost, ""},
  };
  for (const Case& c : kCases) {
    const auto to = FollowRedirect(c.from, c.status, c.location, c.method);
    EXPECT_EQ(to.value_or(""), c.to) << c.from << " " << c.location;
  }
}

TEST(FetchTarget, OnlyTheOpeningPermanentRedirectsAreForGood) {
  EXPECT_EQ(PermanentUrl({{"http://a/", 200, ""}}), "");
  EXPECT_EQ(PermanentUrl({{"http://a/", 302, "http://b/"}, {"http://b/", 301, "http://c/"}}), "");
  EXPECT_EQ(PermanentUrl({{"http://a/", 301, "http://b/"}, {"http://b/", 302, "http://c/"}}),
            "http://b/");
  EXPECT_EQ(PermanentUrl({{"http://a/", 301, "http://b/"}, {"http://b/", 308, "http://c/"}}),
            "http://c/");
}

TEST(FetchTarget, TextOfStrangersIsSafeToShow) {
  EXPECT_EQ(ShownText("a\x1B[2J\n\xFF"), "a?[2J?\xEF\xBF\xBD");
  EXPECT_LE(ShownText(std::string(10'000, 'x')).size(), 310u);
}

}  // namespace
}  // namespace checkback
