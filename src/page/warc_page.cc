#include "page/warc_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "page/http_message.h"
#include "page/page_parts.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Long enough for every media type there is.
constexpr std::size_t kMaxTypeShown = 40;

bool IsHtml(std::string_view media_type) {
  return media_type == "text/html" || media_type == "application/xhtml+xml";
}

// A media type for a person: foreign bytes, so only what may stand in one.
std::string Shown(std::string_view media_type) {
  std::string shown(media_type.substr(0, kMaxTypeShown));
  std::erase_if(shown, [](char c) { return c <= ' ' || c > '~'; });
  return shown.empty() ? "no media type" : shown;
}

std::optional<std::string> WhyNoResponse(const WarcRecord& record) {
  const auto head = ReadHttpHead(record.block);
  if (!head) return "response that is not HTTP";
  if (head->status < 200 || head->status > 299) return fmt::format("HTTP status {}", head->status);
  if (head->bytes == record.block.size()) return "response without a body";
  const std::string type = head->MediaType();
  // Without a type the bytes decide; ReadPage names what they are.
  if (!type.empty() && !IsHtml(type)) return Shown(type);
  return std::nullopt;
}

std::optional<std::string> WhyNoBlock(const WarcRecord& record) {
  const std::string type = MediaTypeOf(record.content_type);
  const bool text = record.type == WarcType::kConversion && type == "text/plain";
  const bool line = record.type == WarcType::kResource && type == kLineType;
  const bool parts = record.type == WarcType::kResource && IsPartsType(record.content_type);
  if (!IsHtml(type) && !text && !line && !parts) return Shown(type);
  if (record.block.empty()) return fmt::format("{} without a body", NameOf(record.type));
  return std::nullopt;
}

Result<std::string> BodyOf(WarcRecord& record, PageSource& source) {
  if (record.type != WarcType::kResponse) {
    source.transport_charset = CharsetOf(record.content_type);
    source.format =
        IsHtml(MediaTypeOf(record.content_type)) ? PageFormat::kHtml : PageFormat::kScrapedText;
    return std::move(record.block);
  }
  const auto head = ReadHttpHead(record.block);
  if (!head) return Fail(Errc::kBadInput, "the response is not HTTP");
  source.transport_charset = head->Charset();
  if (IsHtml(head->MediaType())) source.format = PageFormat::kHtml;
  Result<HttpBody> body =
      DecodeBody(*head, std::string_view(record.block).substr(head->bytes), kMaxPageBytes);
  if (!body) return Fail(body.error());
  return std::move(body->bytes);
}

}  // namespace

std::optional<std::string> WhyNoPage(const WarcRecord& record) {
  if (!record.Header("WARC-Segment-Number").empty()) return "part of a capture in several records";
  switch (record.type) {
    case WarcType::kResponse:
      return WhyNoResponse(record);
    case WarcType::kResource:
    case WarcType::kConversion:
      return WhyNoBlock(record);
    default:
      return std::string(NameOf(record.type));
  }
}

bool IsPageSeenAgain(const WarcRecord& record) {
  const bool revisit = record.type == WarcType::kRevisit;
  // All other responses are told by their first line: this is asked of each.
  constexpr std::size_t kStatusAt = 12;  // "HTTP/1.1 304"
  if (!revisit && (record.type != WarcType::kResponse ||
                   record.block.substr(0, kStatusAt).find(" 304") == std::string::npos))
    return false;
  const auto head = ReadHttpHead(record.block);
  if (!head) return revisit;
  const bool found = revisit && (head->status == 0 || (head->status >= 200 && head->status <= 299));
  if (head->status != 304 && !found) return false;
  const std::string type = head->MediaType();
  return type.empty() || IsHtml(type);
}

Result<Page> ReadWarcPage(WarcRecord record, const WarcPageOptions& options) {
  if (const auto why = WhyNoPage(record))
    return Fail(Errc::kBadInput, fmt::format("the record is no page: {}", *why));
  if (record.block_digest == DigestCheck::kAbsent) record.block_digest = CheckBlockDigest(record);
  if (record.block_digest == DigestCheck::kDiffers)
    return Fail(Errc::kBadInput, "the record is damaged: its block is not what its digest says");
  PageSource source;
  source.url = record.target_uri;
  source.hash = options.hash;
  const std::optional<Instant> date = record.date ? record.date : options.seen_at;
  if (!date) return Fail(Errc::kBadInput, "the record has no WARC-Date that can be read");
  source.seen_at = *date;
  if (record.type == WarcType::kResource && MediaTypeOf(record.content_type) == kLineType)
    return ReadLine(record.block, {.seen_at = date, .hash = options.hash});
  if (record.type == WarcType::kResource && IsPartsType(record.content_type)) {
    Result<std::vector<PagePart>> parts = PartsIn(record);
    if (!parts) return Fail(parts.error());
    record = std::move(parts->front().record);  // a response
    if (const auto why = WhyNoPage(record))
      return Fail(Errc::kBadInput, fmt::format("the first part is no page: {}", *why));
  }
  Result<std::string> body = BodyOf(record, source);
  if (!body) return Fail(body.error());
  return ReadPage(std::move(*body), source);
}

}  // namespace checkback
