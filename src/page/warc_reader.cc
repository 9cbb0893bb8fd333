#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "page/warc.h"
#include "page/warc_head.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What is looked through at once for the next record.
constexpr std::size_t kSearched = 64u << 10;
// "WARC/", a version and a line end.
constexpr std::size_t kVersionLine = 24;
// Blank lines before a record; some writers leave more than two.
constexpr std::size_t kMaxLineEnds = 64;
// A file that shows no record so early is none.
constexpr std::size_t kSearchedForFirst = 1u << 20;

// A header of ten bytes, two of an empty stream, the check sum and the size.
constexpr std::size_t kMinGzipMember = 20;

constexpr std::string_view kMagic = "WARC/";
// Two line ends and the beginning of another record.
constexpr std::size_t kFollowing = 9;

// A length as it is claimed: all digits. One of more than 18 digits is as good as any other
// that no file holds.
std::optional<std::uint64_t> LengthOf(std::string_view value) {
  if (value.empty()) return std::nullopt;
  constexpr std::uint64_t kMost = 1'000'000'000'000'000'000;
  std::uint64_t length = 0;
  for (const char c : value) {
    if (c < '0' || c > '9') return std::nullopt;
    length = std::min(length, kMost / 10) * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return length;
}

// How many bytes of `text` are the line ends, at most two of them, with which it begins.
struct LineEnds {
  std::size_t bytes = 0;
  int count = 0;
};
LineEnds LineEndsOf(std::string_view text) {
  LineEnds ends;
  while (ends.count < 2) {
    const std::string_view rest = text.substr(ends.bytes);
    const std::size_t one = rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
    if (one == 0) break;
    ends.bytes += one;
    ++ends.count;
  }
  return ends;
}

// Whether a record may end before `after`, where `at_end` says that nothing follows it.
bool Closes(std::string_view after, bool at_end) {
  const LineEnds ends = LineEndsOf(after);
  const std::string_view rest = after.substr(ends.bytes);
  return ends.count == 2 || rest.starts_with(kMagic) || (rest.empty() && at_end) ||
         (rest == "\r" && at_end);
}

// The place of a line "WARC/1.0" in `text`, from byte 1 on; npos without one.
std::size_t FindVersionLine(std::string_view text) {
  for (std::size_t at = text.find(kMagic, 1); at != std::string_view::npos;
       at = text.find(kMagic, at + 1)) {
    if (text[at - 1] == '\n' && !WarcVersionLine(text.substr(at, kVersionLine)).empty()) return at;
  }
  return std::string_view::npos;
}

bool MayBeArchive(UnpackedFile& file) {
  const std::string_view head = file.Peek(kSearchedForFirst);
  if (!file.problem().empty()) return true;  // damage; told by Next
  if (head.empty() || !WarcVersionLine(head).empty()) return true;
  return Trim(head.substr(0, 256)).starts_with(kMagic) ||
         FindVersionLine(head) != std::string_view::npos;
}

}  // namespace

Result<WarcReader> WarcReader::Open(const std::string& path, Options options) {
  Result<UnpackedFile> file = UnpackedFile::Open(path, options.start);
  if (!file) return Fail(file.error());
  const bool from_beginning = options.start == WarcPlace{};
  if (from_beginning && !MayBeArchive(*file))
    return Fail(Errc::kBadInput, "this is no web archive: no line at its beginning says WARC/1.0");
  return WarcReader(std::move(*file), options);
}

Result<std::optional<WarcRecord>> WarcReader::Next() {
  while (true) {
    SkipLineEnds();
    const WarcPlace place = file_.Here();
    const bool empty = file_.Peek(1).empty();
    if (const auto& failed = file_.failed()) return Fail(*failed);
    if (empty) {
      if (file_.problem().empty()) return std::optional<WarcRecord>();
      WarcDamage damage;
      damage.torn = file_.Torn();
      damage.reason = file_.problem();
      file_.Recover();
      Tell(place, std::move(damage));
      continue;
    }
    WarcDamage damage;
    if (auto record = ReadRecord(damage)) return record;
    if (const auto& failed = file_.failed()) return Fail(*failed);
    damage.torn = file_.Torn();
    // The record that could not be read may have been passed already.
    if (file_.Here() == place || !file_.Peek(kMagic.size()).starts_with(kMagic)) Resync();
    if (const auto& failed = file_.failed()) return Fail(*failed);
    Tell(place, std::move(damage));
  }
}

