#include "follow/derive.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

#include "article/parts/join_parts.h"
#include "article/version/version.h"
#include "follow/page_of.h"
#include "page/page_parts.h"
#include "page/saved_from.h"
#include "page/url.h"
#include "page/warc_page.h"
#include "page/warc_writer.h"
#include "reading/reading.h"
#include "store/article_frame.h"
#include "store/reading_frame.h"
#include "text/hash.h"

namespace checkback {
namespace {

// `url` as a record's target: what may not stand there is written in per cents.
std::string TargetOf(std::string_view url) {
  std::string target;
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= ' ' || byte == 0x7F)
      target += fmt::format("%{:02X}", byte);
    else
      target += c;
  }
  return target;
}

WarcRecord NewRecord(WarcType type, std::string target, Instant date, std::string_view media_type,
                     std::string block) {
  WarcRecord record;
  record.version = "1.1";
  record.type = type;
  record.target_uri = std::move(target);
  record.date = date;
  record.content_type = media_type;
  record.block = std::move(block);
  return record;
}

Result<RawRecord> Packed(WarcRecord record, GzipDeflater& deflater) {
  const Result<PackedRecord> packed = PackRecord({.type = record.type,
                                                  .target_uri = record.target_uri,
                                                  .date = *record.date,
                                                  .content_type = record.content_type,
                                                  .block = record.block},
                                                 DigestKind::kSha256, deflater);
  if (!packed) return Fail(packed.error());
  record.id = packed->id;
  return RawRecord{std::move(record), packed->member};
}

// A record of somebody's archive, as it stands: its own member, or its own headers packed anew.
Result<RawRecord> KeptAsItIs(WarcRecord record, GzipDeflater& deflater) {
  if (!record.packed.empty()) {
    std::string member = std::exchange(record.packed, {});
    return RawRecord{std::move(record), std::move(member)};
  }
  std::string whole = fmt::format("WARC/{}\r\n", record.version);
  for (const WarcHeader& header : record.headers)
    whole += fmt::format("{}: {}\r\n", header.name, header.value);
  whole += "\r\n";
  whole += record.block;
  whole += "\r\n\r\n";
  return RawRecord{std::move(record), deflater.Deflate(whole)};
}

Result<RawRecord> OfArchive(Input& input, const RecordOptions& options, GzipDeflater& deflater) {
  WarcRecord record = std::move(*input.record);
  if (record.block_digest == DigestCheck::kAbsent) record.block_digest = CheckBlockDigest(record);
  if (record.block_digest == DigestCheck::kDiffers)
    return Fail(Errc::kBadInput, "the record is damaged: its block is not what its digest says");
  if (record.target_uri.empty()) return Fail(Errc::kBadInput, "the record has no WARC-Target-URI");
  if (record.date) return KeptAsItIs(std::move(record), deflater);
  if (!options.seen_at)
    return Fail(Errc::kBadInput,
                "the record has no WARC-Date that can be read (--seen-at says one)");
  record.date = options.seen_at;
  record.packed.clear();
  std::erase_if(record.headers,
                [](const WarcHeader& header) { return header.name == "WARC-Date"; });
  record.headers.push_back({"WARC-Date", ToRfc3339(*options.seen_at)});
  return KeptAsItIs(std::move(record), deflater);
}

Result<RawRecord> OfLine(Input& input, const RecordOptions& options, GzipDeflater& deflater) {
  const Result<Page> page = ReadLine(input.bytes, {.seen_at = options.seen_at, .hash = false});
  if (!page) return Fail(page.error());
  return Packed(NewRecord(WarcType::kResource, TargetOf(page->url), page->seen_at, kLineType,
                          std::move(input.bytes)),
                deflater);
}

// A saved page knows its address at best itself: from who saved it, else from its own metadata.
std::string AddressOf(const Page& page, std::string_view bytes) {
  std::string saved_from = SavedFrom(bytes);
  if (!saved_from.empty()) return saved_from;
  const Result<Article> article = ExtractArticle(page);
  if (article && SplitUrl(article->url)) return article->url;
  return page.url;
}

Result<RawRecord> OfFile(Input& input, const RecordOptions& options, GzipDeflater& deflater) {
  const bool lasts = input.source && input.source->Lasts();
  if (!options.seen_at && !lasts)
    return Fail(Errc::kBadInput, "nothing says when this was seen: --seen-at TIME");
  PageSource source;
  source.url = lasts ? FileUrl(input.source->path) : "file:///dev/stdin";
  source.seen_at = options.seen_at ? *options.seen_at : input.source->Modified();
  source.hash = false;
  const Result<Page> page = ReadPage(input.bytes, source);
  if (!page) return Fail(page.error());
  const bool html = page->format == PageFormat::kHtml;
  const std::string address = html ? AddressOf(*page, input.bytes) : source.url;
  // Plain text as a record is a conversion: WARC 1.1, section 6.8.
  return Packed(
      NewRecord(html ? WarcType::kResource : WarcType::kConversion, TargetOf(address),
                source.seen_at, html ? "text/html" : "text/plain", std::move(input.bytes)),
      deflater);
}

