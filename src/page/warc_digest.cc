// The digests of WARC records: "sha1:" and base32, "sha256:" and hex, and the other way round.

#include "page/http_message.h"
#include "page/warc.h"
#include "text/utf8.h"

namespace checkback {
namespace {

std::string Hex(std::string_view bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

// RFC 4648, without padding.
std::string Base32(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  unsigned held = 0;
  int bits = 0;
  for (const char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kDigits[held >> (bits - 5) & 31];
    held &= (1u << bits) - 1;
  }
  if (bits > 0) text += kDigits[held << (5 - bits) & 31];
  return text;
}

std::optional<DigestKind> KindOf(std::string_view name) {
  if (name == "sha1" || name == "sha-1") return DigestKind::kSha1;
  if (name == "sha256" || name == "sha-256") return DigestKind::kSha256;
  if (name == "sha512" || name == "sha-512") return DigestKind::kSha512;
  if (name == "md5") return DigestKind::kMd5;
  return std::nullopt;
}

// A digest header, taken apart.
struct Said {
  std::optional<DigestKind> kind;
  std::string value;  // lower case, without padding
};
Said SaidBy(std::string_view header) {
  const std::size_t colon = header.find(':');
  if (colon == std::string_view::npos) return {};
  Said said = {KindOf(AsciiLower(header.substr(0, colon))), AsciiLower(header.substr(colon + 1))};
  while (said.value.ends_with('=')) said.value.pop_back();
  return said;
}

// Hex and base32 of one digest differ in length, so both may be tried.
bool Matches(const Said& said, std::string_view bytes) {
  if (!said.kind) return false;
  const std::string digest = Digest(*said.kind, bytes);
  return said.value == Hex(digest) || said.value == AsciiLower(Base32(digest));
}

DigestCheck CheckPayload(const WarcRecord& record) {
  const std::string_view header = record.Header("WARC-Payload-Digest");
  if (header.empty() || record.type == WarcType::kRevisit) return DigestCheck::kAbsent;
  // Of one part of a capture that was cut into several records.
  if (!record.Header("WARC-Segment-Number").empty()) return DigestCheck::kAbsent;
  const Said said = SaidBy(header);
  if (!said.kind) return DigestCheck::kUnknown;
  const auto head = ReadHttpHead(record.block);
  const std::string_view raw = std::string_view(record.block).substr(head ? head->bytes : 0);
  if (Matches(said, raw)) return DigestCheck::kMatches;
  if (!head) return DigestCheck::kDiffers;
  if (const auto whole = WithoutChunks(raw); whole && Matches(said, whole->bytes))
    return DigestCheck::kMatches;
  const auto decoded = DecodeBody(*head, raw, kMaxPageBytes);
  return decoded && Matches(said, decoded->bytes) ? DigestCheck::kMatches : DigestCheck::kDiffers;
}

}  // namespace

DigestCheck CheckBlockDigest(const WarcRecord& record) {
  const std::string_view header = record.Header("WARC-Block-Digest");
  if (header.empty()) return DigestCheck::kAbsent;
  const Said said = SaidBy(header);
  if (!said.kind) return DigestCheck::kUnknown;
  return Matches(said, record.block) ? DigestCheck::kMatches : DigestCheck::kDiffers;
}

void CheckDigests(WarcRecord& record) {
  record.block_digest = CheckBlockDigest(record);
  record.payload_digest = CheckPayload(record);
}

std::string WarcDigest(DigestKind kind, std::string_view bytes) {
  const std::string digest = Digest(kind, bytes);
  switch (kind) {
    case DigestKind::kMd5:
      return "md5:" + Hex(digest);
    case DigestKind::kSha1:
      return "sha1:" + Base32(digest);
    case DigestKind::kSha256:
      return "sha256:" + Hex(digest);
    case DigestKind::kSha512:
      return "sha512:" + Hex(digest);
  }
  return {};
}

}  // namespace checkback
