#include "cli/read_marks.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "text/hash.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kAll = "*";
constexpr std::size_t kDigits = 16;  // of the hash of the store's place

// One place, one name, through whatever links it was reached.
std::string PlaceOf(const std::string& folder) {
  std::error_code wrong;
  const fs::path place = fs::weakly_canonical(folder, wrong);
  return wrong ? folder : place.string();
}

}  // namespace

std::string StatePathOf(const std::string& state_folder, std::string_view kind,
                        const std::string& store_folder) {
  return fmt::format("{}/checkback/{}/{}", state_folder, kind,
                     Sha256Hex(PlaceOf(store_folder)).substr(0, kDigits));
}

ReadMarks ReadMarks::Of(const std::string& state_folder, const std::string& store_folder) {
  ReadMarks marks;
  marks.store_ = PlaceOf(store_folder);
  marks.path_ = StatePathOf(state_folder, "read", store_folder);
  std::ifstream file(marks.path_);
  for (std::string line; std::getline(file, line);) {
    const std::size_t blank = line.find(' ');
    if (blank == line.npos || line[0] == '#') continue;
    if (const auto time = ParseInstant(std::string_view(line).substr(blank + 1)))
      marks.marks_.insert_or_assign(line.substr(0, blank), *time);
  }
  return marks;
}

std::optional<Instant> ReadMarks::LastOfAll() const {
  const auto all = marks_.find(kAll);
  return all == marks_.end() ? std::nullopt : std::optional(all->second);
}

std::optional<Instant> ReadMarks::Last(std::string_view story) const {
  const std::optional<Instant> all = LastOfAll();
  const auto own = marks_.find(story);
  if (own == marks_.end()) return all;
  return all ? std::max(*all, own->second) : own->second;
}

void ReadMarks::Look(const std::string& story, Instant newest) {
  const auto [mark, is_first] = marks_.try_emplace(story, newest);
  mark->second = std::max(mark->second, newest);
}

void ReadMarks::LookAtAll(Instant newest) {
  Look(std::string(kAll), newest);
  // What all stories were read up to need not be said of each.
  std::erase_if(marks_, [&](const auto& mark) {
    return mark.first != kAll && mark.second <= marks_.find(kAll)->second;
  });
}

Result<void> ReadMarks::Keep() const {
  const auto failed = [&](std::string_view why) {
    return Fail(Errc::kIo, fmt::format("{}: {}; what was read is not remembered", path_, why));
  };
  std::error_code wrong;
  fs::create_directories(fs::path(path_).parent_path(), wrong);
  if (wrong) return failed(wrong.message());
  const std::string fresh = fmt::format("{}.{}", path_, getpid());
  std::ofstream file(fresh, std::ios::trunc);
  file << "# " << store_ << '\n';
  for (const auto& [story, time] : marks_) file << story << ' ' << ToRfc3339(time) << '\n';
  file.close();
  if (!file) {
    fs::remove(fresh, wrong);
    return failed("cannot be written");
  }
  fs::rename(fresh, path_, wrong);
  if (wrong) return failed(wrong.message());
  return {};
}

}  // namespace checkback
