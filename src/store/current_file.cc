#include "store/current_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace checkback {
namespace {

namespace fs = std::filesystem;

Error SystemError(const std::string& path, int error) {
  return {Errc::kIo, fmt::format("{}: {}", path, std::strerror(error))};
}

// The file at `path` holds `bytes`, on the disk.
Result<void> WriteDurably(const std::string& path, std::string_view bytes) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return Fail(SystemError(path, errno));
  const ssize_t wrote = write(file, bytes.data(), bytes.size());
  const bool whole = wrote == static_cast<ssize_t>(bytes.size());
  const bool synced = whole && fsync(file) == 0;
  const int error = wrote >= 0 && !whole ? ENOSPC : errno;
  close(file);
  if (!synced) return Fail(SystemError(path, error));
  return {};
}

Result<void> SyncFolder(const std::string& folder) {
  const int opened = open(folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = opened >= 0 && fsync(opened) == 0;
  const int error = errno;
  if (opened >= 0) close(opened);
  if (!synced) return Fail(SystemError(folder, error));
  return {};
}

}  // namespace

std::string IndexName(std::int64_t number) {
  return fmt::format("index-{:06}.db", number);
}

Result<std::optional<std::int64_t>> ReadCurrent(const std::string& folder) {
  const std::string path = folder + "/CURRENT";
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    if (errno == ENOENT) return std::nullopt;
    return Fail(SystemError(path, errno));
  }
  char bytes[64] = {};
  const ssize_t got = read(file, bytes, sizeof bytes - 1);
  const int error = errno;
  close(file);
  if (got < 0) return Fail(SystemError(path, error));
  long long number = 0;
  if (std::sscanf(bytes, "index-%lld.db", &number) != 1 || number < 1 ||
      std::string_view(bytes) != IndexName(number) + "\n")
    return Fail(Errc::kBadInput,
                fmt::format("{} does not name a database; `checkback rebuild` derives "
                            "everything again from the captures",
                            path));
  return number;
}

Result<void> WriteCurrent(const std::string& folder, std::int64_t number) {
  const std::string path = folder + "/CURRENT", draft = path + ".new";
  if (const auto written = WriteDurably(draft, IndexName(number) + "\n"); !written) return written;
  if (std::rename(draft.c_str(), path.c_str()) != 0) return Fail(SystemError(path, errno));
  return SyncFolder(folder);
}

std::int64_t HighestIndex(const std::string& folder) {
  std::int64_t highest = 0;
  std::error_code wrong;
  for (fs::directory_iterator entry(folder, wrong), end; !wrong && entry != end;
       entry.increment(wrong)) {
    long long number = 0;
    if (std::sscanf(entry->path().filename().c_str(), "index-%lld.db", &number) == 1)
      highest = std::max<std::int64_t>(highest, number);
  }
  return highest;
}

void RemoveOtherIndexes(const std::string& folder, std::int64_t number) {
  std::error_code wrong;
  for (fs::directory_iterator entry(folder, wrong), end; !wrong && entry != end;
       entry.increment(wrong)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with("index-") || name.starts_with(IndexName(number))) continue;
    std::error_code ignored;  // what stays costs room and nothing else
    fs::remove(entry->path(), ignored);
  }
}

}  // namespace checkback
