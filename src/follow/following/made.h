// What other threads make of answers: of a feed its items, of a page its raw record and all that
// is derived from it.
//
// A page may need more than one answer (decision 0032): its canonical page, the page that holds the
// text of a shell, the further pages of a long article. It is then made in steps, each of which
// says what it wants next:
//
//   MadePage made = MakePage(answer, page, last);
//   while (made.wants) made = TakePart(<answer of made.wants->url>, std::move(made));
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "article/article.h"
#include "article/parts/part_links.h"
#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/fetch_record.h"
#include "follow/sources/poll_answer.h"
#include "follow/sources/source_book.h"
#include "page/feed/feed.h"
#include "page/gzip_member.h"
#include "page/page_parts.h"
#include "store/capture.h"
#include "text/result.h"

namespace checkback {

// What a page held when it was last seen whole: a visit that finds the same is kept as that.
struct LastContent {
  Instant seen_at{};
  std::string url;     // of the capture
  std::string sha256;  // of its bytes
};

// What else is to be asked for, on the same site, before the page is kept.
struct PartWanted {
  PartRole role = PartRole::kPage;  // kPage: the canonical page of what was fetched
  std::string url;
};

struct MadePart {
  PartRole role = PartRole::kView;
  std::string url;     // FetchAnswer::url
  Instant seen_at{};   // SeenAt
  std::string member;  // RawRecord::member
};

struct MadePage {
  FoundPage page;
  FetchAnswer answer;  // without its bytes; of an item that carries its text: none
  std::optional<NewCapture> capture;
  bool of_feed = false;     // the text stood in the feed
  SourceKey of_poll = 0;    // of that source
  std::string why_not;      // why no article came of it; "" where one did
  bool is_revisit = false;  // the page is what it was

  std::optional<PartWanted> wants = {};  // it is not finished
  std::vector<MadePart> parts = {};      // that it has beside the page itself
  std::string instead = {};              // the address of the page that was made in place of `page`
  // Records of answers that are in no capture: what is no page, parts of no use.
  std::vector<std::string> unused = {};
  // Scratch of the steps.
  std::optional<PartWanted> otherwise = {};  // wanted where the canonical page is of no use
  PartAddress numbered = {};                 // of the further pages
  Article so_far = {};                       // the article with the pages that there are
};

struct MadeFeed {
  FollowedSource source;
  PollAnswer read;
  bool is_part = false;  // of a sitemap of an index
  LoggedAnswer logged = {};
};

using Made = std::variant<MadePage, MadeFeed>;

MadePage MakePage(FetchAnswer answer, FoundPage page, const std::optional<LastContent>& last);
// `answer` is a kFetched of what `made` wants; a part that is of no use is left out.
MadePage TakePart(const FetchAnswer& answer, MadePage made);
// The same without the part: it cannot be had.
MadePage WithoutPart(MadePage made);

// ReadPollAnswer; an item that carries its text is edited where that text is.
MadeFeed MakeFeed(const FetchAnswer& answer, FollowedSource source);

// Every record that `made` has of answers, which are then in no capture.
std::vector<std::string> RecordsOf(const MadePage& made);

// An item that carries its text, as the line that an import of the feed would keep.
MadePage MakeItem(const Feed& feed, const FeedItem& item, const Page& text, FoundPage page);

// Why no article came of `capture`, whose page is `html`; "" where one did, or it is a revisit.
std::string WhyNoArticle(const NewCapture& capture, std::string_view html);
inline constexpr std::string_view kNeedsScripts =
    "it shows its text only to programs that run its scripts";

// Whether `html`, in which no article was found, shows its text only to a program that runs the
// page's scripts.
bool NeedsScripts(std::string_view html);

// What packs on this thread.
GzipDeflater& DeflaterOfThread();

}  // namespace checkback
