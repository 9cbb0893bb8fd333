#include "page/warc_page.h"

#include <gtest/gtest.h>

#include "page/warc_samples.h"

namespace checkback {
namespace {

using samples::Gzip;
using samples::Http;

WarcRecord RecordOf(WarcType type, std::string_view content_type, std::string block) {
  WarcRecord record;
  record.type = type;
  record.content_type = content_type;
  record.block = std::move(block);
  record.target_uri = "https://example.org/1";
  record.date = ParseInstant("2025-05-14T06:30:00Z");
  return record;
}

WarcRecord Response(std::string block) {
  return RecordOf(WarcType::kResponse, "application/http;msgtype=response", std::move(block));
}

TEST(WarcPage, IsAResponseWithHtml) {
  const Result<Page> page =
      ReadWarcPage(Response(Http("<p>gr\xFC\xDF", "", "text/html; charset=iso-8859-1")), {});
  ASSERT_TRUE(page) << page.error().what;
  EXPECT_EQ(page->url, "https://example.org/1");
  EXPECT_EQ(page->seen_at, *ParseInstant("2025-05-14T06:30:00Z"));
  EXPECT_EQ(page->content, "<p>grüß");
  EXPECT_EQ(page->format, PageFormat::kHtml);
}

TEST(WarcPage, ComesOutOfItsCodings) {
  const Result<Page> page =
      ReadWarcPage(Response(Http(Gzip("<p>The dam"), "Content-Encoding: gzip\r\n")), {});
  ASSERT_TRUE(page) << page.error().what;
  EXPECT_EQ(page->content, "<p>The dam");
}

TEST(WarcPage, IsPassedOverForAReason) {
  struct Case {
    WarcRecord record;
    std::string_view why;  // "" where it is a page
  };
  WarcRecord segment = Response(Http("<p>x"));
  segment.headers = {{"WARC-Segment-Number", "1"}};
  const Case cases[] = {
      {Response(Http("<p>x")), ""},
      {Response(Http("<p>x", "", "application/xhtml+xml")), ""},
      {Response("HTTP/1.1 200 OK\r\n\r\n<p>x"), ""},
      {RecordOf(WarcType::kResource, "text/html", "<p>x"), ""},
      {RecordOf(WarcType::kConversion, "text/plain", "Words"), ""},
      {Response(Http("x", "", "image/jpeg")), "image/jpeg"},
      {Response(Http("x", "", "a\x1B[31m\r\n")), "a[31m"},
      {Response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x"),
       "HTTP status 404"},
      {Response("HTTP/1.1 301 Moved\r\n\r\n"), "HTTP status 301"},
      {Response(Http("")), "response without a body"},
      {Response("example.org. 300 IN A 1.2.3.4"), "response that is not HTTP"},
      {RecordOf(WarcType::kResource, "text/plain", "wget said"), "text/plain"},
      {RecordOf(WarcType::kResource, "", "x"), "no media type"},
      {RecordOf(WarcType::kRequest, "application/http;msgtype=request", "GET / HTTP/1.1"),
       "request"},
      {RecordOf(WarcType::kRevisit, "", ""), "revisit"},
      {RecordOf(WarcType::kWarcinfo, "application/warc-fields", "a: b"), "warcinfo"},
      {RecordOf(WarcType::kOther, "", ""), "other"},
      {segment, "part of a capture in several records"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(WhyNoPage(c.record).value_or(""), c.why) << c.record.block;
    EXPECT_EQ(ReadWarcPage(c.record, {}).has_value(), c.why.empty());
  }
}

TEST(WarcPage, NeedsADateAndTheBytesOfItsDigest) {
  WarcRecord record = Response(Http("<p>x"));
  record.date.reset();
  EXPECT_NE(ReadWarcPage(record, {}).error().what.find("no WARC-Date"), std::string::npos);
  EXPECT_TRUE(ReadWarcPage(record, {.seen_at = Instant{}}));
  record.headers = {{"WARC-Block-Digest", WarcDigest(DigestKind::kSha1, "other bytes")}};
  EXPECT_NE(ReadWarcPage(record, {.seen_at = Instant{}}).error().what.find("digest"),
            std::string::npos);
}

TEST(WarcPage, NamesWhatIsNoPageThoughItSaysSo) {
  EXPECT_EQ(ReadWarcPage(Response(Http("\x89PNG\r\n\x1A\n...")), {}).error().what,
            "this is a PNG image, not a page");
}

}  // namespace
}  // namespace checkback
