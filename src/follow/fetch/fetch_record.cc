#include "follow/fetch/fetch_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "page/warc.h"
#include "page/warc_writer.h"

namespace checkback {
namespace {

constexpr DigestKind kDigest = DigestKind::kSha256;

bool IsUnchanged(const FetchAnswer& answer, const std::optional<CapturedBefore>& before) {
  if (answer.outcome == FetchOutcome::kNotModified) return true;
  return before && answer.outcome == FetchOutcome::kFetched && before->url == answer.url &&
         !answer.wire.empty() && before->payload_digest == PayloadDigestOf(answer);
}

WarcRevisit RevisitOf(const FetchAnswer& answer, const CapturedBefore& before) {
  WarcRevisit revisit;
  revisit.target_uri = before.url;
  if (before.seen_at != Instant{}) revisit.date = before.seen_at;
  revisit.payload_digest = before.payload_digest;
  revisit.profile = answer.outcome == FetchOutcome::kNotModified ? kNotModified : kIdenticalPayload;
  return revisit;
}

// WARC-Protocol is not in the standard yet; writers that know HTTP/2 use it so.
std::vector<WarcHeader> HeadersOf(const FetchAnswer& answer) {
  std::vector<WarcHeader> more;
  if (!answer.address.empty()) more.push_back({"WARC-IP-Address", answer.address});
  if (answer.http2) more.push_back({"WARC-Protocol", "h2"});
  return more;
}

Result<std::string> RequestMember(const FetchAnswer& answer, const std::string& response_id,
                                  GzipDeflater& deflater) {
  if (answer.request_head.empty()) return std::string();
  std::vector<WarcHeader> more = HeadersOf(answer);
  more.push_back({"WARC-Concurrent-To", response_id});
  const Result<PackedRecord> packed = PackRecord({.type = WarcType::kRequest,
                                                  .target_uri = answer.url,
                                                  .date = SeenAt(answer),
                                                  .content_type = kHttpRequest,
                                                  .block = answer.request_head,
                                                  .more = std::move(more)},
                                                 kDigest, deflater);
  if (!packed) return Fail(packed.error());
  return packed->member;
}

// The record of `answer`, of the type, block and revisit that `record` has, and the request behind
// it.
Result<RawRecord> Packed(WarcRecord record, const FetchAnswer& answer, std::vector<WarcHeader> more,
                         GzipDeflater& deflater) {
  record.version = "1.1";
  record.date = SeenAt(answer);
  const Result<PackedRecord> packed =
      PackRecord({.type = record.type,
                  .target_uri = record.target_uri,
                  .date = *record.date,
                  .content_type = record.content_type,
                  .block = record.block,
                  .revisit = record.revisit ? &*record.revisit : nullptr,
                  .more = std::move(more)},
                 kDigest, deflater);
  if (!packed) return Fail(packed.error());
  record.id = packed->id;
  const Result<std::string> request = RequestMember(answer, packed->id, deflater);
  if (!request) return Fail(request.error());
  // One write of the two: the capture stands where it begins, and a segment that is cut off between
  // them has lost nothing that is asked for.
  return RawRecord{std::move(record), packed->member + *request};
}

// ---- for the log

bool LedOn(const FetchAnswer& answer) {
  return answer.outcome == FetchOutcome::kHttpError && !answer.hops.empty() &&
         !answer.hops.back().location.empty();
}

std::string OnOneLine(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

std::vector<WarcHeader> NotesOf(const FetchAnswer& answer, const FetchNote& note) {
  std::vector<WarcHeader> more = HeadersOf(answer);
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) more.push_back({std::string(name), OnOneLine(value)});
  };
  add(kPurposeHeader, NameOf(note.purpose));
  add(kSourceHeader, note.source);
  add(kOutcomeHeader, LedOn(answer) ? "redirect" : NameOf(answer.outcome));
  add(kWhyHeader, answer.why);
  return more;
}

std::string_view WhyTruncated(FetchOutcome outcome) {
  switch (outcome) {
    case FetchOutcome::kTooLarge:
      return "length";
    case FetchOutcome::kTimeout:
      return "time";
    default:
      return "disconnect";
  }
}

// Of an answer that has a head.
WarcRecord ResponseOf(const FetchAnswer& answer, std::vector<WarcHeader>& more) {
  WarcRecord record;
  record.type = WarcType::kResponse;
  record.target_uri = answer.url;
  record.content_type = kHttpResponse;
  const bool used = answer.outcome == FetchOutcome::kFetched;
  const std::string_view body =
      std::string_view(answer.wire).substr(0, used ? answer.wire.npos : kMostUnusedBody);
  record.block = answer.response_head;
  record.block += body;
  if (!answer.whole)
    more.push_back({"WARC-Truncated", std::string(WhyTruncated(answer.outcome))});
  else if (body.size() < answer.wire.size())
    more.push_back({"WARC-Truncated", "length"});
  return record;
}

bool IsTarget(std::string_view url) {
  return !url.empty() && std::all_of(url.begin(), url.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7F;
  });
}

