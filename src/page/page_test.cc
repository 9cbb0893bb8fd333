#include "page/page.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace checkback {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kStart =
    R"({"url":"https://example.com/1","seen_at":"2025-05-14T06:30:00Z",)";

std::string Line(std::string_view rest) {
  return std::string(kStart) + std::string(rest) + "}";
}

std::string ErrorOf(const Result<Page>& page) {
  return page ? "no error" : page.error().what;
}

TEST(Page, FormatIsToldFromTheBytes) {
  struct Case {
    std::string_view bytes;
    PageFormat format;
  };
  const Case cases[] = {
      {"<!DOCTYPE html><p>Hello", PageFormat::kHtml},
      {"\n\n <html>", PageFormat::kHtml},
      {"\xEF\xBB\xBF<p>x", PageFormat::kHtml},
      {"<?xml version='1.0'?><html/>", PageFormat::kHtml},
      {"<!-- saved --><div>", PageFormat::kHtml},
      {"Words first <p>one</p><p>two</p><p>three</p>", PageFormat::kHtml},
      {"date 2025-05-14 a storm\nThe headline\nThe body.", PageFormat::kScrapedText},
      {"<3 is a heart, and 2 < 3", PageFormat::kScrapedText},
      {"RIFFS of the guitar open the show", PageFormat::kScrapedText},
      {"The ftyp box of a film", PageFormat::kScrapedText},
      {"ID3 tags explained", PageFormat::kScrapedText},
      {"He wrote </sarcasm> and went.", PageFormat::kScrapedText},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.bytes);
    const Result<Page> page = ReadPage(std::string(c.bytes), {.url = "u"});
    ASSERT_TRUE(page) << ErrorOf(page);
    EXPECT_EQ(page->format, c.format);
    EXPECT_EQ(page->media_type, c.format == PageFormat::kHtml ? "text/html" : "text/plain");
    EXPECT_EQ(page->sha256.size(), 64u);
  }
  const PageSource told = {.format = PageFormat::kScrapedText, .hash = false};
  EXPECT_EQ(ReadPage("<p>", told)->format, PageFormat::kScrapedText);
  EXPECT_EQ(ReadPage("<p>", told)->sha256, "");
}

