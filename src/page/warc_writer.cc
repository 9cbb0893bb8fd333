#include "page/warc_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "page/http_message.h"

namespace checkback {
namespace {

Error SystemError(std::string_view what, int error) {
  return {Errc::kIo,
          fmt::format("{}: {}", what, std::strerror(error))};  // NOLINT(concurrency-mt-unsafe)
}

bool HasControl(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<std::string> WhyNotWritten(const NewWarcRecord& record) {
  const bool needs_target =
      record.type != WarcType::kWarcinfo && record.type != WarcType::kMetadata;
  if (needs_target && record.target_uri.empty()) return "the record has no target";
  if (record.type == WarcType::kOther || record.type == WarcType::kContinuation)
    return "records of this type are not written";
  if ((record.type == WarcType::kRevisit) != (record.revisit != nullptr))
    return "a revisit says what it found again, and other records do not";
  if (HasControl(record.target_uri) || record.target_uri.find(' ') != std::string_view::npos)
    return "the target holds a blank or a line break";
  if (HasControl(record.content_type)) return "the media type holds a line break";
  for (const WarcHeader& header : record.more) {
    if (header.name.empty() || HasControl(header.name) || HasControl(header.value) ||
        header.name.find_first_of(": ") != std::string::npos)
      return "a header cannot be written on one line";
  }
  return std::nullopt;
}

void AppendHeader(std::string_view name, std::string_view value, std::string& out) {
  if (!value.empty()) fmt::format_to(std::back_inserter(out), "{}: {}\r\n", name, value);
}

void AppendRevisit(const WarcRevisit& revisit, std::string& out) {
  AppendHeader("WARC-Refers-To", revisit.record_id, out);
  AppendHeader("WARC-Refers-To-Target-URI", revisit.target_uri, out);
  AppendHeader("WARC-Refers-To-Date", revisit.date ? ToRfc3339(*revisit.date) : "", out);
  AppendHeader("WARC-Profile", revisit.profile, out);
  AppendHeader("WARC-Payload-Digest", revisit.payload_digest, out);
}

// The payload is the HTTP body as it came, chunks and all, as other writers take it.
void AppendDigests(const NewWarcRecord& record, DigestKind kind, std::string& out) {
  AppendHeader("WARC-Block-Digest", WarcDigest(kind, record.block), out);
  if (record.type == WarcType::kResponse) {
    const auto head = ReadHttpHead(record.block);
    if (head)
      AppendHeader("WARC-Payload-Digest", WarcDigest(kind, record.block.substr(head->bytes)), out);
  } else if (record.type == WarcType::kResource) {
    AppendHeader("WARC-Payload-Digest", WarcDigest(kind, record.block), out);
  }
}

// A UUID of version 8 (RFC 9562: made as we like) from all headers and what tells equal ones apart.
std::string IdOf(std::string_view headers, std::string_view salt) {
  std::string hex = Sha256Hex(fmt::format("{}\n{}", salt, headers)).substr(0, 32);
  hex[12] = '8';
  hex[16] = '8';
  return fmt::format("<urn:uuid:{}-{}-{}-{}-{}>", hex.substr(0, 8), hex.substr(8, 4),
                     hex.substr(12, 4), hex.substr(16, 4), hex.substr(20));
}

// Whether `head` begins as the members that libdeflate writes: no time, no name, no system.
bool OpensLikeOurs(std::string_view head) {
  constexpr std::string_view kBegin("\x1F\x8B\x08\0\0\0\0\0", 8);
  constexpr std::size_t kSystem = 9;
  return head.starts_with(kBegin.substr(0, head.size())) &&
         (head.size() <= kSystem || head[kSystem] == '\xFF');
}

bool HoldsOnlyZeros(const UnpackedFile& file) {
  constexpr std::size_t kStep = 64 << 10;
  std::uint64_t at = 0;
  for (std::string next = file.Glance(0, kStep); !next.empty(); next = file.Glance(at, kStep)) {
    if (next.find_first_not_of('\0') != std::string::npos) return false;
    at += next.size();
  }
  return true;
}

// Whether all that the file at `path` holds may be the first record of a writer that was
// interrupted: a gzip member, cut short, that opens with "WARC/1.1", or too little to tell; or
// nothing but zeros, which some file systems leave after a power cut.
bool MayBeOurFirst(const std::string& path) {
  constexpr std::size_t kTooLittle = 512;  // the code tables of deflate, before any text
  constexpr std::string_view kOpens = "WARC/1.1\r\n";
  Result<UnpackedFile> file = UnpackedFile::Open(path, {});
  if (!file) return false;
  if (HoldsOnlyZeros(*file)) return true;
  const std::string head = file->Glance(0, kTooLittle);
  if (!OpensLikeOurs(head)) return false;
  if (head.size() < 10) return true;
  const std::string_view seen = file->Peek(kOpens.size()).substr(0, kOpens.size());
  return seen.empty() ? head.size() < kTooLittle : kOpens.starts_with(seen);
}

}  // namespace

Result<PackedRecord> PackRecord(const NewWarcRecord& record, DigestKind digest,
                                GzipDeflater& deflater, std::string_view salt) {
  if (const auto why = WhyNotWritten(record)) return Fail(Errc::kBadInput, *why);
  if (record.block.size() > kMaxWarcBlockBytes)
    return Fail(Errc::kTooLarge, fmt::format("the block has {} bytes; the most is {} MB",
                                             record.block.size(), kMaxWarcBlockBytes >> 20));
  std::string headers;
  AppendHeader("WARC-Date", ToRfc3339(record.date), headers);
  AppendHeader("WARC-Target-URI", record.target_uri, headers);
  if (record.revisit != nullptr) AppendRevisit(*record.revisit, headers);
  for (const WarcHeader& header : record.more) AppendHeader(header.name, header.value, headers);
  AppendDigests(record, digest, headers);
  AppendHeader("Content-Type", record.content_type, headers);
  AppendHeader("Content-Length", std::to_string(record.block.size()), headers);

  PackedRecord packed;
  packed.id = IdOf(fmt::format("{}\n{}", NameOf(record.type), headers), salt);
  std::string whole = fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\n{}\r\n",
                                  NameOf(record.type), packed.id, headers);
  whole += record.block;
  whole += "\r\n\r\n";
  packed.member = deflater.Deflate(whole);
  return packed;
}

std::string WarcFields(const std::vector<WarcHeader>& fields) {
  std::string block;
  for (const WarcHeader& field : fields) {
    std::string value = field.value;
    std::replace_if(value.begin(), value.end(), [](char c) { return c == '\r' || c == '\n'; }, ' ');
    AppendHeader(field.name, value, block);
  }
  return block;
}

WarcWriter::WarcWriter(int file, std::string path, Options options)
    : file_(file),
      path_(std::move(path)),
      options_(options),
      deflater_(std::make_unique<GzipDeflater>(std::clamp(options.level, 1, 12))) {}

WarcWriter::WarcWriter(WarcWriter&& other) noexcept {
  *this = std::move(other);
}

WarcWriter& WarcWriter::operator=(WarcWriter&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(path_, other.path_);
  std::swap(options_, other.options_);
  std::swap(deflater_, other.deflater_);
  std::swap(size_, other.size_);
  std::swap(cut_off_, other.cut_off_);
  std::swap(new_name_, other.new_name_);
  std::swap(broken_, other.broken_);
  return *this;
}

WarcWriter::~WarcWriter() {
  if (file_ >= 0) close(file_);
}

Result<WarcWriter> WarcWriter::Open(const std::string& path, Options options) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return Fail(SystemError(fmt::format("{} cannot be written", path), errno));
  WarcWriter writer(file, path, options);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EWOULDBLOCK)
      return Fail(Errc::kIo, fmt::format("{} is being written by another process", path));
    return Fail(SystemError(fmt::format("{} cannot be locked", path), errno));
  }
  struct stat status{};
  if (fstat(file, &status) != 0)
    return Fail(SystemError(fmt::format("{} cannot be read", path), errno));
  if (!S_ISREG(status.st_mode)) return Fail(Errc::kBadInput, fmt::format("{} is no file", path));
  const std::uint64_t there = static_cast<std::uint64_t>(status.st_size);
  writer.size_ = there;
  writer.new_name_ = true;  // the folder is synced once, whoever made the name
  if (there == 0) return writer;

  const Result<std::uint64_t> whole = writer.CheckTail();
  if (!whole) return Fail(whole.error());
  if (*whole < there) {
    if (ftruncate(file, static_cast<off_t>(*whole)) != 0)
      return Fail(SystemError(fmt::format("{} cannot be cut", path), errno));
    writer.size_ = *whole;
    writer.cut_off_ = there - *whole;
  }
  return writer;
}

