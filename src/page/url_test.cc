#include "page/url.h"

#include <gtest/gtest.h>

#include <string>

#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

TEST(Url, IsSplitIntoItsParts) {
  struct Case {
    std::string_view url, scheme, host, port, path, query;
  };
  const Case cases[] = {
      {"https://Example.COM/News/1?a=B#c", "https", "example.com", "", "/News/1", "a=B"},
      {" HTTP://example.com:80 ", "http", "example.com", "", "/", ""},
      {"https://example.com:8443/x", "https", "example.com", "8443", "/x", ""},
      {"http://example.com:443/", "http", "example.com", "443", "/", ""},
      {"https://user:pass@example.com/x", "https", "example.com", "", "/x", ""},
      {"https://example.com@evil.test/x", "https", "evil.test", "", "/x", ""},
      {"https://example.com./x", "https", "example.com", "", "/x", ""},
      {"https://[2001:DB8::1]:8080/x", "https", "[2001:db8::1]", "8080", "/x", ""},
      {"http://0x7./", "http", "0.0.0.7", "", "/", ""},
      {"http://192.0.2.7/x", "http", "192.0.2.7", "", "/x", ""},
      {"https://xn--mnchen-3ya.example/", "https", "xn--mnchen-3ya.example", "", "/", ""},
      {"https://MÜNCHEN.example/straße", "https", "münchen.example", "", "/stra%C3%9Fe", ""},
      {"https://example.com/a b", "https", "example.com", "", "/a%20b", ""},
      {"https://example.com/a/../b/./c", "https", "example.com", "", "/b/c", ""},
      {"https://example.com?q=1", "https", "example.com", "", "/", "q=1"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.url);
    const UrlParts parts = SplitUrl(c.url).value_or(UrlParts{});
    EXPECT_EQ(parts.scheme, c.scheme);
    EXPECT_EQ(parts.host, c.host);
    EXPECT_EQ(parts.port, c.port);
    EXPECT_EQ(parts.path, c.path);
    EXPECT_EQ(parts.query, c.query);
  }
}

