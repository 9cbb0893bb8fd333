// Web archives: WARC 0.17 to 1.1, packed record by record, as a whole, or not at all.
//
//   WARC/1.1                                  the version
//   WARC-Type: response                       headers
//   WARC-Target-URI: https://example.org/
//   Content-Length: 1234
//                                             a blank line
//   HTTP/1.1 200 OK ...                       the block, 1234 bytes
//                                             two line ends
//
// Read by WarcReader, one record after another; written by WarcWriter (page/warc_writer.h);
// a record becomes a Page in page/warc_page.h.
//
// A damaged record is skipped, told with its place and the reason, and the next one found: by
// the next gzip member or zstd frame that opens with "WARC/", in plain files by the next line
// "WARC/1.0". A record whose final line ends are missing is whole if another one, or the end,
// follows directly.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/page.h"
#include "page/unpacked_file.h"
#include "text/hash.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// The largest block that is read: the largest page and its HTTP head. Larger records are
// skipped and told as damage; in packed files their bytes are unpacked to find their end.
inline constexpr std::uint64_t kMaxWarcBlockBytes = kMaxPageBytes + (64u << 10);
// All headers of one record. A record with more is damaged.
inline constexpr std::size_t kMaxWarcHeadBytes = 256u << 10;
// The most that is unpacked to get past one record; over it the next member is searched.
inline constexpr std::uint64_t kMaxWarcSkipBytes = std::uint64_t{16} << 30;
// Damages kept between two calls of TakeDamages; further ones only lengthen the last.
inline constexpr std::size_t kMaxWarcDamages = 1000;

enum class WarcType {
  kWarcinfo,
  kRequest,
  kResponse,
  kResource,
  kConversion,
  kRevisit,
  kMetadata,
  kContinuation,
  kOther,  // a type that the standard does not know; it is read like the others
};
// "response"; "other" for kOther.
std::string_view NameOf(WarcType type);

// What a digest header says of the bytes that stand there.
enum class DigestCheck {
  kAbsent,  // no header, or not checked
  kMatches,
  kDiffers,
  kUnknown,  // an algorithm or an encoding that is not known here
};

struct WarcHeader {
  std::string name;   // as written
  std::string value;  // UTF-8, continuation lines joined by a blank
};

// What a revisit record points at: the capture whose payload it found again.
struct WarcRevisit {
  std::string target_uri;       // WARC-Refers-To-Target-URI; "" where it is not said
  std::optional<Instant> date;  // WARC-Refers-To-Date
  std::string record_id;        // WARC-Refers-To
  std::string payload_digest;   // "sha1:...", as written
  std::string profile;  // an address that ends in identical-payload-digest or server-not-modified
};

struct WarcRecord {
  WarcPlace place;           // where reading can begin again with this record
  std::uint64_t length = 0;  // bytes of the file; 0 where it shares its gzip member with others
  std::string version;       // "1.0"
  WarcType type = WarcType::kOther;
  std::vector<WarcHeader> headers;
  std::string id;               // WARC-Record-ID with its brackets
  std::string target_uri;       // without brackets; "" where there is none
  std::optional<Instant> date;  // WARC-Date
  std::string content_type;     // of the block: "application/http; msgtype=response"
  std::string block;            // as it stands in the file
  std::string packed;           // its own gzip member, where it was asked for (keep_packed)
  DigestCheck block_digest = DigestCheck::kAbsent;
  DigestCheck payload_digest = DigestCheck::kAbsent;
  std::optional<WarcRevisit> revisit;  // of a revisit record

  // The first header of that name, in any case of letters; "" without one. Lives as long as
  // the record.
  std::string_view Header(std::string_view name) const;
};

struct WarcDamage {
  std::uint64_t offset = 0;  // in the file
  std::uint64_t length = 0;  // bytes of the file that were passed over
  bool torn = false;   // the packed bytes are damaged, cut short or foreign; false: they are whole,
                       // but no record that can be read
  std::string reason;  // "the file ends inside the record: 100 of 5000 bytes"
  std::string target_uri;  // of the record, where its headers could be read
};

// Not for use by two threads at once; many readers, each with its own file or its own part
// of one, may go side by side.
class WarcReader {
 public:
  struct Options {
    WarcPlace start = {};  // the beginning of a record, from WarcRecord::place or Place()
    // Fill block_digest and payload_digest. Without it CheckDigests can do so later, in
    // another thread.
    bool check_digests = true;
    // Fill `packed` where the record has one gzip member for itself: the very bytes of the file,
    // fit to be kept as they are. "" for others, and for a file that is not packed by gzip.
    bool keep_packed = false;
  };

  // kNotFound, kIo; kBadInput for a folder or pipe, or for a file that is no web archive.
  static Result<WarcReader> Open(const std::string& path, Options options);
  static Result<WarcReader> Open(const std::string& path) { return Open(path, {}); }

  // The next whole record; nothing at the end. An error only where the file cannot be read
  // (kIo): what is damaged is passed over and lands in TakeDamages.
  Result<std::optional<WarcRecord>> Next();

  // What was passed over since the last call, in the order of the file.
  std::vector<WarcDamage> TakeDamages();

  // Where Next goes on: kept, and given to Open as `start`, it continues there.
  WarcPlace Place() const { return file_.Here(); }
  // How far the file has been read, in its own bytes: for a progress bar.
  std::uint64_t Reached() const { return file_.Reached(); }

 private:
  struct Size {
    std::size_t head = 0;     // bytes of the headers
    std::uint64_t block = 0;  // bytes of the block, as claimed
    std::size_t ends = 0;     // bytes of the line ends behind it
  };

  WarcReader(UnpackedFile file, Options options) : file_(std::move(file)), options_(options) {}
  std::optional<WarcRecord> ReadRecord(WarcDamage& damage);
  bool ReadHead(WarcRecord& record, Size& size, WarcDamage& damage);
  bool PassTooLarge(const Size& size, WarcDamage& damage);
  bool ReadBlock(WarcRecord& record, Size& size, WarcDamage& damage);
  void KeepPacked(WarcRecord& record, const Size& size) const;
  void Resync();
  void SkipLineEnds();
  void Tell(const WarcPlace& from, WarcDamage damage);

  UnpackedFile file_;
  Options options_;
  std::vector<WarcDamage> damages_;
};

// Fills both digest checks of `record`. The payload digest is tried on the HTTP body as it
// stands, without its chunks, and decoded, since writers differ; that of a revisit is of
// another capture and not checked. Safe to call from many threads.
void CheckDigests(WarcRecord& record);

// The first of the two alone. Safe to call from many threads.
DigestCheck CheckBlockDigest(const WarcRecord& record);

// "sha256:" and hex, "sha1:" and base32: as archives write them.
std::string WarcDigest(DigestKind kind, std::string_view bytes);

}  // namespace checkback
