#include "store/fetch_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "page/gzip_member.h"
#include "page/warc_writer.h"

namespace checkback {
namespace {

constexpr std::uint64_t kMega = 1 << 20;
constexpr std::uint64_t kLeastSegment = kMega, kMostSegment = 32 * kMega;
constexpr std::uint64_t kSegmentsKept = 8;    // of full ones, so that little goes at a time
constexpr std::uint64_t kFirstRecord = 2048;  // more than a warcinfo record: it may not be whole

std::string FolderOf(const std::string& store_folder) {
  return store_folder + "/fetches";
}

std::uint64_t SegmentBytesOf(const FetchLog::Options& options) {
  return options.segment_bytes.value_or(
      std::clamp(options.most_bytes / kSegmentsKept, kLeastSegment, kMostSegment));
}

// When the segment at `path` was begun: the time of its first record that can be read.
std::optional<Instant> BegunOf(const std::string& path) {
  Result<WarcReader> reader = WarcReader::Open(path, {.start = {}, .check_digests = false});
  if (!reader) return std::nullopt;
  const Result<std::optional<WarcRecord>> first = reader->Next();
  return first && *first ? (*first)->date : std::nullopt;
}

}  // namespace

Result<std::unique_ptr<FetchLog>> FetchLog::Open(const std::string& store_folder, Options options,
                                                 Instant now) {
  CaptureLog segments(FolderOf(store_folder), SegmentBytesOf(options));
  std::unique_ptr<FetchLog> log(new FetchLog(std::move(segments), std::move(options)));
  if (const Result<void> opened = log->log_.OpenForAppend(0); !opened) return Fail(opened.error());
  const Result<std::vector<std::int64_t>> there = log->log_.Segments();
  if (!there) return Fail(there.error());
  log->segments_.reserve(there->size());
  for (const std::int64_t number : *there) {
    // What nobody can date counts as old as what stands before it.
    const Instant before = log->segments_.empty() ? Instant{} : log->segments_.back().begun;
    log->segments_.push_back({number, BegunOf(log->log_.PathOf(number)).value_or(before)});
  }
  // New, or the program ended before it had said what it is.
  if (log->log_.End().offset == 0) {
    log->segments_.pop_back();
    if (const Result<void> begun = log->Begin(now); !begun) return Fail(begun.error());
  }
  log->DropOld(now);
  return log;
}

// The first record of the segment that is written to.
Result<void> FetchLog::Begin(Instant now) {
  constexpr int kUsual = 6;
  GzipDeflater deflater(kUsual);
  const Result<PackedRecord> packed =
      PackRecord({.type = WarcType::kWarcinfo,
                  .date = now,
                  .content_type = kWarcFields,
                  .block = WarcFields({{"software", options_.software},
                                       {"format", "WARC file version 1.1"},
                                       {"description", "fetches that are no captures of pages"}})},
                 DigestKind::kSha256, deflater);
  if (!packed) return Fail(packed.error());
  const Result<RawPlace> place = log_.Append(packed->member);
  if (!place) return Fail(place.error());
  segments_.push_back({place->segment, now});
  synced_ = false;
  return {};
}

Result<void> FetchLog::Append(std::string_view members, Instant now) {
  using std::chrono::days;
  const bool is_full = log_.End().offset >= SegmentBytesOf(options_);
  if (is_full || std::chrono::floor<days>(now) > std::chrono::floor<days>(segments_.back().begun)) {
    if (const Result<void> next = log_.BeginSegment(); !next) return next;
    if (const Result<void> begun = Begin(now); !begun) return begun;
    DropOld(now);
  }
  const Result<RawPlace> place = log_.Append(members);
  if (!place) return Fail(place.error());
  synced_ = false;
  return {};
}

Result<void> FetchLog::Sync() {
  if (synced_) return {};
  const Result<void> done = log_.Sync();
  synced_ = done.has_value();
  return done;
}

// A file that cannot be removed stays, and is tried again with the next segment.
void FetchLog::DropOld(Instant now) {
  std::uint64_t bytes = SegmentBytesOf(options_);  // that the newest will have
  for (std::size_t i = 0; i + 1 < segments_.size(); ++i)
    bytes += log_.SizeOf(segments_[i].number).value_or(0);
  std::size_t dropped = 0;
  for (; dropped + 1 < segments_.size(); ++dropped) {
    // All that a segment holds came before the next one was begun.
    const bool is_old = segments_[dropped + 1].begun <= now - options_.keep;
    if (!is_old && bytes <= options_.most_bytes) break;
    const std::uint64_t size = log_.SizeOf(segments_[dropped].number).value_or(0);
    std::error_code wrong;
    std::filesystem::remove(log_.PathOf(segments_[dropped].number), wrong);
    if (wrong) break;
    bytes -= std::min(bytes, size);
  }
  segments_.erase(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(dropped));
}

Result<void> ForEachLoggedRecord(
    const std::string& store_folder, std::optional<Instant> since,
    const std::function<bool(std::int64_t segment, const WarcRecord& record)>& take,
    WarcReader::Options reading) {
  const CaptureLog log(FolderOf(store_folder));
  const Result<std::vector<std::int64_t>> segments = log.Segments();
  if (!segments) return Fail(segments.error());
  reading.check_digests = false;
  // The last segment that was begun before `since`, and those behind it.
  std::size_t first = 0;
  for (std::size_t i = 1; since && i < segments->size(); ++i) {
    const std::optional<Instant> begun = BegunOf(log.PathOf((*segments)[i]));
    if (begun && *begun <= *since) first = i;
  }
  for (std::size_t i = first; i < segments->size(); ++i) {
    Result<WarcReader> reader = WarcReader::Open(log.PathOf((*segments)[i]), reading);
    // Dropped meanwhile; or nothing of it can be read, as where it has just been begun.
    if (!reader && reader.error().code != Errc::kIo) continue;
    if (!reader) return Fail(reader.error());
    for (;;) {
      const Result<std::optional<WarcRecord>> record = reader->Next();
      if (!record) return Fail(record.error());
      if (!*record) break;
      if ((*record)->type != WarcType::kWarcinfo && !take((*segments)[i], **record)) return {};
    }
  }
  return {};
}

namespace {

Result<void> CheckSegment(const std::string& path, std::uint64_t size, bool is_newest,
                          FetchLogCheck& check) {
  Result<WarcReader> reader = WarcReader::Open(path);
  if (!reader && reader.error().code == Errc::kNotFound) return {};  // dropped meanwhile
  if (!reader) {
    if (!is_newest || size > kFirstRecord) check.wrong.push_back(reader.error().what);
    return {};
  }
  std::uint64_t whole_until = 0;
  for (;;) {
    const Result<std::optional<WarcRecord>> record = reader->Next();
    if (!record) return Fail(record.error());
    if (!*record) break;
    const WarcType type = (*record)->type;
    check.records += type != WarcType::kWarcinfo && type != WarcType::kRequest;
    whole_until = (*record)->place.offset + (*record)->length;
    if ((*record)->block_digest == DigestCheck::kDiffers)
      check.wrong.push_back(
          fmt::format("{} at byte {} is not what its digest says", path, (*record)->place.offset));
  }
  for (const WarcDamage& damage : reader->TakeDamages()) {
    if (is_newest && damage.torn && damage.offset >= whole_until) continue;
    check.wrong.push_back(fmt::format("{} at byte {}: {}", path, damage.offset, damage.reason));
  }
  return {};
}

}  // namespace

Result<FetchLogCheck> CheckFetchLog(const std::string& store_folder) {
  FetchLogCheck check;
  const CaptureLog log(FolderOf(store_folder));
  const Result<std::vector<std::int64_t>> segments = log.Segments();
  if (!segments) return Fail(segments.error());
  for (const std::int64_t segment : *segments) {
    const std::uint64_t size = log.SizeOf(segment).value_or(0);
    check.bytes += size;
    const bool is_newest = segment == segments->back();
    if (size == 0 && is_newest) continue;
    if (const Result<void> done = CheckSegment(log.PathOf(segment), size, is_newest, check); !done)
      return Fail(done.error());
  }
  return check;
}

}  // namespace checkback
