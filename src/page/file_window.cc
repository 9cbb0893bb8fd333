#include "page/file_window.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kWindow = 4u << 20;

Error SystemError(std::string_view what, int error) {
  return {error == ENOENT ? Errc::kNotFound : Errc::kIo,
          fmt::format("{}: {}", what, std::strerror(error))};  // NOLINT(concurrency-mt-unsafe)
}

// read() of a place, again where a signal came between; -1 with errno.
ssize_t ReadAt(int file, char* to, std::size_t bytes, std::uint64_t offset) {
  ssize_t got = 0;
  do {
    got = pread(file, to, bytes, static_cast<off_t>(offset));
  } while (got < 0 && errno == EINTR);
  return got;
}

}  // namespace

Result<FileWindow> FileWindow::Open(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return Fail(SystemError("cannot be opened", errno));
  FileWindow window(file);
  struct stat status{};
  if (fstat(file, &status) != 0) return Fail(SystemError("cannot be opened", errno));
  if (!S_ISREG(status.st_mode))
    return Fail(Errc::kBadInput, "this is no file but a folder, pipe or device");
  posix_fadvise(file, 0, 0, POSIX_FADV_SEQUENTIAL);
  return window;
}

FileWindow::FileWindow(FileWindow&& other) noexcept {
  *this = std::move(other);
}

FileWindow& FileWindow::operator=(FileWindow&& other) noexcept {
  std::swap(file_, other.file_);
  std::swap(bytes_, other.bytes_);
  std::swap(capacity_, other.capacity_);
  std::swap(filled_, other.filled_);
  std::swap(begin_, other.begin_);
  std::swap(at_end_, other.at_end_);
  std::swap(failed_, other.failed_);
  return *this;
}

FileWindow::~FileWindow() {
  if (file_ >= 0) close(file_);
}

std::string_view FileWindow::At(std::uint64_t offset, std::size_t want) {
  const bool inside = offset >= begin_ && offset <= begin_ + filled_;
  const bool short_of = inside && begin_ + filled_ - offset < want;
  // Near the end of the file less than is wanted is all there is, and nothing moves any more.
  if (!inside || (short_of && !at_end_)) MoveTo(offset, want);
  const std::size_t skip = static_cast<std::size_t>(offset - begin_);
  return {bytes_.get() + skip, filled_ - skip};
}

// The window from `offset` on, what is there already kept.
void FileWindow::MoveTo(std::uint64_t offset, std::size_t want) {
  std::size_t kept = 0;
  const char* from = nullptr;
  if (offset >= begin_ && offset < begin_ + filled_) {
    kept = static_cast<std::size_t>(begin_ + filled_ - offset);
    from = bytes_.get() + (filled_ - kept);
  }
  if (capacity_ < want || capacity_ < kWindow) {
    const std::size_t capacity = std::max(kWindow, want);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (kept > 0) std::memcpy(larger.get(), from, kept);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  } else if (kept > 0) {
    std::memmove(bytes_.get(), from, kept);
  }
  begin_ = offset;
  filled_ = kept;
  at_end_ = false;
  while (filled_ < want) {
    const ssize_t got =
        ReadAt(file_, bytes_.get() + filled_, capacity_ - filled_, begin_ + filled_);
    if (got < 0) failed_ = SystemError("cannot be read", errno);
    at_end_ = got == 0;
    if (got <= 0) return;
    filled_ += static_cast<std::size_t>(got);
  }
}

std::string FileWindow::Copy(std::uint64_t offset, std::size_t bytes) const {
  if (offset < begin_ || offset - begin_ > filled_ || filled_ - (offset - begin_) < bytes)
    return Glance(offset, bytes);
  return {bytes_.get() + (offset - begin_), bytes};
}

std::string FileWindow::Glance(std::uint64_t offset, std::size_t bytes) const {
  std::string seen(bytes, '\0');
  std::size_t filled = 0;
  while (filled < bytes) {
    const ssize_t got = ReadAt(file_, seen.data() + filled, bytes - filled, offset + filled);
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  seen.resize(filled);
  return seen;
}

}  // namespace checkback
