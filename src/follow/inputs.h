// What a command reads: one page's bytes at a time, from whatever was named.
//
//   pages.jsonl        -> one Input for each line
//   page.html          -> one Input
//   saved/             -> its files, by name, folders within it too
//   -                  -> standard input, one of the first two
//   day.warc.gz        -> one Input for each record that may be a page
//   feed.xml           -> one Input for each item that carries its text, written as a line
//
// What a file is, is seen from its first bytes: JSON Lines open with '{' and a name. At most one
// line or page is held, none above kMaxPageBytes. The last two are for `import`, which reads
// `everything`, packed by gzip and zstd too; `extract` refuses them with a hint, and reads archives
// that it is told of. OPML is refused with a hint.
//
// An import can be broken off at any Input and gone on with. Every Input says from which file it
// comes, and at what place reading goes on after it; who has kept what came of the Input keeps
// that place with it, and gives it back through `begin_at` when the file is opened again:
//
//   InputReader inputs(names, {.everything = true, .ends = true, .begin_at = look_it_up});
//   for (Input input; inputs.Next(input);) {
//     ...                                         // keep, and in the same transaction:
//     if (input.source) keep(*input.source, input.after);
//   }
//
// Not for use by two threads at once, but for Progress.

#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "follow/passed_over.h"
#include "page/warc.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// A file as it stood when it was opened. The same file in all four is taken as unchanged; one
// that changed in any way, or grew, is read from its start, where all that was read before is
// found to be the same.
struct SourceFile {
  std::string path;              // absolute; as typed for what does not last ("-")
  std::uint64_t bytes = 0;       // as packed
  std::int64_t modified_ns = 0;  // since 1970, as the file system says
  std::string head_sha256 = {};  // of the first kSourceHeadBytes, 64 hex digits

  // Whether reading can go on in it later: not for standard input, pipes and devices, which have
  // no size, time and hash.
  bool Lasts() const { return !head_sha256.empty(); }
  Instant Modified() const {
    return std::chrono::floor<std::chrono::seconds>(
        std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(modified_ns)));
  }

  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

inline constexpr std::size_t kSourceHeadBytes = 4096;

// A place in a file between two inputs. For whoever keeps it these are four numbers.
struct SourcePlace {
  std::uint64_t offset = 0;  // bytes of the file
  std::uint64_t inside = 0;  // of what is packed: unpacked bytes from there (see WarcPlace)
  std::uint64_t line = 0;    // lines before it, or items of a feed
  bool end = false;          // all of the file was read

  friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

struct Input {
  std::string name;      // as typed, or as found in a folder
  std::size_t line = 0;  // of JSON Lines, from 1; of a feed's items, from 1; 0 for a whole file
  std::string bytes;     // the line without its break, or the file, unpacked
  std::optional<std::uint64_t> offset = {};  // of a record in its archive
  std::optional<WarcRecord> record = {};     // in place of `bytes`
  std::string url = {};                      // of a record
  std::optional<Error>
      error;  // set where they could not be read; `bytes` then hold what there is of them

  // The file, shared with the other inputs from it, which may be in other threads when the reader
  // is at the next one already. Null where it could not be opened.
  std::shared_ptr<const SourceFile> source = {};
  // Where reading goes on after this input. Of a file that failed as a whole (OPML, a page that is
  // too large, packing that is damaged) it is the start, so that a next run says so again.
  SourcePlace after = {};
  bool item = false;        // of a feed; `bytes` are one JSON line with fields of the item more
  bool seen_again = false;  // the record holds no page, but says that one was seen again
  bool end = false;         // no input, but the end of one file's (Options::ends)

  // "pages.jsonl:12", "feed.xml, item 3", "day.warc.gz at byte 8192", for complaints.
  std::string Place() const;
};

class OpenSource;
class SourceBytes;

class InputReader {
 public:
  enum class Kind { kAsItLooks, kJsonLines, kPages };

  struct Options {
    Kind kind = Kind::kAsItLooks;
    // Archives and feeds too, as their bytes show, and all of it packed by gzip or zstd. Folders
    // give such files as well, their links are followed, and what belongs to a saved page
    // ("dam.html" and "dam_files/") is left alone.
    bool everything = false;
    bool seen_again = false;   // also records that say so (IsPageSeenAgain)
    bool keep_packed = false;  // WarcReader::Options
    // An Input with `end` behind those of each file that was read to its end, however damaged;
    // not where the system failed to read on, and not where the last input said it already
    // (Input::after.end).
    bool ends = false;
    // Of a feed's items; nothing: when its file was modified. A feed from standard input needs it.
    std::optional<Instant> seen_at = {};
    // Where to begin in a file that Lasts(): nothing for its start; a place from Input::after,
    // where that is the end the file is passed over and counted. A place at which nothing can
    // begin is as good as the start. Called on the thread of Next.
    std::function<std::optional<SourcePlace>(const SourceFile&)> begin_at = {};
  };

  InputReader(std::vector<std::string> names, Options options);
  InputReader(std::vector<std::string> names, Kind kind)
      : InputReader(std::move(names), Options{.kind = kind}) {}
  InputReader(const InputReader&) = delete;
  InputReader& operator=(const InputReader&) = delete;
  ~InputReader();

  // A web archive, read before the other inputs. Before the first Next.
  void AddArchive(std::string path);

  // Fills `input`, whose memory is used again; false when there is nothing more. What is damaged
  // or cannot be read is an input with an error, and reading goes on behind it.
  bool Next(Input& input);

  // True where the next line is not here yet: time to hand on what is ready.
  bool Waits() const;

  // What was no input, counted; whole when Next has said false.
  const PassedOver& passed_over() const { return passed_over_; }
  // Without `everything`: the same of each archive, "day.warc.gz: 2 records are no pages: ...".
  const std::vector<std::string>& notes() const { return notes_; }

  // Bytes of files. All are known after the first Next; files that the reader was told to pass
  // over, and the beginnings of those that are gone on with, are `done` without being read.
  struct Bytes {
    std::uint64_t done = 0;
    std::uint64_t skipped = 0;  // of `done`; the rate is (done - skipped) / time
    std::uint64_t total = 0;    // without standard input and pipes
  };
  // Safe to call from many threads.
  Bytes Progress() const { return {done_, skipped_, total_}; }

 private:
  struct Name {
    std::string path;
    std::unique_ptr<Error> error = {};  // of a folder; there may be a million names
    std::uint64_t bytes = 0;
    bool in_folder = false;
    bool archive = false;  // told so
  };

  void ListNames();
  void ListFolderOf(const std::string& folder);
  bool Open(Input& input);
  std::optional<Error> OpenFile();
  std::optional<Error> OpenBytes(std::unique_ptr<SourceBytes> bytes, const SourcePlace& begin);
  std::optional<Error> OpenArchive(const SourcePlace& begin);
  std::optional<Error> OpenFeed(SourceBytes& bytes, const SourcePlace& begin);
  void OpenLines(std::unique_ptr<SourceBytes> bytes, const SourcePlace& begin);
  bool Close(Input& input);

  Options options_;
  std::deque<Name> archives_, names_;
  bool is_listed_ = false;  // folders have given way to their files
  Name name_;               // the one that is open
  std::shared_ptr<const SourceFile> source_;
  std::unique_ptr<OpenSource> open_;
  bool told_end_ = false;  // by the last input of the file
  PassedOver passed_over_;
  std::vector<std::string> notes_;
  std::uint64_t finished_ = 0;  // bytes of the files before this one
  std::atomic<std::uint64_t> done_ = 0, skipped_ = 0, total_ = 0;
};

}  // namespace checkback
