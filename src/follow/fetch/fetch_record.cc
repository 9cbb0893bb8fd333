#include "follow/fetch/fetch_record.h"

#include <fmt/format.h>

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
  revisit.date = before.seen_at;
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
  record.version = "1.1";
  record.type = is_revisit ? WarcType::kRevisit : WarcType::kResponse;
  record.target_uri = answer.url;
  record.date = SeenAt(answer);
  record.content_type = kHttpResponse;
  record.block = is_revisit ? answer.response_head : answer.response_head + answer.wire;
  if (is_revisit) record.revisit = RevisitOf(answer, *before);
  const Result<PackedRecord> packed =
      PackRecord({.type = record.type,
                  .target_uri = record.target_uri,
                  .date = *record.date,
                  .content_type = record.content_type,
                  .block = record.block,
                  .revisit = record.revisit ? &*record.revisit : nullptr,
                  .more = HeadersOf(answer)},
                 kDigest, deflater);
  if (!packed) return Fail(packed.error());
  record.id = packed->id;
  const Result<std::string> request = RequestMember(answer, packed->id, deflater);
  if (!request) return Fail(request.error());
  // One write of the two: the capture stands where it begins, and a segment that is cut off between
  // them has lost nothing that is asked for.
  return RawRecord{std::move(record), packed->member + *request};
}

}  // namespace checkback