TEST(Url, WhatIsNoWebAddressIsNone) {
  const std::string long_url = "https://example.com/" + std::string(100'000, 'a');
  const std::string_view cases[] = {
      "",
      " ",
      "example.com/x",
      "/x",
      "//example.com/x",
      "ftp://example.com/",
      "file:///etc/passwd",
      "javascript:alert(1)",
      "data:text/html,x",
      "mailto:a@example.com",
      "https:",
      "https://",

      "http://example.com:99999/",
      "http://example.com:8x/",
      "https://exa mple.com/",
      "https://[::1/",
      "https://./",
      {"https://example.com/\0x", 22},
      "https://@/",
      long_url,
  };
  for (const std::string_view url : cases) {
    EXPECT_FALSE(SplitUrl(url)) << url.substr(0, 80);
    EXPECT_EQ(OutletDomain(url), "");
    EXPECT_EQ(CanonicalUrl(url), url);
  }
}

TEST(Url, ReferencesAreResolved) {
  struct Case {
    std::string_view base, reference, url;
  };
  const Case cases[] = {
      {"https://example.com/a/b?c", "d", "https://example.com/a/d"},
      {"https://example.com/a/b", "/d?e", "https://example.com/d?e"},
      {"https://example.com/a/b", "../d", "https://example.com/d"},
      {"https://example.com/a/b", "?e=1", "https://example.com/a/b?e=1"},
      {"https://example.com/a/b", "//other.example/x", "https://other.example/x"},
      {"https://example.com/a/b", "http://other.example/x", "http://other.example/x"},
      {"", "http://other.example/x", "http://other.example/x"},
      {"https://example.com/a", "", "https://example.com/a"},
      {"https://example.com/a", "javascript:alert(1)", ""},
      {"https://example.com/a", "mailto:a@example.com", ""},
      {"page.html", "d", ""},
      {"", "", ""},
      {"", "/d", ""},
  };
  for (const Case& c : cases)
    EXPECT_EQ(ResolveUrl(c.base, c.reference), c.url) << c.base << " + " << c.reference;
}

TEST(Url, CanonicalFormKeepsWhatChoosesThePage) {
  struct Case {
    std::string_view url, canonical;
  };
  const Case cases[] = {
      {"HTTPS://Example.com:443/A?b=1&a=2#top", "https://example.com/A?b=1&a=2"},
      {"https://example.com", "https://example.com/"},
      {"https://example.com/a?", "https://example.com/a"},
      {"https://example.com/a?&&b=1&", "https://example.com/a?b=1"},
      {"https://u:p@example.com/a", "https://example.com/a"},
      {"https://example.com/a?UTM_Source=x", "https://example.com/a"},
      {"https://example.com/a;v=1;jsessionid=2", "https://example.com/a;v=1"},
      {"https://example.com/a;jsessionid=2/b;v=1", "https://example.com/a/b;v=1"},
      {"https://example.com/a/.;", "https://example.com/a/"},
      {"https://example.com/a?b=50%&as=%c3%9f", "https://example.com/a?b=50%&as=%C3%9F"},
      {"not a url", "not a url"},
      {"", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(CanonicalUrl(c.url), c.canonical);
    EXPECT_EQ(CanonicalUrl(CanonicalUrl(c.url)), c.canonical);
  }
}

TEST(Url, ExamplesInTheRulesHold) {
  std::string_view rules = FindEmbedded("rules/tracking_parameters.txt");
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    const std::size_t equals = line.find(" = ");
    if (!line.starts_with("# http") || equals == std::string_view::npos) continue;
    EXPECT_EQ(CanonicalUrl(Trim(line.substr(2, equals - 2))), Trim(line.substr(equals + 3)));
    ++examples;
  }
  EXPECT_GE(examples, 5);
}

TEST(Url, APageMayDeclareItsAddressButOnlyOnItsOwnDomain) {
  constexpr std::string_view kUrl = "https://m.example.co.uk/news/1?utm_source=x";
  struct Case {
    std::string_view url, link, og, canonical;
  };
  const Case cases[] = {
      {kUrl, "https://www.example.co.uk/news/1", "", "https://www.example.co.uk/news/1"},
      {kUrl, "/news/one", "", "https://m.example.co.uk/news/one"},
      {kUrl, "", "https://www.example.co.uk/og?fbclid=1", "https://www.example.co.uk/og"},
      {kUrl, "https://other.co.uk/news/1", "", "https://m.example.co.uk/news/1"},
      {kUrl, "https://other.co.uk/news/1", "https://www.example.co.uk/og",
       "https://www.example.co.uk/og"},
      {kUrl, "https://www.example.co.uk/", "", "https://m.example.co.uk/news/1"},
      {kUrl, "https://www.example.co.uk", "https://www.example.co.uk//",
       "https://m.example.co.uk/news/1"},
      {kUrl, "javascript:alert(1)", "undefined", "https://m.example.co.uk/news/1"},
      {"https://m.example.com/", "https://www.example.com/", "", "https://www.example.com/"},
      {"", "https://www.example.com/a", "", "https://www.example.com/a"},
      {"", "/a", "", ""},
      {"saved.html", "https://www.example.com/a", "", "https://www.example.com/a"},
      {"https://a.github.io/x", "https://b.github.io/x", "", "https://a.github.io/x"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(CanonicalUrlOf(c.url, c.link, c.og), c.canonical) << c.link << " " << c.og;
}

TEST(Url, OutletIsTheRegistrableDomain) {
  struct Case {
    std::string_view url, domain;
  };
  const Case cases[] = {
      {"https://www.example.co.uk/news/1", "example.co.uk"},
      {"https://www.example.com.au", "example.com.au"},
      {"https://edition.example.com:8443/", "example.com"},
      {"https://example.com./", "example.com"},
      {"http://localhost:8080/", "localhost"},
      {"http://192.0.2.7/", "192.0.2.7"},
      {"http://[2001:db8::1]/", "[2001:db8::1]"},
      {"https://co.uk/", "co.uk"},
      {"https://www.xn--mnchen-3ya.de/", "xn--mnchen-3ya.de"},
      {"https://www.münchen.de/", "münchen.de"},
      {"https://news.例え.jp/", "例え.jp"},
      {"mailto:a@example.com", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(OutletDomain(c.url), c.domain) << c.url;
}

}  // namespace
}  // namespace checkback
