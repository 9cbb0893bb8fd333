// A record of a web archive as a Page.
//
// Pages are: responses of status 2xx with HTML, resources with HTML, a line or the parts of a page
// (page_parts.h), conversions with HTML or plain text (such as WET files hold). Everything else is
// passed over for a reason.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "page/page.h"
#include "page/warc.h"

namespace checkback {

// The media type of a resource record that holds a line of JSON Lines (docs/formats.md): what a
// store keeps of pages that came so. It is a page like the others.
inline constexpr std::string_view kLineType = "application/vnd.checkback.line+json";

// Why `record` is no page, in a few words fit for a count ("image/jpeg", "request", "HTTP
// status 404", "revisit"); nothing where it may be one. Looks at headers only.
std::optional<std::string> WhyNoPage(const WarcRecord& record);

// Whether `record` says that a page was seen again and was the same: a revisit, or a response of
// status 304, whose HTTP head names HTML or no media type. It holds no page of its own.
bool IsPageSeenAgain(const WarcRecord& record);

struct WarcPageOptions {
  std::optional<Instant> seen_at = {};  // stands in where the record has no WARC-Date
  bool hash = false;                    // fill Page::sha256: of the body without its codings
};

// The page of `record`: its url the target, seen_at the WARC-Date, charset that of the HTTP
// or WARC Content-Type. kBadInput where it is no page, where the block is not what its digest
// says, where it has no date, and as ReadPage; kTooLarge for a body that unpacks to more than
// kMaxPageBytes. Checks the block's digest where that is not done yet. Of a page in parts it is the
// first part. Safe to call from many threads.
Result<Page> ReadWarcPage(WarcRecord record, const WarcPageOptions& options);

}  // namespace checkback
