#include "follow/following/made.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "follow/derive.h"
#include "follow/feed_line.h"
#include "follow/fetch/fetch_record.h"
#include "follow/following/wanted_parts.h"
#include "page/gzip_member.h"
#include "page/http_message.h"
#include "page/warc_page.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What is said of an answer after this is its head alone.
void DropBytes(FetchAnswer& answer) {
  answer.body = {};
  answer.wire = {};
}

MadePage Derived(MadePage made, Result<RawRecord> raw, std::string_view html) {
  if (!raw) {
    made.why_not = raw.error().what;
    return made;
  }
  if (const auto why = HoldsCapture(raw->record) ? std::nullopt : WhyNoPage(raw->record)) {
    made.why_not = fmt::format("it is no page: {}", *why);
    if (!made.of_feed) made.unused.push_back(std::move(raw->member));
    return made;
  }
  made.capture = DeriveCapture(std::move(raw->record));
  made.capture->member = std::move(raw->member);
  made.is_revisit = made.capture->is_revisit;
  made.why_not = WhyNoArticle(*made.capture, html);
  return made;
}

}  // namespace

GzipDeflater& DeflaterOfThread() {
  constexpr int kUsual = 6;  // a fetch takes longer than packing; segments are kept for ever
  thread_local GzipDeflater deflater(kUsual);
  return deflater;
}

std::string WhyNoArticle(const NewCapture& capture, std::string_view html) {
  if (capture.is_revisit) return "";
  if (!capture.trouble.empty()) return capture.trouble;
  if (!capture.article || !capture.article->text.empty()) return "";
  if (NeedsScripts(html)) return std::string(kNeedsScripts);
  return capture.article->empty_because;
}

MadePage MakePage(FetchAnswer answer, FoundPage page, const std::optional<LastContent>& last) {
  MadePage made{.page = std::move(page), .answer = {}, .capture = {}, .why_not = {}};
  std::optional<CapturedBefore> before;
  if (last) {
    before = CapturedBefore{.url = last->url, .seen_at = last->seen_at, .payload_digest = {}};
    // The store knows the digest of the unpacked bytes; where those are the same, the payload is.
    if (answer.outcome == FetchOutcome::kFetched && last->sha256 == Sha256Hex(answer.body))
      before->payload_digest = PayloadDigestOf(answer);
  }
  Result<RawRecord> raw = RecordOfFetch(answer, before, DeflaterOfThread());
  if (!raw) {  // "not modified" since a capture that is gone
    Result<LoggedAnswer> logged = LogRecordsOf(answer, {}, before, DeflaterOfThread());
    if (logged) made.unused.push_back(std::move(logged->members));
  }
  const std::string html = std::move(answer.body);
  DropBytes(answer);
  made.answer = std::move(answer);
  made = Derived(std::move(made), std::move(raw), html);
  FindWanted(html, made);
  return made;
}

MadeFeed MakeFeed(const FetchAnswer& answer, FollowedSource source) {
  PollAnswer read = ReadPollAnswer(source, answer);
  if (read.feed) {
    const std::vector<FeedItem>& items = read.feed->items;
    for (std::size_t i = 0; i < std::min(items.size(), read.items.size()); ++i)
      if (!items[i].content_html.empty())
        read.items[i].changed += fmt::format(" {:016x}", Hash64(items[i].content_html));
  }
  return {.source = std::move(source), .read = std::move(read)};
}

std::vector<std::string> RecordsOf(const MadePage& made) {
  std::vector<std::string> records = made.unused;
  if (made.capture && !made.of_feed) records.push_back(made.capture->member);
  for (const MadePart& part : made.parts) records.push_back(part.member);
  return records;
}

MadePage MakeItem(const Feed& feed, const FeedItem& item, const Page& text, FoundPage page) {
  MadePage made{
      .page = std::move(page), .answer = {}, .capture = {}, .of_feed = true, .why_not = {}};
  Input input;
  input.bytes = FeedLineOf(feed, item, text);
  input.line = 1;
  return Derived(std::move(made), RecordOf(input, {}, DeflaterOfThread()), {});
}

bool NeedsScripts(std::string_view html) {
  // What stands between tags, outside of scripts and styles, is what is seen without them.
  constexpr std::size_t kNothingSeen = 400;  // bytes: a title, "please enable scripts"
  const std::string lower = AsciiLower(html);
  bool has_script = false;
  std::size_t seen = 0;
  for (std::size_t at = 0; at < lower.size();) {
    if (lower[at] != '<') {
      seen += lower[at] > ' ';
      ++at;
      continue;
    }
    std::string_view end = ">";
    for (const std::string_view hidden : {"script", "style"}) {
      if (lower.compare(at + 1, hidden.size(), hidden) != 0) continue;
      end = hidden == "script" ? "</script" : "</style";
      has_script = has_script || hidden == "script";
    }
    const std::size_t closed = lower.find(end, at + 1);
    if (closed == std::string::npos) break;
    at = closed + end.size();
    if (seen > kNothingSeen) return false;
  }
  return has_script && seen <= kNothingSeen;
}

}  // namespace checkback
