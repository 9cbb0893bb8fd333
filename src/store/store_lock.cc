#include "store/store_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "text/utf8.h"

namespace checkback {

Result<StoreLock> StoreLock::Take(const std::string& folder, std::string_view what) {
  const std::string path = folder + "/lock";
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return Fail(Errc::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
  StoreLock lock(file);
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK)
      return Fail(Errc::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
    char holder[128] = {};
    const ssize_t got = pread(file, holder, sizeof holder - 1, 0);
    const std::string_view said = Trim({holder, got > 0 ? static_cast<std::size_t>(got) : 0});
    return Fail(Errc::kIo,
                fmt::format("the store {} is being written by {}; try again when it is done",
                            folder, said.empty() ? "another process" : said));
  }
  // For a person who runs into the lock; the lock itself is the system's. So a full disk, where
  // this cannot be written, is no reason to stop.
  const std::string me = fmt::format("process {} ({})\n", getpid(), what);
  if (ftruncate(file, 0) == 0) static_cast<void>(pwrite(file, me.data(), me.size(), 0) != 0);
  return lock;
}

StoreLock& StoreLock::operator=(StoreLock&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

StoreLock::~StoreLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace checkback
