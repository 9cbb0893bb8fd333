// An archive file as its records see it: unpacked while it is read, whatever it is packed in.
//
//   file      | gzip member | gzip member | ...        (or zstd frames, or nothing)
//   unpacked  | WARC/1.0 ... record | WARC/1.0 ... |   Peek, Drop
//
// A member that opens with "WARC/" is the beginning of a record, so Peek never shows past
// it: a record with a false length cannot swallow the ones after it. Records may also share
// a member (the whole file packed as one), or lie across several.
//
// Memory: the most that was asked of Peek, doubled, and the window of the file (4 MiB).
// Sparse and huge files cost nothing by their size. One object for one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "page/file_window.h"
#include "page/gzip_member.h"
#include "page/unpacker.h"
#include "text/result.h"

namespace checkback {

// A place in an archive at which reading can begin again.
struct WarcPlace {
  std::uint64_t offset =
      0;  // in the file: of the record, or of the member that holds its beginning
  std::uint64_t inside = 0;  // unpacked bytes from there to the record; 0 where it opens the member

  friend bool operator==(const WarcPlace&, const WarcPlace&) = default;
};

class UnpackedFile {
 public:
  enum class Packing { kPlain, kGzip, kZstd };

  static Result<UnpackedFile> Open(const std::string& path, WarcPlace start);

  // What comes next: `want` bytes, or more; fewer at the end of the file, before a member that
  // opens a record, and where there is a problem(). Valid until the next call.
  std::string_view Peek(std::size_t want);
  // Goes on by `bytes`, which Peek has shown.
  void Drop(std::size_t bytes);
  // Goes on by up to `bytes` without keeping any, but not past a member that opens a record;
  // how many it were. In a plain file nothing is read, so it may go past the end.
  std::uint64_t Skip(std::uint64_t bytes);

  WarcPlace Here() const;
  // How far the file itself has been read, in its own bytes: for a progress bar.
  std::uint64_t Reached() const { return at_; }
  Packing packing() const { return packing_; }
  // The next byte is the first of a gzip member or zstd frame.
  bool AtMember() const { return packing_ != Packing::kPlain && marks_.front().pos == begin_pos(); }
  // More of the member that is unpacked last is still to come, or at least its check sum.
  bool InsideMember() const { return in_member_; }
  // Why Peek shows less than was asked for; "" at the end of the file.
  const std::string& problem() const { return problem_; }
  // Whether the problem is in a member that holds bytes before `bytes` from here.
  bool DamagedBefore(std::size_t bytes) const;
  // Whether that is the fault of the bytes, and not because of GiveUp.
  bool Torn() const { return !problem_.empty() && !gave_up_; }
  // Unpacks no more of this member, for a reason that becomes the problem(). Plain files go on.
  void GiveUp(std::string why);
  // After a problem: goes to the next member that opens with "WARC/"; false where there is none
  // before the end of the file.
  bool Recover();
  // Plain files: some bytes `ahead` of here, without moving.
  std::string Glance(std::uint64_t ahead, std::size_t bytes) const;
  // The bytes of the file itself, as they are packed; fewer where they cannot be read.
  std::string Packed(std::uint64_t offset, std::size_t bytes) const {
    return window_.Copy(offset, bytes);
  }
  const std::optional<Error>& failed() const { return window_.failed(); }

 private:
  struct Mark {
    std::uint64_t pos;     // unpacked
    std::uint64_t offset;  // in the file
  };

  explicit UnpackedFile(FileWindow window) : window_(std::move(window)) {}
  void Prepare(const std::string& path);
  void LoadDictionary();
  bool Fill();
  bool FillPlain(std::string_view in);
  bool OpenMember(std::string_view in);
  bool SkipFrame(std::string_view in);
  void EndMember();
  void LookForStop();
  void MakeRoom();
  UnpackStep Unpack(std::string_view in);
  bool OpensRecord(std::string_view in);
  std::uint64_t begin_pos() const { return end_pos_ - (end_ - begin_); }

  FileWindow window_;
  Packing packing_ = Packing::kPlain;
  std::unique_ptr<GzipInflater> whole_;
  std::unique_ptr<Unpacker> stream_, trial_;
  std::uint64_t at_ = 0;    // in the file: what is unpacked next
  bool in_member_ = false;  // at_ is inside a member
  bool fresh_ = false;      // nothing of that member is unpacked yet
  Mark member_{};           // its beginning
  std::deque<Mark> marks_;  // members from the one of begin_ on
  std::optional<Mark>
      unseen_;  // a member behind what is to be read; its first bytes are not there yet
  std::optional<std::uint64_t> stop_;  // the unpacked place of one that opens a record
  std::uint64_t wasted_ = 0;           // unpacked bytes of damaged members
  bool ended_ = false, gave_up_ = false;
  std::string problem_;

  std::unique_ptr<char[]> bytes_;  // unpacked and not dropped: [begin_, end_)
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
  std::uint64_t end_pos_ = 0;  // of end_, counted from where reading began
};

}  // namespace checkback