// That nothing came, and why.
WarcRecord NothingOf(const FetchAnswer& answer, const FetchNote& note) {
  WarcRecord record;
  record.type = WarcType::kMetadata;
  if (IsTarget(answer.url)) record.target_uri = answer.url;
  record.content_type = kWarcFields;
  std::vector<WarcHeader> fields = {{"purpose", std::string(NameOf(note.purpose))},
                                    {"outcome", std::string(NameOf(answer.outcome))},
                                    {"why", answer.why}};
  if (record.target_uri.empty()) fields.push_back({"address", answer.url});
  record.block = WarcFields(fields);
  return record;
}

}  // namespace

Instant SeenAt(const FetchAnswer& answer) {
  return std::chrono::floor<std::chrono::seconds>(answer.began);
}

std::string PayloadDigestOf(const FetchAnswer& answer) {
  return WarcDigest(kDigest, answer.wire);
}

Result<RawRecord> RecordOfFetch(const FetchAnswer& answer,
                                const std::optional<CapturedBefore>& before,
                                GzipDeflater& deflater) {
  if (answer.response_head.empty())
    return Fail(Errc::kBadInput, fmt::format("nothing was received of {}", answer.url));
  const bool is_revisit = IsUnchanged(answer, before);
  if (is_revisit && !before)
    return Fail(Errc::kBadInput,
                fmt::format("{} is not modified since a capture that is not known", answer.url));

  WarcRecord record;
  record.type = is_revisit ? WarcType::kRevisit : WarcType::kResponse;
  record.target_uri = answer.url;
  record.content_type = kHttpResponse;
  record.block = is_revisit ? answer.response_head : answer.response_head + answer.wire;
  if (is_revisit) record.revisit = RevisitOf(answer, *before);
  return Packed(std::move(record), answer, HeadersOf(answer), deflater);
}

std::string_view NameOf(FetchPurpose purpose) {
  switch (purpose) {
    case FetchPurpose::kPoll:
      return "poll";
    case FetchPurpose::kSitemap:
      return "sitemap";
    case FetchPurpose::kPage:
      return "page";
    case FetchPurpose::kRobots:
      return "robots";
    case FetchPurpose::kHub:
      return "hub";
  }
  return "page";
}

Result<LoggedAnswer> LogRecordsOf(const FetchAnswer& answer, const FetchNote& note,
                                  const std::optional<CapturedBefore>& before,
                                  GzipDeflater& deflater) {
  const bool nothing_came = answer.response_head.empty();
  const bool nothing_asked = answer.outcome == FetchOutcome::kHeld ||
                             answer.outcome == FetchOutcome::kRobots ||
                             (!answer.sent && answer.outcome != FetchOutcome::kRefused);
  if (nothing_came && nothing_asked) return LoggedAnswer{};
  std::vector<WarcHeader> more = NotesOf(answer, note);
  const bool is_revisit = !nothing_came && IsUnchanged(answer, before);
  WarcRecord record = nothing_came ? NothingOf(answer, note) : ResponseOf(answer, more);
  if (is_revisit) {
    record.type = WarcType::kRevisit;
    record.block = answer.response_head;
    record.revisit = RevisitOf(answer, before.value_or(CapturedBefore{answer.url, {}, {}}));
  }
  LoggedAnswer logged;
  if (answer.outcome == FetchOutcome::kFetched && !is_revisit)
    logged.content = CapturedBefore{answer.url, SeenAt(answer), PayloadDigestOf(answer)};
  Result<RawRecord> raw = Packed(std::move(record), answer, std::move(more), deflater);
  if (!raw) return Fail(raw.error());
  logged.members = std::move(raw->member);
  return logged;
}

}  // namespace checkback
