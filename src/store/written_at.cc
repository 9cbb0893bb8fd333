#include "store/written_at.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>

#include "store/current_file.h"

namespace checkback {
namespace {

std::optional<Instant> TimeOf(const std::string& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return Instant(std::chrono::seconds(status.st_mtim.tv_sec));
}

}  // namespace

// A missing time is earlier than every other one.
std::optional<Instant> FileWrittenAt(const std::string& path) {
  return std::max(TimeOf(path), TimeOf(path + "-wal"));
}

std::optional<Instant> WrittenAt(const std::string& folder) {
  const auto number = ReadCurrent(folder);
  if (!number || !*number) return std::nullopt;
  return std::max(FileWrittenAt(fmt::format("{}/{}", folder, IndexName(**number))),
                  TimeOf(folder + "/CURRENT"));
}

}  // namespace checkback