// Where the last whole record ends; all of the file where it has no damaged tail.
Result<std::uint64_t> WarcWriter::CheckTail() {
  WarcReader::Options options;
  options.start.offset = std::min(options_.checked_until, size_);
  options.check_digests = false;  // gzip's check sum has seen every byte
  const auto no_archive = [&] {
    return Fail(Errc::kBadInput,
                fmt::format("{} is no web archive of gzip members; it is left as it is", path_));
  };
  Result<UnpackedFile> file = UnpackedFile::Open(path_, {});
  if (!file) return Fail(file.error());
  if (file->packing() != UnpackedFile::Packing::kGzip)
    return MayBeOurFirst(path_) ? Result<std::uint64_t>(0) : no_archive();
  Result<WarcReader> reader = WarcReader::Open(path_, options);
  if (!reader) return MayBeOurFirst(path_) ? Result<std::uint64_t>(0) : no_archive();
  std::uint64_t end = options.start.offset;
  while (true) {
    Result<std::optional<WarcRecord>> record = reader->Next();
    if (!record) return Fail(record.error());
    if (!*record) break;
    reader->TakeDamages();  // what lies before a whole record stays
    end = reader->Place().inside == 0 ? reader->Place().offset : size_;
  }
  if (end == 0 && !MayBeOurFirst(path_)) return no_archive();
  // A tail of whole members is somebody's, even where we cannot read it.
  const std::vector<WarcDamage> damages = reader->TakeDamages();
  const bool torn = !damages.empty() && std::all_of(damages.begin(), damages.end(),
                                                    [](const WarcDamage& d) { return d.torn; });
  return torn ? end : size_;
}

