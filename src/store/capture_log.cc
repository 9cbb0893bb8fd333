#include "store/capture_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace checkback {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kEnding = ".warc.gz";

std::optional<std::int64_t> NumberOf(const std::string& name) {
  if (!name.ends_with(kEnding)) return std::nullopt;
  const std::string_view digits = std::string_view(name).substr(0, name.size() - kEnding.size());
  std::int64_t number = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (wrong != std::errc() || end != digits.data() + digits.size() || number < 1)
    return std::nullopt;
  return number;
}

}  // namespace

std::string CaptureLog::PathOf(std::int64_t segment) const {
  return fmt::format("{}/{:06}{}", folder_, segment, kEnding);
}

Result<std::vector<std::int64_t>> CaptureLog::Segments() const {
  std::vector<std::int64_t> found;
  std::error_code wrong;
  fs::directory_iterator entry(folder_, wrong), end;
  if (wrong == std::errc::no_such_file_or_directory) return found;
  for (; !wrong && entry != end; entry.increment(wrong)) {
    if (const auto number = NumberOf(entry->path().filename().string())) found.push_back(*number);
  }
  if (wrong) return Fail(Errc::kIo, fmt::format("{}: {}", folder_, wrong.message()));
  std::sort(found.begin(), found.end());
  return found;
}

std::optional<std::uint64_t> CaptureLog::SizeOf(std::int64_t segment) const {
  std::error_code wrong;
  const std::uintmax_t size = fs::file_size(PathOf(segment), wrong);
  if (wrong) return std::nullopt;
  return size;
}

Result<void> CaptureLog::OpenForAppend(std::uint64_t known_until) {
  std::error_code wrong;
  fs::create_directories(folder_, wrong);
  if (wrong) return Fail(Errc::kIo, fmt::format("{}: {}", folder_, wrong.message()));
  const Result<std::vector<std::int64_t>> there = Segments();
  if (!there) return Fail(there.error());
  return OpenSegment(there->empty() ? 1 : there->back(), known_until);
}

Result<void> CaptureLog::OpenSegment(std::int64_t segment, std::uint64_t known_until) {
  Result<WarcWriter> writer = WarcWriter::Open(PathOf(segment), {.checked_until = known_until});
  if (!writer) return Fail(writer.error());
  cut_off_ += writer->cut_off();
  writer_ = std::move(*writer);
  segment_ = segment;
  return {};
}

Result<RawPlace> CaptureLog::Append(std::string_view member) {
  if (writer_->size() >= segment_bytes_) {
    if (const Result<void> begun = BeginSegment(); !begun) return Fail(begun.error());
  }
  const Result<WrittenRecord> written = writer_->AppendMember(member);
  if (!written) return Fail(written.error());
  return RawPlace{segment_, written->place.offset, written->length};
}

Result<void> CaptureLog::BeginSegment() {
  if (const Result<void> synced = Sync(); !synced) return synced;
  return OpenSegment(segment_ + 1, 0);
}

Result<void> CaptureLog::Sync() {
  const Result<std::uint64_t> synced = writer_->Sync();
  if (!synced) return Fail(synced.error());
  return {};
}

Result<WarcRecord> CaptureLog::Read(const RawPlace& place) const {
  const std::string path = PathOf(place.segment);
  Result<WarcReader> reader = WarcReader::Open(
      path, {.start = {.offset = place.offset, .inside = 0}, .check_digests = false});
  if (!reader) return Fail(reader.error());
  Result<std::optional<WarcRecord>> record = reader->Next();
  if (!record) return Fail(record.error());
  if (!record->has_value() || (*record)->place.offset != place.offset)
    return Fail(Errc::kBadInput, fmt::format("{}: no whole record at byte {}", path, place.offset));
  return std::move(**record);
}

}  // namespace checkback
