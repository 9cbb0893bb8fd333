// A page: what was captured, as UTF-8, and what is known of it before reading.
//
//   bytes  --charset, format-->  Page  --article/-->  Article
//
// A Page comes from a file, from a line of JSON Lines, from a WARC record, later from a
// feed. It says nothing about where in the text the article stands.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/instant.h"
#include "text/result.h"

namespace checkback {

enum class PageFormat {
  kHtml,
  kScrapedText,  // plain text as a scraper leaves it
  kExtracted,    // title and body, already extracted by somebody else
};

struct Page {
  std::string url;    // as it was given; "" when nobody said
  Instant seen_at{};  // our own clock
  PageFormat format = PageFormat::kHtml;
  std::string content;     // valid UTF-8 without NUL; for kExtracted the body
  std::string title;       // kExtracted only
  std::string media_type;  // "text/html", "text/plain"
  std::string charset;     // what the bytes were: "utf-8", "windows-1252"
  std::string sha256;      // of the bytes as captured, 64 hex digits; "" where nobody asked

  // What came beside the page (JSON Lines); "" or nothing where it did not.
  std::string outlet;
  std::string language;  // BCP 47: "en", "pt-BR"
  std::optional<PageTime> published_at;
};

// The largest page that is read, in bytes. Over it: kTooLarge. The field's
// largest news pages are under 10 MB; 100 MB is the hostile case we are tested with.
inline constexpr std::size_t kMaxPageBytes = 128u << 20;

struct PageSource {
  std::string url = {};
  Instant seen_at = {};
  std::string transport_charset = {};     // from a Content-Type header; "" without one
  std::optional<PageFormat> format = {};  // nothing: looked up in the bytes
  bool hash = true;                       // fill `sha256`
};

// `bytes` as a Page: the format told from the bytes where `source` does not say
// (markup or not), the charset resolved (page/charset.h). Empty and binary bytes
// are kBadInput, saying what they look like ("a PDF", "a PNG image").
Result<Page> ReadPage(std::string bytes, const PageSource& source);

// One line of JSON Lines as the contract has it: `url`, `seen_at`, and one of
// `html`, `text`, or `title` + `body`; `published_at`, `outlet`, `language` where
// given. `seen_at` stands in where the line has none (nothing: it is required).
// Errors name the member: "seen_at is not a time: 'yesterday'".
struct LineOptions {
  std::optional<Instant> seen_at = {};
  bool hash = false;
};
Result<Page> ReadLine(std::string_view line, const LineOptions& options);

// The `url` of a line whose page could not be read, for the error object; "" when
// there is none to be found.
std::string UrlOfLine(std::string_view line);

}  // namespace checkback