Result<WrittenRecord> WarcWriter::Append(const NewWarcRecord& record) {
  const Result<PackedRecord> packed =
      PackRecord(record, options_.digest, *deflater_, std::to_string(size_));
  if (!packed) return Fail(packed.error());
  Result<WrittenRecord> written = AppendMember(packed->member);
  if (written) written->id = packed->id;
  return written;
}

Result<WrittenRecord> WarcWriter::AppendMember(std::string_view member) {
  if (broken_)
    return Fail(
        Errc::kIo,
        fmt::format("{} has a record at its end that could not be written; open it anew", path_));
  WrittenRecord written;
  written.place.offset = size_;
  const Result<std::uint64_t> length = Write(member);
  if (!length) return Fail(length.error());
  written.length = *length;
  return written;
}

Result<std::uint64_t> WarcWriter::Write(std::string_view member) {
  std::size_t done = 0;
  while (done < member.size()) {
    const ssize_t wrote =
        pwrite(file_, member.data() + done, member.size() - done, static_cast<off_t>(size_ + done));
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) {
      const int error = wrote < 0 ? errno : ENOSPC;
      broken_ = ftruncate(file_, static_cast<off_t>(size_)) != 0;
      return Fail(SystemError(fmt::format("{} cannot be written", path_), error));
    }
    done += static_cast<std::size_t>(wrote);
  }
  size_ += member.size();
  return member.size();
}

Result<std::uint64_t> WarcWriter::Sync() {
  if (fdatasync(file_) != 0) {
    broken_ = true;  // the system may have dropped what it could not write, and not say so again
    return Fail(SystemError(fmt::format("{} cannot be synced", path_), errno));
  }
  if (!new_name_) return size_;
  const std::string folder = std::filesystem::path(path_).parent_path().string();
  const int opened = open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = opened >= 0 && fsync(opened) == 0;
  const int error = errno;
  if (opened >= 0) close(opened);
  if (!synced)
    return Fail(SystemError(fmt::format("the folder of {} cannot be synced", path_), error));
  new_name_ = false;
  return size_;
}

}  // namespace checkback
