// The inputs of a command, one page's bytes at a time: lines of JSON Lines, whole files,
// the files of a folder.
//
//   pages.jsonl   -> one Input for each line
//   page.html     -> one Input
//   saved/        -> its pages, by name, folders within it too
//   -             -> standard input, either of the first two
//   day.warc.gz   -> one Input for each record that may be a page, where it is said to be an
//   archive
//
// What a file is, is seen from its first byte: JSON Lines open with '{' and a name. At most one
// line or page is held, none above kMaxPageBytes. Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "page/warc.h"
#include "text/result.h"

namespace checkback {

struct Input {
  std::string name;                          // as typed, or as found in a folder
  std::size_t line = 0;                      // of JSON Lines, from 1; 0 for a whole file
  std::string bytes;                         // the line without its break, or the file
  std::optional<std::uint64_t> offset = {};  // of a record in its archive
  std::optional<WarcRecord> record = {};     // in place of `bytes`
  std::string url = {};                      // of a record
  std::optional<Error>
      error;  // set where they could not be read; `bytes` then hold what there is of them

  // "pages.jsonl:12", "day.warc.gz at byte 8192", for complaints.
  std::string Place() const;
};

class ArchiveInputs;

class InputReader {
 public:
  enum class Kind { kAsItLooks, kJsonLines, kPages };
  InputReader(std::vector<std::string> names, Kind kind);
  InputReader(const InputReader&) = delete;
  InputReader& operator=(const InputReader&) = delete;
  ~InputReader();

  // A web archive, read before the other inputs.
  void AddArchive(std::string path) { archives_.push_back(std::move(path)); }

  // What is to be said of the archives that are read: "day.warc.gz: 2 records are no pages: ...".
  const std::vector<std::string>& notes() const { return notes_; }

  // Fills `input`, whose memory is used again; false when there is nothing more.
  bool Next(Input& input);

  // True where the next line is not here yet: time to hand on what is ready.
  bool Waits() const;

 private:
  bool OpenNext(Input& input);
  bool Expand(const std::string& folder, Input& input);
  bool NextRecord(Input& input);
  bool NextLine(Input& input);
  bool WholeFile(Input& input);
  bool Fill();  // reads on; false at the end of the file
  void Skip();
  void Close();
  std::optional<std::size_t> LineEnd();

  std::deque<std::string> archives_;
  std::vector<std::string> notes_;
  std::unique_ptr<ArchiveInputs> archive_;  // the one that is open
  std::deque<std::string> names_;
  Kind kind_;
  std::string name_;
  int file_ = -1;
  bool ended_ = false;
  bool lines_ = false;
  std::size_t line_ = 0;
  int failed_ = 0;  // errno of a read that failed

  // buffer_[begin_, end_) is read and not yet given out; no line ends before scanned_.
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
};

}  // namespace checkback
