#include "page/unpacked_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "text/utf8.h"

namespace checkback {
namespace {

// Compressed bytes looked at together: the members of nearly all pages are smaller, and so
// are unpacked in one go. Larger ones are streams.
constexpr std::size_t kLookAhead = 1u << 20;
constexpr std::size_t kRoom = 4u << 20;
// A dictionary of an archive has some hundred kB.
constexpr std::size_t kMaxDictionary = 16u << 20;
// Past this many marks of members, places are told from an earlier member.
constexpr std::size_t kMaxMarks = 4096;
// The search for the next member after damage begins this far back; damage shows late.
constexpr std::uint64_t kLookBack = 1u << 20;
// Unpacking the same bytes again and again, as forged members want it, ends here.
constexpr std::uint64_t kMaxWasted = 256u << 20;
// A member's header (with a file name) and enough of it to see what it opens with.
constexpr std::size_t kTrialIn = 1024;

constexpr std::string_view kGzipMagic = "\x1F\x8B\x08";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::string_view kDictionaryMagic = "\x5D\x2A\x4D\x18";
constexpr std::string_view kRecordMagic = "WARC/";

// zstd: 0x184D2A50 to 0x184D2A5F, little-endian, then the size.
bool IsSkippable(std::string_view in) {
  return in.size() >= 8 && (static_cast<unsigned char>(in[0]) & 0xF0) == 0x50 &&
         in.substr(1, 3) == "\x2A\x4D\x18";
}

std::uint32_t SizeOfSkippable(std::string_view in) {
  std::uint32_t size = 0;
  for (int i = 7; i >= 4; --i) size = size << 8 | static_cast<unsigned char>(in[i]);
  return size;
}

std::string_view MagicOf(UnpackedFile::Packing packing) {
  return packing == UnpackedFile::Packing::kGzip ? kGzipMagic : kZstdMagic;
}

std::string_view NameOf(UnpackedFile::Packing packing) {
  return packing == UnpackedFile::Packing::kGzip ? "gzip member" : "zstd frame";
}

// By the first bytes; where they are damaged, by the name.
UnpackedFile::Packing PackingOf(std::string_view head, std::string_view path) {
  using Packing = UnpackedFile::Packing;
  if (head.starts_with(kGzipMagic)) return Packing::kGzip;
  if (head.starts_with(kZstdMagic) || IsSkippable(head)) return Packing::kZstd;
  if (Trim(head).starts_with(kRecordMagic)) return Packing::kPlain;
  if (path.ends_with(".gz")) return Packing::kGzip;
  if (path.ends_with(".zst")) return Packing::kZstd;
  return Packing::kPlain;
}

}  // namespace

Result<UnpackedFile> UnpackedFile::Open(const std::string& path, WarcPlace start) {
  Result<FileWindow> window = FileWindow::Open(path);
  if (!window) return Fail(window.error());
  UnpackedFile file(std::move(*window));
  file.Prepare(path);
  file.at_ = start.offset;
  file.marks_ = {{0, start.offset}};
  if (const auto& failed = file.failed()) return Fail(*failed);
  if (file.Skip(start.inside) < start.inside)
    return Fail(Errc::kBadInput, fmt::format("byte {} of the member at byte {} cannot be reached",
                                             start.inside, start.offset));
  return file;
}

void UnpackedFile::Prepare(const std::string& path) {
  packing_ = PackingOf(window_.At(0, 64).substr(0, 64), path);
  if (packing_ == Packing::kGzip) {
    whole_ = std::make_unique<GzipInflater>();
    stream_ = UnpackDeflate(DeflateForm::kGzip);
    trial_ = UnpackDeflate(DeflateForm::kGzip);
  } else if (packing_ == Packing::kZstd) {
    LoadDictionary();
  }
}

// A .warc.zst may open with a frame that readers of plain zstd skip: the dictionary of all
// others, packed or not (IIPC, "Zstandard compression of WARC files").
void UnpackedFile::LoadDictionary() {
  std::string dictionary;
  std::string_view in = window_.At(0, 8);
  if (in.starts_with(kDictionaryMagic) && in.size() >= 8) {
    const std::size_t size = SizeOfSkippable(in);
    if (size <= kMaxDictionary) dictionary = window_.At(0, 8 + size).substr(8, size);
  }
  if (dictionary.starts_with(kZstdMagic)) {
    std::string unpacked(kMaxDictionary, '\0');
    const UnpackStep step = UnpackZstd()->Next(dictionary, unpacked.data(), unpacked.size());
    unpacked.resize(step.ended ? step.produced : 0);
    dictionary = std::move(unpacked);
  }
  stream_ = UnpackZstd(dictionary);
  trial_ = UnpackZstd(dictionary);
}

std::string_view UnpackedFile::Peek(std::size_t want) {
  std::size_t most = end_ - begin_;
  while (!stop_ && most < want && Fill()) most = end_ - begin_;
  most = end_ - begin_;
  if (stop_) most = std::min(most, static_cast<std::size_t>(*stop_ - begin_pos()));
  return {bytes_.get() + begin_, most};
}

void UnpackedFile::Drop(std::size_t bytes) {
  begin_ += bytes;
  if (begin_ == end_) begin_ = end_ = 0;
  const std::uint64_t here = begin_pos();
  if (stop_ && *stop_ <= here) stop_.reset();
  if (unseen_ && unseen_->pos <= here) unseen_.reset();
  while (marks_.size() > 1 && marks_[1].pos <= here) marks_.pop_front();
}

std::uint64_t UnpackedFile::Skip(std::uint64_t bytes) {
  std::uint64_t skipped = 0;
  while (skipped < bytes) {
    const std::size_t seen = Peek(1).size();
    if (seen == 0) break;
    if (skipped > 0 && AtMember() && Peek(kRecordMagic.size()).starts_with(kRecordMagic)) break;
    const std::uint64_t step = std::min<std::uint64_t>(seen, bytes - skipped);
    Drop(static_cast<std::size_t>(step));
    skipped += step;
    if (packing_ == Packing::kPlain && skipped < bytes && begin_ == end_) {
      // Not read at all: a sparse terabyte takes no time.
      const std::uint64_t left = bytes - skipped;
      at_ += left;
      end_pos_ += left;
      return bytes;
    }
  }
  return skipped;
}

WarcPlace UnpackedFile::Here() const {
  const Mark& mark = marks_.front();
  const std::uint64_t past = begin_pos() - mark.pos;
  return packing_ == Packing::kPlain ? WarcPlace{mark.offset + past, 0}
                                     : WarcPlace{mark.offset, past};
}

bool UnpackedFile::DamagedBefore(std::size_t bytes) const {
  return !problem_.empty() && in_member_ && member_.pos < begin_pos() + bytes;
}

std::string UnpackedFile::Glance(std::uint64_t ahead, std::size_t bytes) const {
  return window_.Glance(Here().offset + ahead, bytes);
}

// Unpacks on; false where nothing more can come.
bool UnpackedFile::Fill() {
  if (ended_ || !problem_.empty() || stop_) return false;
  const std::string_view in = window_.At(at_, kLookAhead);
  if (const auto& failed = window_.failed()) {
    problem_ = failed->what;
    return false;
  }
  if (in.empty()) {
    ended_ = true;
    if (in_member_) problem_ = fmt::format("the file ends inside a {}", NameOf(packing_));
    return false;
  }
  if (packing_ == Packing::kPlain) return FillPlain(in);
  if (!in_member_) {
    if (packing_ == Packing::kZstd && IsSkippable(in)) return SkipFrame(in);
    if (!OpenMember(in)) return false;
  }
  MakeRoom();
  const UnpackStep step = Unpack(in);
  at_ += step.consumed;
  end_ += step.produced;
  end_pos_ += step.produced;
  const bool stuck = step.consumed == 0 && step.produced == 0 && !step.ended;
  if (stuck && step.wrong.empty()) {
    problem_ = fmt::format("the {} does not go on", NameOf(packing_));
  } else if (!step.wrong.empty()) {
    problem_ = fmt::format("the {} is damaged: {}", NameOf(packing_), step.wrong);
  } else if (step.ended) {
    EndMember();
  }
  LookForStop();
  return true;
}

bool UnpackedFile::FillPlain(std::string_view in) {
  MakeRoom();
  const std::size_t taken = std::min(in.size(), capacity_ - end_);
  std::memcpy(bytes_.get() + end_, in.data(), taken);
  at_ += taken;
  end_ += taken;
  end_pos_ += taken;
  return true;
}

bool UnpackedFile::OpenMember(std::string_view in) {
  member_ = {end_pos_, at_};
  in_member_ = fresh_ = true;
  if (!in.starts_with(MagicOf(packing_))) {
    problem_ = fmt::format("no {} begins here", NameOf(packing_));
    return false;
  }
  if (end_ > begin_ && !unseen_) unseen_ = member_;
  stream_->Restart();
  return true;
}

bool UnpackedFile::SkipFrame(std::string_view in) {
  at_ += 8 + std::uint64_t{SizeOfSkippable(in)};
  EndMember();
  return true;
}

// A mark for what begins now.
void UnpackedFile::EndMember() {
  in_member_ = false;
  if (!marks_.empty() && marks_.back().pos == end_pos_)
    marks_.back().offset = at_;
  else if (marks_.size() < kMaxMarks)
    marks_.push_back({end_pos_, at_});
  if (begin_ == end_)
    while (marks_.size() > 1) marks_.pop_front();
}

// A member that began behind what is still to be read, and opens a record, is where Peek ends.
void UnpackedFile::LookForStop() {
  if (!unseen_) return;
  const std::size_t unpacked = static_cast<std::size_t>(end_pos_ - unseen_->pos);
  if (unpacked < kRecordMagic.size()) return;
  const std::string_view opens(bytes_.get() + (end_ - unpacked), unpacked);
  if (opens.starts_with(kRecordMagic)) {
    stop_ = unseen_->pos;
    const auto after = std::find_if(marks_.begin(), marks_.end(),
                                    [&](const Mark& mark) { return mark.pos >= *stop_; });
    if (after == marks_.end() || after->pos != *stop_) marks_.insert(after, *unseen_);
  }
  unseen_.reset();
}

// At least kRoom bytes free after end_. Moves what is kept only where that is at most half of
// the room, so that a byte is moved once on average.
void UnpackedFile::MakeRoom() {
  if (begin_ == end_) begin_ = end_ = 0;
  const std::size_t kept = end_ - begin_;
  if (kept == 0 && capacity_ > 8 * kRoom) capacity_ = 0;  // one huge record is past
  if (capacity_ >= end_ + kRoom) return;
  if (capacity_ >= kept + kRoom && kept <= begin_) {
    std::memmove(bytes_.get(), bytes_.get() + begin_, kept);
  } else {
    const std::size_t capacity = std::max(2 * kRoom, 2 * kept + kRoom);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (kept > 0) std::memcpy(larger.get(), bytes_.get() + begin_, kept);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }
  begin_ = 0;
  end_ = kept;
}

UnpackStep UnpackedFile::Unpack(std::string_view in) {
  char* out = bytes_.get() + end_;
  const std::size_t room = capacity_ - end_;
  if (fresh_ && whole_) {
    fresh_ = false;
    if (const auto member = whole_->Inflate(in, out, room))
      return {
          .consumed = member->consumed, .produced = member->produced, .ended = true, .wrong = {}};
    wasted_ += room;
  }
  return stream_->Next(in, out, room);
}

// Whether a member that begins with `in` unpacks to "WARC/".
bool UnpackedFile::OpensRecord(std::string_view in) {
  char opens[16];
  trial_->Restart();
  const UnpackStep step = trial_->Next(in.substr(0, kTrialIn), opens, sizeof opens);
  return std::string_view(opens, step.produced).starts_with(kRecordMagic);
}

void UnpackedFile::GiveUp(std::string why) {
  if (packing_ == Packing::kPlain || !problem_.empty()) return;
  problem_ = std::move(why);
  gave_up_ = true;
}

bool UnpackedFile::Recover() {
  if (window_.failed() || packing_ == Packing::kPlain) return false;
  wasted_ += end_pos_ - std::min(end_pos_, member_.pos);
  std::uint64_t from = std::max(member_.offset + 1, at_ - std::min(at_, kLookBack));
  if (wasted_ > kMaxWasted + 4 * at_) from = std::max(from, at_);
  begin_ = end_ = 0;
  stop_.reset();
  unseen_.reset();
  problem_.clear();
  gave_up_ = in_member_ = false;
  const std::string_view magic = MagicOf(packing_);
  while (true) {
    const std::string_view in = window_.At(from, kTrialIn);
    if (in.size() < magic.size()) {
      from += in.size();
      break;
    }
    const std::size_t found = in.find(magic);
    if (found == std::string_view::npos) {
      from += in.size() - (magic.size() - 1);
      continue;
    }
    from += found;
    if (OpensRecord(window_.At(from, kTrialIn))) {
      at_ = from;
      ended_ = false;
      marks_ = {{end_pos_, at_}};
      return true;
    }
    ++from;
  }
  at_ = from;
  marks_ = {{end_pos_, at_}};
  ended_ = true;
  return false;
}

}  // namespace checkback
