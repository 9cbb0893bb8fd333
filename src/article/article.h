// An article: what a page says, without what stands around it.
//
//   Page --> [ navigation | headline, byline, date | body | captions | notices | related ]
//                            Article --------------------------------
//
// `text` is the body as it is read: paragraphs, sub-headings, list items, quote
// boxes and live posts, in order, joined by a blank line. Everything else that was
// published as part of the article (captions, credits, notices, corrections) stands
// in `blocks` beside it. Nothing here is composed: every string is a stretch of the
// page with its white space collapsed.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "text/instant.h"
#include "text/result.h"
#include "text/span.h"

namespace checkback {

enum class BlockKind {
  kParagraph,
  kHeading,
  kList,  // one item of a list
  kQuote,
  kCaption,
  kCredit,
  kNotice,      // "This is a developing story", "Updated at 14:05"
  kCorrection,  // corrections and editor's notes
  kPost,        // one paragraph of a live blog's entry
};

struct Block {
  BlockKind kind = BlockKind::kParagraph;
  std::string text;
  std::optional<Span> span;      // where it stands in Article::text; nothing for what is not body
  int repeats = 1;               // how often the page holds it
  std::optional<PageTime> time;  // of a live post, an update notice

  friend bool operator==(const Block&, const Block&) = default;
};

enum class ArticleKind { kArticle, kLive, kVideo, kGallery, kIndex, kOther };

// Where a value was found, so that it can be shown and doubted.
struct Evidence {
  std::string field;  // "published_at"
  std::string
      from;  // "json-ld datePublished", "meta article:published_time", "time tag", "url", "text"
  std::string said;  // the value as the page has it
  std::string note;  // "taken", "later than seen_at", "disagrees with the text"

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

// A stretch of the page that is not part of the article, and the reason.
struct Dropped {
  std::string text;  // at most kDroppedBytes of it
  std::string why;   // "score 0.03", "repeats the headline", "in <nav>"

  friend bool operator==(const Dropped&, const Dropped&) = default;
};
inline constexpr std::size_t kDroppedBytes = 200;

struct Article {
  std::string url;  // canonical
  std::string headline;
  std::string description;
  std::vector<std::string> byline;
  std::string outlet;
  std::optional<PageTime> published_at;
  std::optional<PageTime> modified_at;
  std::string dateline;
  std::string section;
  std::string language;
  ArticleKind kind = ArticleKind::kArticle;
  bool developing = false;
  std::string text;
  std::vector<Block> blocks;  // in the order of the page

  std::string empty_because;       // why `text` is empty; "" where it is not
  std::vector<Evidence> evidence;  // always filled
  std::vector<Dropped> dropped;    // filled on demand (ExtractOptions::why)

  friend bool operator==(const Article&, const Article&) = default;
};

struct ExtractOptions {
  bool why = false;  // fill Article::dropped
};

// The article of `page`. A page without one gives an Article with empty `text` and
// the reason; an error is only for what cannot be looked at in bounded time.
// Deterministic: same page, same article, whatever ran before. Safe to call from
// many threads.
Result<Article> ExtractArticle(const Page& page, const ExtractOptions& options = {});

std::string_view NameOf(BlockKind kind);    // "paragraph"
std::string_view NameOf(ArticleKind kind);  // "live"

}  // namespace checkback
