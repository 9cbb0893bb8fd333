#include "follow/fetch/answer_head.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>

#include "follow/fetch/http_date.h"

namespace checkback {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

const Instant kNow = *ParseInstant("2026-11-26T12:00:00Z");

AnswerHead Read(std::string_view headers) {
  return ReadAnswerHead("HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n\r\n", FetchTime(kNow),
                        hours(24));
}

TEST(HttpDate, IsReadInItsThreeForms) {
  const auto then = ParseInstant("1994-11-06T08:49:37Z");
  for (const auto* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994", " Sun, 06 Nov 1994 08:49:37 UTC "})
    EXPECT_EQ(ParseHttpDate(text), then) << text;
  for (const auto* text :
       {"", "0", "-1", "now", "Sun, 06 Nov 1994 08:49:37 EST", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:61:00 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 19940 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT and more", "1994-11-06T08:49:37Z"})
    EXPECT_EQ(ParseHttpDate(text), std::nullopt) << text;
  EXPECT_EQ(HttpDateOf(*then), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(ParseHttpDate(HttpDateOf(kNow)), kNow);
}

TEST(AnswerHead, ValidatorsAreKeptToTheByte) {
  EXPECT_EQ(Read("ETag: W/\"a b\"  ").etag, "W/\"a b\"");
  EXPECT_EQ(Read("etag:\"\xE9\"").etag, "\"\xE9\"");
  EXPECT_EQ(Read("ETag: \"1\"\r\nETag: \"2\"").etag, "\"1\"");
  EXPECT_EQ(Read("X-ETag: \"1\"").etag, "");
  EXPECT_EQ(Read("ETag: " + std::string(1025, 'e')).etag, "");
  EXPECT_EQ(Read("Last-Modified: Sun Nov  6 08:49:37 1994").last_modified,
            "Sun Nov  6 08:49:37 1994");
  EXPECT_EQ(Read("Last-Modified: yesterday").last_modified, "yesterday");
}

TEST(AnswerHead, WhatIsStillToComeIsNotBelieved) {
  const auto modified = [](Instant at, std::string_view more = "") {
    return Read("Last-Modified: " + HttpDateOf(at) + std::string(more)).last_modified;
  };
  EXPECT_NE(modified(kNow - hours(1)), "");
  EXPECT_NE(modified(kNow + seconds(20)), "") << "clocks differ";
  EXPECT_EQ(modified(kNow + days(1)), "");
  EXPECT_NE(modified(kNow + days(1), "\r\nDate: " + HttpDateOf(kNow + days(1))), "")
      << "by its own clock it is not";
}

TEST(AnswerHead, EtagsOfA304) {
  EXPECT_TRUE(IsSameEtag("\"a\"", "\"a\""));
  EXPECT_TRUE(IsSameEtag("W/\"a\"", "\"a\""));
  EXPECT_TRUE(IsSameEtag("\"a-gzip\"", "\"a\""));
  EXPECT_TRUE(IsSameEtag("\"a\"", ""));
  EXPECT_FALSE(IsSameEtag("\"a\"", "\"b\""));
  EXPECT_FALSE(IsSameEtag("\"a\"", "\"\""));
}

TEST(AnswerHead, HowLongToWait) {
  struct Case {
    std::string value;
    std::optional<seconds> wait;
  };
  for (const Case& c : std::initializer_list<Case>{{"120", seconds(120)},
                                                   {"0", seconds(0)},
                                                   {"86401", hours(24)},
                                                   {"123456789012345678901234567890", hours(24)},
                                                   {"-1", std::nullopt},
                                                   {"1.5", std::nullopt},
                                                   {"soon", std::nullopt},
                                                   {HttpDateOf(kNow + hours(1)), hours(1)},
                                                   {HttpDateOf(kNow - hours(1)), seconds(0)},
                                                   {"Fri, 31 Dec 2100 23:59:59 GMT", hours(24)}}) {
    const AnswerHead head = Read("Retry-After: " + c.value);
    EXPECT_EQ(head.not_before.has_value(), c.wait.has_value()) << c.value;
    if (c.wait && head.not_before) {
      EXPECT_EQ(*head.not_before, kNow + *c.wait) << c.value;
    }
  }
}

TEST(AnswerHead, HowLongItIsFresh) {
  struct Case {
    std::string headers;
    std::optional<seconds> fresh;
  };
  const std::string in_an_hour = "Expires: " + HttpDateOf(kNow + hours(1));
  for (const Case& c : std::initializer_list<Case>{
           {"X: y", std::nullopt},
           {"Cache-Control: max-age=300", seconds(300)},
           {"Cache-Control: public, MAX-AGE=\"300\"", seconds(300)},
           {"Cache-Control: max-age=300, max-age=60", seconds(60)},
           {"Cache-Control: max-age=300\r\nCache-Control: no-cache", seconds(0)},
           {"Cache-Control: no-cache=\"Set-Cookie\", max-age=9", seconds(9)},
           {"Cache-Control: no-store", seconds(0)},
           {"Cache-Control: max-age=x", seconds(0)},
           {"Cache-Control: max-age=-1", seconds(0)},
           {"Cache-Control: s-maxage=300", std::nullopt},
           {"Cache-Control: max-age=99999999999999999999", kLongestFresh},
           {"Cache-Control: max-age=300\r\nAge: 100", seconds(200)},
           {"Cache-Control: max-age=300\r\nAge: 99999999999999999", seconds(0)},
           {"Cache-Control: max-age=300\r\n" + in_an_hour, seconds(300)},
           {in_an_hour, hours(1)},
           {in_an_hour + "\r\nDate: " + HttpDateOf(kNow - hours(1)), hours(2)},
           {"Expires: Fri, 31 Dec 9999 23:59:59 GMT", kLongestFresh},
           {"Expires: 0", seconds(0)},
           {"Expires: Fri, 31 Dec 2199 23:59:59 GMT", kLongestFresh}})
    EXPECT_EQ(Read(c.headers).fresh_for, c.fresh) << c.headers;
}

TEST(AnswerHead, ThatContradictsItselfIsNotBelieved) {
  EXPECT_EQ(Read("Content-Length: 5\r\nContent-Length: 5").fault, "");
  EXPECT_NE(Read("Content-Length: 5\r\nContent-Length: 6").fault, "");
  EXPECT_NE(Read(std::string("X: a\0b", 6)).fault, "");
}

}  // namespace
}  // namespace checkback
