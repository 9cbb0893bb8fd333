// Files and folders of tests, each in a place that no other test has: ctest runs every test as a
// process, many at once. Gone when the test is.

#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace checkback::samples {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string path = std::filesystem::path(testing::TempDir()) / "checkback-XXXXXX";
    if (mkdtemp(path.data()) == nullptr)
      throw std::runtime_error(fmt::format("no folder can be made at {}", path));
    path_ = path;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  std::string path() const { return path_.string(); }
  std::filesystem::path operator/(const std::filesystem::path& name) const {
    return path_ / name.relative_path();  // never outside
  }
  // The whole path of the new file, whose folders are made.
  std::string Write(std::string_view name, std::string_view bytes) const {
    const std::filesystem::path path = path_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.string();
  }

 private:
  std::filesystem::path path_;
};

// One file, which is not there until something is written.
class ScratchFile {
 public:
  explicit ScratchFile(std::string_view bytes = {}, std::string_view ending = ".warc.gz")
      : path_(folder_ / fmt::format("test{}", ending)) {
    if (!bytes.empty()) Write(bytes);
  }

  void Write(std::string_view bytes) const { std::ofstream(path_, std::ios::binary) << bytes; }
  std::string Bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  const std::string& path() const { return path_; }

 private:
  ScratchFolder folder_;
  std::string path_;
};

}  // namespace checkback::samples
