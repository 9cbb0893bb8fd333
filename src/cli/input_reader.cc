#include "cli/input_reader.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "cli/archive_inputs.h"
#include "page/page.h"
#include "text/utf8.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBuffer = 1u << 20;      // holds a page of usual size many times
constexpr std::size_t kKeptOfTooLong = 16384;  // of a line over the limit: enough to find its url

std::string ReasonOf(int error) {
  return std::strerror(error);
}  // NOLINT(concurrency-mt-unsafe): one reader

bool IsPageFile(const fs::path& path) {
  static constexpr std::string_view kEndings[] = {".html", ".htm",   ".xhtml",
                                                  ".txt",  ".jsonl", ".ndjson"};
  const std::string ending = AsciiLower(path.extension().string());
  return std::find(std::begin(kEndings), std::end(kEndings), ending) != std::end(kEndings);
}

// An object's brace and its first name: a template's "{% if" is no JSON.
bool OpensLikeJson(std::string_view words) {
  if (!words.starts_with('{')) return false;
  const std::string_view inside = Trim(words.substr(1, 64));
  return inside.starts_with('"') || inside.starts_with('}');
}

bool NamedAsJsonLines(std::string_view name) {
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

// What cannot be a page, told by the first bytes; with what to do instead.
std::string_view Refusal(std::string_view head) {
  if (head.starts_with("\x1f\x8b"))
    return "this is gzip; a web archive: checkback extract --warc FILE; "
           "anything else: zcat FILE | checkback ... -";
  if (head.starts_with("\x28\xb5\x2f\xfd"))
    return "this is zstd; a web archive: checkback extract --warc FILE; "
           "anything else: zstdcat FILE | checkback ... -";
  if (head.starts_with("WARC/")) return "this is a web archive: checkback extract --warc FILE";
  return {};
}

}  // namespace

std::string Input::Place() const {
  if (offset) return fmt::format("{} at byte {}", name, *offset);
  return line == 0 ? name : fmt::format("{}:{}", name, line);
}

InputReader::InputReader(std::vector<std::string> names, Kind kind)
    : names_(std::make_move_iterator(names.begin()), std::make_move_iterator(names.end())),
      kind_(kind) {}

InputReader::~InputReader() {
  Close();
}

bool InputReader::Next(Input& input) {
  input.error.reset();
  input.line = 0;
  input.offset.reset();
  input.record.reset();
  while (true) {
    if (archive_ || !archives_.empty()) {
      if (NextRecord(input)) return true;
      continue;
    }
    if (file_ < 0) {
      if (names_.empty()) return false;
      if (!OpenNext(input)) return true;
      continue;
    }
    if (lines_ ? NextLine(input) : WholeFile(input)) return true;
  }
}

// False at the end of an archive.
bool InputReader::NextRecord(Input& input) {
  const std::string& path = archives_.front();
  input.bytes.clear();
  input.url.clear();
  if (!archive_) {
    Result<ArchiveInputs> archive = ArchiveInputs::Open(path);
    if (!archive) {
      input.name = path;
      input.error = archive.error();
      archives_.pop_front();
      return true;
    }
    archive_ = std::make_unique<ArchiveInputs>(std::move(*archive));
  }
  if (archive_->Next(input)) return true;
  const std::string summary = Summary(archive_->passed_over());
  if (!summary.empty()) notes_.push_back(fmt::format("{}: {}", path, summary));
  archive_.reset();
  archives_.pop_front();
  return false;
}

bool InputReader::Waits() const {
  return file_ >= 0 && lines_ &&
         std::memchr(buffer_.data() + begin_, '\n', end_ - begin_) == nullptr;
}

