// Appends records to a web archive: WARC 1.1, each record a gzip member of its own.
//
//   Result<WarcWriter> archive = WarcWriter::Open("captures.warc.gz", {});
//   archive->Append({.type = WarcType::kResponse, .target_uri = url, .date = now,
//                    .content_type = kHttpResponse, .block = bytes});
//   archive->Sync();          // now it is on the disk
//
// A record is written by one write at the end of the file; where that fails (a full disk),
// the file is cut back to what it was. So a crash leaves at most a damaged tail: readers skip
// it, and Open cuts it off. Open cuts nothing else: damage that whole records follow stays.
//
// One writer per file, held by a lock of the system. Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "page/gzip_member.h"
#include "page/warc.h"

namespace checkback {

inline constexpr std::string_view kHttpResponse = "application/http;msgtype=response";
inline constexpr std::string_view kHttpRequest = "application/http;msgtype=request";
inline constexpr std::string_view kWarcFields = "application/warc-fields";
inline constexpr std::string_view kIdenticalPayload =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
inline constexpr std::string_view kNotModified =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

// What is to be written. The views are read during Append only.
struct NewWarcRecord {
  WarcType type = WarcType::kResponse;
  std::string_view target_uri = {};  // "" only for warcinfo and metadata
  Instant date{};
  std::string_view content_type = {};    // of the block; the constants above for HTTP
  std::string_view block = {};           // an HTTP message with its head, or the resource itself
  const WarcRevisit* revisit = nullptr;  // of a revisit; its block is the HTTP head alone
  std::vector<WarcHeader> more = {};     // further headers, such as WARC-Concurrent-To
};

struct WrittenRecord {
  WarcPlace place;           // for WarcReader::Options::start
  std::uint64_t length = 0;  // bytes of its member
  std::string id;  // "<urn:uuid:...>": of place and content, so the same for the same file
};

// A record as the bytes of its gzip member, for WarcWriter::AppendMember.
struct PackedRecord {
  std::string member;
  std::string id;  // "<urn:uuid:...>": of the record's headers and `salt`
};
// Packs `record`, so that many threads can while one writes. Errors as WarcWriter::Append.
Result<PackedRecord> PackRecord(const NewWarcRecord& record, DigestKind digest,
                                GzipDeflater& deflater, std::string_view salt = {});

// The block of a warcinfo or metadata record: lines of "name: value". Line breaks in a value
// become blanks.
std::string WarcFields(const std::vector<WarcHeader>& fields);

class WarcWriter {
 public:
  struct Options {
    DigestKind digest = DigestKind::kSha256;  // kSha1 for tools that know no other
    int level = 6;                            // of gzip, 1 to 12
    // Records before this byte are known to be whole and not read again by Open; from the
    // last WrittenRecord that was synced.
    std::uint64_t checked_until = 0;
  };

  // Opens or makes the file, reads what it holds, and cuts off a damaged tail. kIo where the
  // system or another writer is in the way; kBadInput where the file is something else than
  // an archive of gzip members: it is left as it is.
  static Result<WarcWriter> Open(const std::string& path, Options options);
  WarcWriter(WarcWriter&& other) noexcept;
  WarcWriter& operator=(WarcWriter&& other) noexcept;
  ~WarcWriter();  // closes, without Sync

  // Digests and Content-Length are added. kBadInput where a header would hold a line break, or
  // target and type do not go together; kTooLarge over kMaxWarcBlockBytes. After kIo nothing of
  // the record is in the file.
  Result<WrittenRecord> Append(const NewWarcRecord& record);

  // The same with a record that is packed already, here or by another writer: a whole gzip member
  // that opens a record. It is not looked into; `id` of what is given stays empty.
  Result<WrittenRecord> AppendMember(std::string_view member);

  // Returns when all that was appended is on the disk (also the name of a new file).
  Result<std::uint64_t> Sync();

  // Bytes of the file: where the next record will begin.
  std::uint64_t size() const { return size_; }
  // What Open cut off; 0 for a clean file.
  std::uint64_t cut_off() const { return cut_off_; }

 private:
  WarcWriter(int file, std::string path, Options options);
  Result<std::uint64_t> CheckTail();
  Result<std::uint64_t> Write(std::string_view member);

  int file_ = -1;
  std::string path_;
  Options options_;
  std::unique_ptr<GzipDeflater> deflater_;
  std::uint64_t size_ = 0, cut_off_ = 0;
  bool new_name_ = false;  // the folder has to be synced too
  bool broken_ = false;    // a half record could not be cut off
};

}  // namespace checkback