std::vector<WarcDamage> WarcReader::TakeDamages() {
  return std::exchange(damages_, {});
}

void WarcReader::Tell(const WarcPlace& from, WarcDamage damage) {
  const std::uint64_t here = file_.Here().offset;
  damage.offset = from.offset;
  damage.length = here - std::min(here, from.offset);
  if (damages_.size() < kMaxWarcDamages) {
    damages_.push_back(std::move(damage));
    return;
  }
  WarcDamage& last = damages_.back();
  last.length = std::max(here, last.offset) - last.offset;
  last.torn &= damage.torn;
}

void WarcReader::SkipLineEnds() {
  for (std::size_t i = 0; i < kMaxLineEnds; ++i) {
    const std::string_view next = file_.Peek(1);
    if (next.empty() || (next[0] != '\r' && next[0] != '\n')) return;
    file_.Drop(1);
  }
}

std::optional<WarcRecord> WarcReader::ReadRecord(WarcDamage& damage) {
  WarcRecord record;
  record.place = file_.Here();
  Size size;
  if (!ReadHead(record, size, damage)) return std::nullopt;
  if (size.block > kMaxWarcBlockBytes) {
    PassTooLarge(size, damage);
    return std::nullopt;
  }
  if (!ReadBlock(record, size, damage)) return std::nullopt;
  const WarcPlace next = file_.Here();
  if (next.inside == 0 && record.place.inside == 0)
    record.length = next.offset - record.place.offset;
  if (options_.keep_packed && record.length > 0) KeepPacked(record, size);
  if (options_.check_digests) CheckDigests(record);
  return record;
}

bool WarcReader::ReadHead(WarcRecord& record, Size& size, WarcDamage& damage) {
  std::string_view seen = file_.Peek(kVersionLine);
  HeadScan scan = ScanHead(seen);
  while (scan.bytes == 0 && scan.wrong.empty()) {
    if (seen.size() > kMaxWarcHeadBytes) {
      damage.reason = fmt::format("the headers are longer than {} kB", kMaxWarcHeadBytes >> 10);
      return false;
    }
    const std::size_t before = seen.size();
    seen = file_.Peek(2 * before);
    if (seen.size() == before) {
      damage.reason =
          !file_.problem().empty() ? file_.problem() : "the file ends inside the headers";
      return false;
    }
    scan = ScanHead(seen);
  }
  if (!scan.wrong.empty()) {
    damage.reason = std::move(scan.wrong);
    return false;
  }
  size.head = scan.bytes;
  ReadHeaders(seen.substr(0, scan.bytes), record);
  damage.target_uri = record.target_uri;
  const std::string_view claimed = record.Header("Content-Length");
  const auto length = LengthOf(claimed);
  if (!length) {
    damage.reason = claimed.empty() ? "the record has no Content-Length"
                                    : "the Content-Length of the record is no number";
    return false;
  }
  size.block = *length;
  return true;
}

// Goes past a record whose block is not read; false where its end is not where it should be,
// and then, in a plain file, does not move.
bool WarcReader::PassTooLarge(const Size& size, WarcDamage& damage) {
  damage.reason = fmt::format("the block has {} bytes; the most that is read is {} MB", size.block,
                              kMaxWarcBlockBytes >> 20);
  const std::uint64_t whole = size.head + size.block;
  const bool packed = file_.packing() != UnpackedFile::Packing::kPlain;
  if (!packed) {
    const std::string after = file_.Glance(whole, kFollowing);
    if (after.empty() || !Closes(after, false)) {
      damage.reason += ", and no record ends there";
      return false;
    }
  }
  if (file_.Skip(packed ? std::min(whole, kMaxWarcSkipBytes) : whole) == kMaxWarcSkipBytes)
    file_.GiveUp("too much to unpack");
  SkipLineEnds();
  return true;
}

