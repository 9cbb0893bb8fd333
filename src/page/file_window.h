// A file seen through a window that moves forward: large reads, bounded memory.
//
// Plain reads and no mapping: a file that is cut short while it is read, or a disk that
// fails, is an error here and no signal. Only regular files. One object for one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/result.h"

namespace checkback {

class FileWindow {
 public:
  // kNotFound, kIo; kBadInput where `path` is a folder or a pipe.
  static Result<FileWindow> Open(const std::string& path);
  FileWindow(FileWindow&& other) noexcept;
  FileWindow& operator=(FileWindow&& other) noexcept;
  ~FileWindow();

  // At least `want` bytes from `offset` on, fewer only where the file ends (or failed()).
  // Valid until the next call.
  std::string_view At(std::uint64_t offset, std::size_t want);

  // A few bytes far away, read past the window, which stays where it is.
  std::string Glance(std::uint64_t offset, std::size_t bytes) const;

  // The same for bytes that are likely to be in the window still: then they are not read again.
  std::string Copy(std::uint64_t offset, std::size_t bytes) const;

  // The system's error; nothing while all goes well.
  const std::optional<Error>& failed() const { return failed_; }

 private:
  explicit FileWindow(int file) : file_(file) {}
  void MoveTo(std::uint64_t offset, std::size_t want);

  int file_ = -1;
  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t filled_ = 0;   // of bytes_
  std::uint64_t begin_ = 0;  // of bytes_ in the file
  bool at_end_ = false;      // the file ended behind what is filled
  std::optional<Error> failed_;
};

}  // namespace checkback