NewCapture OfRevisit(const WarcRecord& record) {
  NewCapture capture;
  capture.is_revisit = true;
  capture.url = record.target_uri;
  capture.seen_at = *record.date;
  if (record.revisit) capture.refers_to = record.revisit->date;
  const std::string_view content = record.revisit ? std::string_view(record.revisit->payload_digest)
                                                  : std::string_view(record.block);
  capture.id = CaptureIdOf(capture.url, capture.seen_at, content);
  return capture;
}

// What is made of the article of `capture`.
void TakeArticle(Article article, NewCapture& capture) {
  ArticleFrame frame = FrameOf(article);
  capture.article_hash = std::move(frame.hash);
  capture.article_frame = std::move(frame.frame);
  // A wall of cookies says nothing about the article behind it, and least of all that it changed.
  if (!article.headline.empty() || !article.text.empty()) capture.version_key = VersionKey(article);
  capture.sketch = SketchOf(article.text);
  const Reading reading = ReadArticle(article, capture.seen_at);
  capture.reading_day = ReadingDayOf(article, capture.seen_at);
  capture.reading_model = reading.model;
  capture.reading_frame = ReadingFrameOf(article, reading);
  capture.read = ReadTermsOf(reading);
  capture.article = std::move(article);
}

void Read(const Page& page, NewCapture& capture) {
  capture.url = page.url;
  capture.seen_at = page.seen_at;
  capture.sha256 = page.sha256;
  capture.id = CaptureIdOf(page);
  Result<Article> article = ExtractArticle(page);
  if (article)
    TakeArticle(std::move(*article), capture);
  else
    capture.trouble = article.error().what;
}

// The article of a page that came in parts. `contents`: the digests of the parts.
Result<Article> ArticleOfParts(const WarcRecord& record, std::string& contents) {
  if (CheckBlockDigest(record) == DigestCheck::kDiffers)
    return Fail(Errc::kBadInput, "the record is damaged: its block is not what its digest says");
  Result<std::vector<PagePart>> parts = PartsIn(record);
  if (!parts) return Fail(parts.error());
  Article article;
  for (PagePart& part : *parts) {
    const Result<Page> page = ReadWarcPage(std::move(part.record), {.seen_at = {}, .hash = true});
    Result<Article> found = page ? ExtractArticle(*page) : Fail(page.error());
    if (!found && part.role == PartRole::kPage) return Fail(found.error());
    if (!found) continue;
    contents += page->sha256;
    if (part.role == PartRole::kPage) {
      article = std::move(*found);
    } else if (part.role == PartRole::kFurther) {
      if (GoesOn(article, *found)) AppendPart(*found, article);
    } else if (article.text.empty() && !found->text.empty()) {
      found->url = article.url;
      article = std::move(*found);
    }
  }
  return article;
}

NewCapture OfParts(const WarcRecord& record) {
  NewCapture capture;
  capture.url = record.target_uri;
  capture.seen_at = *record.date;
  std::string contents;
  Result<Article> article = ArticleOfParts(record, contents);
  if (!article) contents = record.block;
  capture.sha256 = Sha256Hex(contents);
  capture.id = CaptureIdOf(capture.url, capture.seen_at, contents);
  if (article)
    TakeArticle(std::move(*article), capture);
  else
    capture.trouble = article.error().what;
  return capture;
}

}  // namespace

Result<RawRecord> RecordOf(Input& input, const RecordOptions& options, GzipDeflater& deflater) {
  if (input.error) return Fail(*input.error);
  if (input.record) return OfArchive(input, options, deflater);
  if (input.line > 0) return OfLine(input, options, deflater);
  return OfFile(input, options, deflater);
}

Result<RawRecord> RecordOfParts(const PartsToKeep& parts, GzipDeflater& deflater) {
  std::string members;
  for (const std::string& member : parts.members) members += member;
  Result<std::string> block = UnpackMembers(members);
  if (!block) return Fail(block.error());
  return Packed(NewRecord(WarcType::kResource, TargetOf(parts.url), parts.seen_at,
                          PartsTypeOf(parts.roles), std::move(*block)),
                deflater);
}

bool HoldsCapture(const WarcRecord& record) {
  if (record.target_uri.empty() || !record.date) return false;
  return IsPageSeenAgain(record) || !WhyNoPage(record);
}

NewCapture DeriveCapture(WarcRecord record) {
  if (IsPageSeenAgain(record)) return OfRevisit(record);
  if (record.type == WarcType::kResource && IsPartsType(record.content_type))
    return OfParts(record);
  NewCapture capture;
  capture.url = record.target_uri;
  capture.seen_at = *record.date;
  // Kept for the case that the page cannot be read.
  const std::string block = record.block;
  const Result<Page> page = ReadWarcPage(std::move(record), {.seen_at = {}, .hash = true});
  if (page) {
    Read(*page, capture);
    return capture;
  }
  capture.trouble = page.error().what;
  capture.sha256 = Sha256Hex(block);
  capture.id = CaptureIdOf(capture.url, capture.seen_at, block);
  return capture;
}

}  // namespace checkback