// Opens the next name, or expands it; false where that failed and `input` says why.
bool InputReader::OpenNext(Input& input) {
  name_ = std::move(names_.front());
  names_.pop_front();
  input.name = name_;
  input.bytes.clear();
  begin_ = end_ = scanned_ = line_ = 0;
  ended_ = false;
  failed_ = 0;
  file_ = name_ == "-" ? dup(STDIN_FILENO) : open(name_.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status{};
  if (file_ < 0 || fstat(file_, &status) != 0) {
    const int error = errno;
    Close();
    input.error = Error{error == ENOENT ? Errc::kNotFound : Errc::kIo, ReasonOf(error)};
    return false;
  }
  if (S_ISDIR(status.st_mode)) {
    Close();
    return Expand(name_, input);
  }
  while (Fill() && Trim(std::string_view(buffer_).substr(begin_, end_ - begin_)).empty()) {
  }
  const std::string_view head = std::string_view(buffer_).substr(begin_, end_ - begin_);
  if (const std::string_view refusal = Refusal(head); !refusal.empty()) {
    Close();
    input.error = Error{Errc::kBadInput, std::string(refusal)};
    return false;
  }
  const std::string_view words = Trim(head);
  const bool looks =
      OpensLikeJson(words) || (words.empty() && (name_ == "-" || NamedAsJsonLines(name_)));
  lines_ = kind_ == Kind::kJsonLines || (kind_ == Kind::kAsItLooks && looks);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (lines_ && head.starts_with(kByteOrderMark))
    begin_ = scanned_ = begin_ + kByteOrderMark.size();
  return true;
}

// The pages of a folder in place of it. Hidden files and other endings are left alone.
bool InputReader::Expand(const std::string& folder, Input& input) {
  std::vector<std::string> found;
  std::error_code wrong;
  for (fs::recursive_directory_iterator entry(folder, wrong), end; !wrong && entry != end;
       entry.increment(wrong)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    std::error_code unknown;
    if (entry->is_directory(unknown)) {
      if (hidden) entry.disable_recursion_pending();
    } else if (!hidden && entry->is_regular_file(unknown) && IsPageFile(entry->path())) {
      found.push_back(entry->path().string());
    }
  }
  if (wrong || found.empty()) {
    input.error =
        Error{wrong ? Errc::kIo : Errc::kNotFound,
              wrong ? wrong.message()
                    : "no pages in this folder (.html, .htm, .xhtml, .txt, .jsonl, .ndjson)"};
    return false;
  }
  std::sort(found.begin(), found.end());
  names_.insert(names_.begin(), std::make_move_iterator(found.begin()),
                std::make_move_iterator(found.end()));
  return true;
}

bool InputReader::Fill() {
  if (ended_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    scanned_ -= std::min(scanned_, begin_);
    begin_ = 0;
    // One huge page does not keep its memory for the small ones after it.
    if (buffer_.size() > 16 * kBuffer && end_ < kBuffer) {
      buffer_.resize(kBuffer);
      buffer_.shrink_to_fit();
    }
  }
  if (buffer_.size() - end_ < kBuffer / 4) buffer_.resize(std::max(kBuffer, buffer_.size() * 2));
  ssize_t got = 0;
  do {
    got = read(file_, buffer_.data() + end_, buffer_.size() - end_);
  } while (got < 0 && errno == EINTR);
  if (got < 0) failed_ = errno;
  if (got <= 0) {
    ended_ = true;
    return false;
  }
  end_ += static_cast<std::size_t>(got);
  return true;
}

std::optional<std::size_t> InputReader::LineEnd() {
  const char* from = buffer_.data() + scanned_;
  const auto* found = static_cast<const char*>(std::memchr(from, '\n', end_ - scanned_));
  if (found == nullptr) {
    scanned_ = end_;
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - buffer_.data());
}

// Drops what is left of a line over the limit.
void InputReader::Skip() {
  while (true) {
    if (const auto end = LineEnd()) {
      begin_ = scanned_ = *end + 1;
      return;
    }
    begin_ = scanned_ = end_;
    if (!Fill()) return;
  }
}

// The next line that is not blank; false at the end of the file, which is then closed.
bool InputReader::NextLine(Input& input) {
  while (true) {
    std::optional<std::size_t> end = LineEnd();
    while (!end && end_ - begin_ <= kMaxPageBytes && Fill()) end = LineEnd();
    const std::size_t stop = end.value_or(end_);
    const std::string_view line = std::string_view(buffer_).substr(begin_, stop - begin_);
    if (!end && line.empty() && ended_) {
      const int failed = failed_;
      Close();
      if (failed == 0) return false;
      input.name = name_;
      input.bytes.clear();
      input.error = Error{Errc::kIo, ReasonOf(failed)};
      return true;
    }
    ++line_;
    input.name = name_;
    input.line = line_;
    if (line.size() > kMaxPageBytes) {
      input.bytes.assign(line.substr(0, kKeptOfTooLong));
      input.error = Error{Errc::kTooLarge,
                          fmt::format("the line is longer than {} MiB", kMaxPageBytes >> 20)};
      Skip();
      return true;
    }
    const bool blank = Trim(line.substr(0, 256)).empty() && Trim(line).empty();
    if (!blank) input.bytes.assign(line);
    begin_ = scanned_ = end ? *end + 1 : end_;
    if (!blank) return true;
  }
}

// All of the file, which is then closed.
bool InputReader::WholeFile(Input& input) {
  while (end_ - begin_ <= kMaxPageBytes && Fill()) {
  }
  input.name = name_;
  input.line = 0;
  input.bytes.assign(buffer_, begin_, std::min(end_ - begin_, kMaxPageBytes));
  if (failed_ != 0) {
    input.error = Error{Errc::kIo, ReasonOf(failed_)};
  } else if (end_ - begin_ > kMaxPageBytes) {
    input.bytes.clear();
    input.error =
        Error{Errc::kTooLarge, fmt::format("the file is larger than {} MiB", kMaxPageBytes >> 20)};
  }
  Close();
  return true;
}

void InputReader::Close() {
  if (file_ >= 0) close(file_);
  file_ = -1;
}

}  // namespace checkback