bool WarcReader::ReadBlock(WarcRecord& record, Size& size, WarcDamage& damage) {
  const std::size_t whole = size.head + static_cast<std::size_t>(size.block);
  const std::size_t with_ends = whole + 4;
  // A false length in a plain file is seen at the place where the record should end, before all
  // of it is read.
  if (file_.packing() == UnpackedFile::Packing::kPlain && size.block > (1u << 20)) {
    if (file_.Glance(whole - 1, 1).empty()) {
      damage.reason = fmt::format("the file ends before the {} bytes of the block", size.block);
      return false;
    }
    if (!Closes(file_.Glance(whole, kFollowing), true)) {
      damage.reason = "the Content-Length is wrong: no record ends there";
      return false;
    }
  }
  const std::string_view seen = file_.Peek(with_ends);
  if (seen.size() < whole) {
    damage.reason =
        fmt::format("{}: {} of {} bytes are there",
                    !file_.problem().empty() ? file_.problem() : "the record is cut short",
                    seen.size() - std::min(seen.size(), size.head), size.block);
    return false;
  }
  std::string_view after = seen.substr(whole);
  const LineEnds ends = LineEndsOf(after);
  // A member that holds only this record has ended now; if not, its end shows whether it is whole.
  if (ends.count < 2 || file_.InsideMember()) after = file_.Peek(whole + kFollowing).substr(whole);
  const bool alone = after.size() < kFollowing;
  if (!Closes(after, alone)) {
    damage.reason = "the Content-Length is wrong: the record goes on where it should end";
    return false;
  }
  if (record.place.inside == 0 && !after.substr(ends.bytes).starts_with(kMagic) &&
      file_.DamagedBefore(whole)) {
    damage.reason = file_.problem();
    return false;
  }
  record.block = file_.Peek(whole).substr(size.head, static_cast<std::size_t>(size.block));
  file_.Drop(whole + ends.bytes);
  size.ends = ends.bytes;
  return true;
}

// The member of a record that has one for itself. The check sum was right, so the size at its
// end is true: where it is that of the record, nothing else is in it, and no part elsewhere.
void WarcReader::KeepPacked(WarcRecord& record, const Size& size) const {
  if (file_.packing() != UnpackedFile::Packing::kGzip || record.length < kMinGzipMember) return;
  std::string packed = file_.Packed(record.place.offset, static_cast<std::size_t>(record.length));
  if (packed.size() != record.length) return;
  std::uint64_t unpacked = 0;
  for (std::size_t i = 1; i <= 4; ++i)
    unpacked = unpacked << 8 | static_cast<unsigned char>(packed[packed.size() - i]);
  if (unpacked == size.head + size.block + size.ends) record.packed = std::move(packed);
}

// Goes to the next place that looks like the beginning of a record, or to the end.
void WarcReader::Resync() {
  bool moved = false;
  for (std::uint64_t searched = 0;; searched += kSearched) {
    if (searched > kMaxWarcSkipBytes) file_.GiveUp("too much to unpack");
    const std::string_view seen = file_.Peek(kSearched);
    if (moved && file_.AtMember() && seen.starts_with(kMagic)) return;
    const std::size_t found = FindVersionLine(seen);
    if (found != std::string_view::npos) {
      file_.Drop(found);
      return;
    }
    moved = true;
    if (seen.size() >= kSearched) {
      file_.Drop(seen.size() - kVersionLine);
      continue;
    }
    file_.Drop(seen.size());
    if (!file_.Peek(1).empty()) continue;  // a member that opens with a record
    if (file_.problem().empty()) return;
    file_.Recover();
    return;
  }
}

}  // namespace checkback
