#include "follow/inputs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "follow/archive_inputs.h"
#include "follow/folder_files.h"
#include "follow/open_source.h"
#include "follow/source_bytes.h"
#include "follow/source_kind.h"
#include "page/warc_page.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What a file is, is seen from so much of it; blank bytes before it are passed over up to here.
constexpr std::size_t kHead = 16384;
constexpr std::size_t kMostBlank = 1u << 20;

Error SystemError(int error) {
  return {error == ENOENT ? Errc::kNotFound : Errc::kIo,
          std::strerror(error)};  // NOLINT(concurrency-mt-unsafe): one reader
}

std::string AbsolutePath(const std::string& path) {
  std::error_code wrong;
  const std::filesystem::path whole = std::filesystem::absolute(path, wrong);
  return wrong ? path : whole.lexically_normal().string();
}

SourceFile Describe(const std::string& path, const struct stat& status, std::string_view head) {
  return {
      .path = AbsolutePath(path),
      .bytes = static_cast<std::uint64_t>(status.st_size),
      .modified_ns = status.st_mtim.tv_sec * std::int64_t{1'000'000'000} + status.st_mtim.tv_nsec,
      .head_sha256 = Sha256Hex(head)};
}

// Reads on until it can be told what `bytes` are.
void ReadHead(SourceBytes& bytes, bool everything) {
  while (bytes.Seen().size() < kMostBlank && Trim(bytes.Seen()).empty() && bytes.More()) {
  }
  // What an XML document is, its first element says. Lines are not waited for.
  if (!everything || !Trim(bytes.Seen()).starts_with('<')) return;
  while (bytes.Seen().size() < kHead && bytes.More()) {
  }
}

}  // namespace

std::string Input::Place() const {
  if (offset) return fmt::format("{} at byte {}", name, *offset);
  if (item) return fmt::format("{}, item {}", name, line);
  return line == 0 ? name : fmt::format("{}:{}", name, line);
}

InputReader::InputReader(std::vector<std::string> names, Options options)
    : options_(std::move(options)) {
  for (std::string& name : names) names_.push_back({.path = std::move(name)});
}

InputReader::~InputReader() = default;

void InputReader::AddArchive(std::string path) {
  archives_.push_back({.path = std::move(path), .archive = true});
}

bool InputReader::Next(Input& input) {
  if (!is_listed_) ListNames();
  while (true) {
    input.error.reset();
    input.line = 0;
    input.offset.reset();
    input.record.reset();
    input.url.clear();
    input.after = {};
    input.item = input.seen_again = input.end = false;
    if (!open_) {
      if (names_.empty()) return false;
      if (!Open(input)) return true;
      continue;
    }
    input.name = name_.path;
    input.source = source_;
    const bool given = open_->Next(input);
    done_ = finished_ + std::min(open_->Reached(), name_.bytes);
    if (given) told_end_ = input.after.end;
    if (given || Close(input)) return true;
  }
}

bool InputReader::Waits() const {
  return open_ && open_->Waits();
}

// Folders give way to their files, and all sizes are added up.
void InputReader::ListNames() {
  is_listed_ = true;
  std::deque<Name> typed = std::exchange(names_, std::move(archives_));
  for (Name& name : typed) {
    struct stat status{};
    const bool there = name.path != "-" && stat(name.path.c_str(), &status) == 0;
    if (there && S_ISDIR(status.st_mode)) {
      ListFolderOf(name.path);
      continue;
    }
    if (there && S_ISREG(status.st_mode)) name.bytes = static_cast<std::uint64_t>(status.st_size);
    names_.push_back(std::move(name));
  }
  std::uint64_t total = 0;
  for (const Name& name : names_) total += name.bytes;
  total_ = total;
}

void InputReader::ListFolderOf(const std::string& folder) {
  FolderFiles found =
      ListFolder(folder, options_.everything ? FolderTakes::kEverything : FolderTakes::kPages);
  if (options_.everything) passed_over_.Add({.files = std::move(found.passed_over)});
  for (auto& [path, error] : found.unreadable)
    names_.push_back({.path = std::move(path), .error = std::make_unique<Error>(std::move(error))});
  if (found.files.empty() && found.unreadable.empty()) {
    constexpr std::string_view kNone =
        "no pages in this folder (.html, .htm, .xhtml, .txt, .jsonl, .ndjson)";
    constexpr std::string_view kNothing =
        "no pages in this folder (.html, .htm, .xhtml, .txt), nor lines (.jsonl, .ndjson), "
        "archives (.warc, .wet) or feeds (.xml, .rss, .atom, .json)";
    names_.push_back({.path = folder,
                      .error = std::make_unique<Error>(Error{
                          Errc::kNotFound, std::string(options_.everything ? kNothing : kNone)})});
  }
  for (FolderFile& file : found.files)
    names_.push_back({.path = std::move(file.path), .bytes = file.bytes, .in_folder = true});
}

// Opens the next name. False where that failed and `input` says why; nothing is open then, nor
// where the file is passed over.
bool InputReader::Open(Input& input) {
  name_ = std::move(names_.front());
  names_.pop_front();
  source_.reset();
  told_end_ = false;
  std::optional<Error> wrong = name_.error     ? std::optional(*name_.error)
                               : name_.archive ? OpenArchive({})
                                               : OpenFile();
  if (open_) return true;
  done_ = finished_ += name_.bytes;
  if (!wrong) return true;
  input.name = name_.path;
  input.source = source_;
  input.bytes.clear();
  input.error = std::move(wrong);
  return false;
}

