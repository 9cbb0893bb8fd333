#include "cli/load_dictionaries.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <vector>

namespace checkback {
namespace {

namespace fs = std::filesystem;

// The largest dictionary of PETRARCH has 1.5 MB.
constexpr std::uintmax_t kLargestDictionary = 64U << 20;

}  // namespace

Result<EventDictionaries> LoadDictionaries(const std::string& folder) {
  std::error_code wrong;
  std::vector<DictionaryFile> files;
  for (fs::directory_iterator entry(folder, wrong), end; !wrong && entry != end;
       entry.increment(wrong)) {
    std::error_code ignored;
    if (!entry->is_regular_file(ignored) || entry->path().extension() != ".txt") continue;
    if (entry->file_size(ignored) > kLargestDictionary) continue;
    std::ifstream file(entry->path(), std::ios::binary);
    files.push_back({entry->path().filename().string(),
                     {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()}});
  }
  if (wrong) {
    return Fail(Errc::kNotFound,
                fmt::format("--dictionaries: cannot read {}: {}", folder, wrong.message()));
  }
  EventDictionaries dictionaries = ReadDictionaries(std::move(files));
  if (dictionaries.empty()) {
    return Fail(Errc::kBadInput, fmt::format("--dictionaries: no dictionary in {}; files are named "
                                             "*.actors.txt, *.agents.txt, *.verbs.txt",
                                             folder));
  }
  return dictionaries;
}

}  // namespace checkback
