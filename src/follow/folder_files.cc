#include "follow/folder_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <set>

#include "follow/source_kind.h"
#include "text/utf8.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

class Walk {
 public:
  Walk(FolderTakes takes, FolderFiles& found)
      : everything_(takes == FolderTakes::kEverything), found_(found) {}

  void Run(const std::string& folder) {
    open_.push_back(folder);
    while (!open_.empty()) {
      const std::string next = std::move(open_.back());
      open_.pop_back();
      List(next);
    }
  }

 private:
  void List(const std::string& folder) {
    struct stat status{};
    if (stat(folder.c_str(), &status) != 0) return Tell(folder, errno);
    if (everything_ && !met_.insert({status.st_dev, status.st_ino}).second)
      return CountReason("folder linked twice", found_.passed_over);
    std::vector<std::string> names = NamesIn(folder);
    std::vector<std::string> folders;
    for (const std::string& name : names) {
      if (TakeEntry(fs::path(folder) / name, name) && !IsPartOfPage(name, names))
        folders.push_back(fs::path(folder) / name);
    }
    open_.insert(open_.end(), folders.rbegin(), folders.rend());
  }

  // Sorted; without hidden ones.
  std::vector<std::string> NamesIn(const std::string& folder) {
    std::vector<std::string> names;
    std::error_code wrong;
    for (fs::directory_iterator entry(folder, wrong), end; !wrong && entry != end;
         entry.increment(wrong)) {
      std::string name = entry->path().filename().string();
      if (!name.starts_with('.')) names.push_back(std::move(name));
    }
    if (wrong) Tell(folder, wrong.value());
    std::sort(names.begin(), names.end());
    return names;
  }

  // Whether it is a folder to go into. A file that is gone, or a link that leads nowhere, is taken
  // by its name: opening it will say what is wrong.
  bool TakeEntry(const std::string& path, const std::string& name) {
    struct stat status{};
    const bool there = stat(path.c_str(), &status) == 0;
    if (there && S_ISDIR(status.st_mode)) return everything_ || !fs::is_symlink(path);
    if (there && !S_ISREG(status.st_mode)) {
      CountReason("pipe or device", found_.passed_over);
    } else if (everything_ ? IsAnyInputFile(name) : there && IsPageFile(name)) {
      found_.files.push_back({path, there ? static_cast<std::uint64_t>(status.st_size) : 0});
    } else {
      CountReason(EndingOf(name), found_.passed_over);
    }
    return false;
  }

  // "dam_files" beside "dam.html": frames and scripts that a browser saved with the page.
  bool IsPartOfPage(const std::string& name, const std::vector<std::string>& names) {
    constexpr std::string_view kParts = "_files";
    if (!everything_ || !name.ends_with(kParts)) return false;
    const std::string page = name.substr(0, name.size() - kParts.size());
    for (const char* ending : {".html", ".htm", ".xhtml"}) {
      if (!std::binary_search(names.begin(), names.end(), page + ending)) continue;
      CountReason("folder with parts of a page", found_.passed_over);
      return true;
    }
    return false;
  }

  void Tell(const std::string& folder, int error) {
    found_.unreadable.emplace_back(
        folder, Error{Errc::kIo, std::strerror(error)});  // NOLINT(concurrency-mt-unsafe)
  }

  bool everything_;
  FolderFiles& found_;
  std::vector<std::string> open_;  // folders to be listed, the next one last
  std::set<std::pair<dev_t, ino_t>> met_;
};

}  // namespace

FolderFiles ListFolder(const std::string& folder, FolderTakes takes) {
  FolderFiles found;
  Walk(takes, found).Run(folder);
  std::sort(found.files.begin(), found.files.end(),
            [](const FolderFile& a, const FolderFile& b) { return a.path < b.path; });
  return found;
}

}  // namespace checkback
