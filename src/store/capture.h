// A capture: one page as it was seen once. What is kept first, and what was derived from it.
//
//   raw record  --segments-->  kept for ever
//        |
//        +--follow/derive-->  NewCapture { id, article, version key, sketch, reading }  --Store-->
//        tables
//
// Plain values.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "page/page.h"
#include "story/sketch.h"
#include "text/instant.h"

namespace checkback {

// 20 characters of a-z and 2-7: the first 100 bits of a SHA-256 of url, seen_at, content, and of
// title, time, outlet and language where they came beside it. The same in every store that holds
// this capture; two of 10^9 captures share one with a probability of 10^-12.
std::string CaptureIdOf(const Page& page);
// The same for bytes that are no page that we can read.
std::string CaptureIdOf(std::string_view url, Instant seen_at, std::string_view bytes);
// Whether `text` may be an id or the beginning of one (4 characters or more).
bool LooksLikeCaptureId(std::string_view text);

// Where a raw record stands: in which segment, at which byte.
struct RawPlace {
  std::int64_t segment = 0;  // from 1
  std::uint64_t offset = 0;
  std::uint64_t length = 0;

  friend bool operator==(const RawPlace&, const RawPlace&) = default;
};

// What was read in an article, as far as it is searched.
struct ReadTerms {
  std::vector<std::string> entities;  // names
  std::vector<std::string> speakers;
  std::vector<std::string> statuses;  // "denied"
};

// One capture on its way into the store, all of it made by pure functions.
struct NewCapture {
  std::string id;
  std::string url;  // as it was given
  Instant seen_at{};
  std::string sha256;       // of the content, 64 hex digits
  std::string member;       // the raw record, a gzip member; empty where it stands at `raw` already
  RawPlace raw;             // where `member` is empty
  std::string where;        // for complaints: "day.warc.gz at byte 8192"
  std::string trouble;      // why there is no article; "" where there is one
  bool is_revisit = false;  // unchanged since `refers_to`; carries no content
  std::optional<Instant> refers_to;  // of a revisit: when the content was seen
  std::optional<Article> article;
  std::string article_hash;   // 16 bytes
  std::string article_frame;  // article_frame.h
  std::string version_key;    // 64 hex digits; "" for an article without headline and text
  Sketch sketch;
  std::int64_t reading_day = 0;  // ReadingDayOf
  std::string reading_model;     // versions of what the article was read with
  std::string reading_frame;     // reading_frame.h; "" where there is no article
  ReadTerms read;
};

// A capture that the store holds.
struct Capture {
  std::int64_t key = 0;  // of this store; ordered by seen_at
  std::string id;
  std::string url;
  Instant seen_at{};
  std::string sha256;
  bool is_revisit = false;
  bool is_version = false;   // a new version of its page begins with it
  std::int64_t article = 0;  // of this store; 0: none
  std::string trouble;
  RawPlace raw;

  friend bool operator==(const Capture&, const Capture&) = default;
};

}  // namespace checkback
