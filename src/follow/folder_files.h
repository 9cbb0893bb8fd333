// The files of a folder that may be inputs, and those of the folders within it. For the folder
// follow/.
//
// Hidden files and folders are left alone. What cannot be listed is told, and the rest is read.

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "follow/passed_over.h"
#include "text/result.h"

namespace checkback {

struct FolderFile {
  std::string path;
  std::uint64_t bytes = 0;
};

struct FolderFiles {
  std::vector<FolderFile> files;  // by path, so in the same order at any time
  std::vector<std::pair<std::string, Error>> unreadable;  // folders
  Reasons passed_over;                                    // ".jpg", "no ending", "pipe or device"
};

// kPages: whole pages and lines. kEverything: archives and feeds too, packed or not; links to
// folders are followed, each folder once, so that a circle of links has an end; the parts of
// saved pages ("dam_files/" beside "dam.html") are left out.
enum class FolderTakes { kPages, kEverything };

FolderFiles ListFolder(const std::string& folder, FolderTakes takes);

}  // namespace checkback