std::optional<Error> InputReader::OpenFile() {
  const std::string& path = name_.path;
  Descriptor file(path == "-" ? dup(STDIN_FILENO) : open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status{};
  if (file.get() < 0 || fstat(file.get(), &status) != 0) return SystemError(errno);
  if (S_ISDIR(status.st_mode)) return SystemError(EISDIR);
  if (!options_.everything || path == "-" || !S_ISREG(status.st_mode)) {
    source_ = std::make_shared<const SourceFile>(SourceFile{.path = path});
    return OpenBytes(PlainBytes(std::move(file)), {});
  }
  const std::string head = ReadAt(file, 0, kSourceHeadBytes);
  source_ = std::make_shared<const SourceFile>(Describe(path, status, head));
  SourcePlace begin;
  if (options_.begin_at) begin = options_.begin_at(*source_).value_or(SourcePlace{});
  if (begin.end) {
    ++passed_over_.unchanged;
    skipped_ += name_.bytes;
    return {};
  }
  if (IsNamedAsArchive(path)) return OpenArchive(begin);
  if (!IsPacked(head)) return OpenBytes(PlainBytes(std::move(file)), begin);
  auto bytes = PackedBytes(path, {});
  return bytes ? OpenBytes(std::move(*bytes), begin) : std::optional(bytes.error());
}

std::optional<Error> InputReader::OpenBytes(std::unique_ptr<SourceBytes> bytes,
                                            const SourcePlace& begin) {
  ReadHead(*bytes, options_.everything);
  const std::string_view head = bytes->Seen();
  if (!source_->Lasts()) {
    if (const auto refusal = Refusal(head, options_.everything); !refusal.empty())
      return Error{Errc::kBadInput, std::string(refusal)};
  }
  SourceKind kind = KindOf(head, name_.path, options_.everything);
  if (options_.kind == Kind::kJsonLines) kind = SourceKind::kLines;
  if (options_.kind == Kind::kPages) kind = SourceKind::kPage;
  switch (kind) {
    case SourceKind::kArchive:
      return OpenArchive(begin);
    case SourceKind::kOpml:
      return Error{Errc::kBadInput, "this is OPML, a list of feeds: checkback add FILE"};
    case SourceKind::kFeed:
      return OpenFeed(*bytes, begin);
    default:
      break;
  }
  if (name_.in_folder && IsNamedAsAnything(name_.path)) {
    CountReason(EndingOf(name_.path), passed_over_.files);
  } else if (kind == SourceKind::kLines) {
    OpenLines(std::move(bytes), begin);
  } else {
    open_ = std::make_unique<FileInput>(std::move(bytes));
  }
  return {};
}

std::optional<Error> InputReader::OpenArchive(const SourcePlace& begin) {
  auto archive = ArchiveInputs::Open(name_.path, {.begin = {begin.offset, begin.inside},
                                                  .seen_again = options_.seen_again,
                                                  .keep_packed = options_.keep_packed});
  // A place that is not there: from the start.
  if (!archive && begin != SourcePlace{}) return OpenArchive({});
  if (!archive) return archive.error();
  open_ = std::move(*archive);
  skipped_ += std::min(begin.offset, name_.bytes);
  return {};
}

std::optional<Error> InputReader::OpenFeed(SourceBytes& bytes, const SourcePlace& begin) {
  if (!options_.seen_at && !source_->Lasts())
    return Error{Errc::kBadInput, "nothing says when this feed was seen: --seen-at TIME"};
  const Instant seen_at = options_.seen_at ? *options_.seen_at : source_->Modified();
  const Result<std::string> all = ReadAll(bytes, kMaxFeedBytes);
  if (!all) return all.error();
  Result<Feed> feed = ReadFeedFile(*all, seen_at);
  if (!feed) return feed.error();
  open_ = std::make_unique<FeedInputs>(std::move(*feed), seen_at, begin.line, name_.bytes);
  return {};
}

// `bytes` were read for their head; where reading goes on elsewhere, others take their place.
void InputReader::OpenLines(std::unique_ptr<SourceBytes> bytes, const SourcePlace& begin) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes->Seen().starts_with(kByteOrderMark)) bytes->Drop(kByteOrderMark.size());
  std::uint64_t lines = 0;
  if (begin != SourcePlace{}) {
    if (auto there = LinesFrom(name_.path, begin)) {
      bytes = std::move(there);
      lines = begin.line;
      skipped_ += std::min(begin.offset, name_.bytes);
    }
  }
  open_ = std::make_unique<LineInputs>(std::move(bytes), lines);
}

// Closes what is open; true where `input` tells of the end.
bool InputReader::Close(Input& input) {
  const bool whole = open_->Whole();
  if (options_.everything) {
    passed_over_.Add(open_->passed_over());
  } else if (const auto summary = Summary(open_->passed_over().records); !summary.empty()) {
    notes_.push_back(fmt::format("{}: {}", name_.path, summary));
  }
  open_.reset();
  done_ = finished_ += name_.bytes;
  const bool tell = options_.ends && whole && !told_end_ && source_ && source_->Lasts();
  if (!tell) return false;
  input.bytes.clear();
  input.end = true;
  input.after = {.offset = source_->bytes, .end = true};
  return true;
}

}  // namespace checkback