TEST(Page, WhatIsNoPageIsNamed) {
  struct Case {
    std::string_view bytes, what;
  };
  const Case cases[] = {
      {"", "the page is empty"},
      {" \n\t", "nothing but white space"},
      {"\xEF\xBB\xBF", "nothing but white space"},
      {"\xFF\xFE", "nothing but white space"},
      {"%PDF-1.7\n", "a PDF"},
      {"\x89PNG\r\n\x1A\n....", "a PNG image"},
      {"\xFF\xD8\xFF\xE0", "a JPEG image"},
      {"GIF89a", "a GIF image"},
      {"RIFF\1\2\3\4WEBPVP8 ", "a WebP image"},
      {"\0\0\0\x18"
       "ftypmp42"sv,
       "an MP4"},
      {"\x1F\x8B\x08", "a gzip file"},
      {"PK\x03\x04 [Content_Types].xml word/document.xml", "a Word document"},
      {"PK\x03\x04....a.txt", "a zip file"},
      {"\x7F"
       "ELF\2\1\1",
       "a program"},
      {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office document"},
      {"\0\1\2\3\4\5\6\7\x8\xE\xF\x10\x11\x12"sv, "binary data"},
      {"\0\0\0\0\0\0\0\0"sv, "binary data"},
  };
  for (const Case& c : cases) {
    const Result<Page> page = ReadPage(std::string(c.bytes), {});
    ASSERT_FALSE(page) << c.what;
    EXPECT_EQ(page.error().code, Errc::kBadInput);
    EXPECT_NE(page.error().what.find(c.what), std::string::npos) << page.error().what;
  }
  EXPECT_EQ(ReadPage(std::string(kMaxPageBytes + 1, 'x'), {}).error().code, Errc::kTooLarge);
}

TEST(Page, ContentIsUtf8WhateverItWas) {
  const Result<Page> utf16 = ReadPage(std::string("\xFF\xFE<\0p\0>\0\xE9\0"sv), {});
  ASSERT_TRUE(utf16) << ErrorOf(utf16);
  EXPECT_EQ(utf16->content, "<p>é");
  EXPECT_EQ(utf16->charset, "utf-16le");
  EXPECT_EQ(utf16->format, PageFormat::kHtml);
  EXPECT_EQ(ReadPage("<p>caf\xE9", {.transport_charset = "latin1"})->content, "<p>café");
  EXPECT_EQ(ReadPage(std::string("<p>a long enough para\0graph of words"sv), {})->content,
            "<p>a long enough paragraph of words");
}

TEST(Page, LinesHoldOneOfThreeKinds) {
  const Result<Page> html = ReadLine(
      Line(
          R"("html":"<p>\u00e9\u0000\ud83d</p>","outlet":"The Wire","language":"en","published_at":"2025-05-13","x":[1])"),
      {.hash = true});
  ASSERT_TRUE(html) << ErrorOf(html);
  EXPECT_EQ(html->url, "https://example.com/1");
  EXPECT_EQ(ToRfc3339(html->seen_at), "2025-05-14T06:30:00Z");
  EXPECT_EQ(html->format, PageFormat::kHtml);
  EXPECT_EQ(html->content, "<p>é\uFFFD</p>");
  EXPECT_EQ(html->media_type, "text/html");
  EXPECT_EQ(html->charset, "utf-8");
  EXPECT_EQ(html->outlet, "The Wire");
  EXPECT_EQ(html->language, "en");
  EXPECT_EQ(ToRfc3339(html->published_at.value_or(PageTime{})), "2025-05-13");
  EXPECT_EQ(html->sha256.size(), 64u);

  const Result<Page> text = ReadLine(Line(R"("html":null,"text":"<p>not markup")"), {});
  ASSERT_TRUE(text) << ErrorOf(text);
  EXPECT_EQ(text->format, PageFormat::kScrapedText);
  EXPECT_EQ(text->sha256, "");

  const Result<Page> extracted = ReadLine(Line(R"("title":"","body":"Words.")"), {});
  ASSERT_TRUE(extracted) << ErrorOf(extracted);
  EXPECT_EQ(extracted->format, PageFormat::kExtracted);
  const Result<Page> untitled = ReadLine(Line(R"("title":null,"body":"x")"), {});
  ASSERT_TRUE(untitled);
  EXPECT_EQ(untitled->title, "");
  EXPECT_EQ(extracted->content, "Words.");
  EXPECT_EQ(extracted->media_type, "text/plain");
}

TEST(Page, LinesWithoutATimeTakeTheOneGiven) {
  const LineOptions options = {.seen_at = ParseInstant("2025-01-02T03:04:05Z")};
  EXPECT_EQ(ToRfc3339(ReadLine(R"({"html":"<p>x"})", options)->seen_at), "2025-01-02T03:04:05Z");
  EXPECT_EQ(ToRfc3339(ReadLine(Line(R"("html":"<p>x")"), options)->seen_at),
            "2025-05-14T06:30:00Z");
  EXPECT_FALSE(ReadLine(R"({"seen_at":"soon","html":"<p>x"})", options));
}

TEST(Page, ErrorsOfLinesNameTheMember) {
  struct Case {
    std::string line;
    std::string_view what;
  };
  const Case cases[] = {
      {"", "the line is empty"},
      {" \n", "the line is empty"},
      {"<html>", "the line is no JSON object"},
      {"[]", "the line is a list"},
      {"\"x\"", "the line is a text"},
      {R"({"html":"<p>x"})", "seen_at is missing"},
      {R"({"seen_at":"yesterday","html":"<p>x"})", "seen_at is not a time: 'yesterday'"},
      {R"({"seen_at":7,"html":"<p>x"})", "seen_at is a number"},
      {R"({"url":[],"seen_at":"2025-05-14T06:30:00Z","html":"x"})", "url is a list"},
      {Line(R"("html":{})"), "html is an object"},
      {Line(R"("html":"")"), "html is empty"},
      {Line(R"("text":" \n")"), "text is empty"},
      {Line(R"("html":"%PDF-1.4")"), "html is a PDF"},
      {Line(R"("title":"x")"), "title stands without body"},
      {Line(R"("title":"","body":"")"), "both empty"},
      {Line(R"("other":1)"), "html, text, or title and body are missing"},
      {Line(R"("html":"<p>x)"), "closing quote"},
  };
  for (const Case& c : cases) {
    const Result<Page> page = ReadLine(c.line, {});
    ASSERT_FALSE(page) << c.line;
    EXPECT_NE(page.error().what.find(c.what), std::string::npos) << page.error().what;
    EXPECT_TRUE(IsValidUtf8(page.error().what));
  }
  EXPECT_FALSE(ReadLine(Line("\"html\":" + std::string(100'000, '[')), {}));
}

TEST(Page, TheUrlOfABadLineIsFoundWhereThereIsOne) {
  struct Case {
    std::string_view line, url;
  };
  const Case cases[] = {
      {R"({"url":"https:\/\/example.com\/1"})", "https://example.com/1"},
      {R"({"url": "https:\/\/example.com\/1", "html":"<p>cut)", "https://example.com/1"},
      {R"({"html":"x","url":7})", ""},
      {R"({"url":"cut)", ""},
      {R"({"url":"cut\)", ""},
      {R"({"url")", ""},
      {"", ""},
      {"[1]", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(UrlOfLine(c.line), c.url) << c.line;
}

}  // namespace
}  // namespace checkback
