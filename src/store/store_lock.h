// One process writes a store at a time. Readers need no lock.

#pragma once

#include <string>
#include <string_view>

#include "text/result.h"

namespace checkback {

class StoreLock {
 public:
  // Takes the lock in `folder`, for `what` ("import"). kIo where another process has it: "the
  // store ... is being written by process 4711 (import)". Freed by the destructor, and by the
  // system when the process ends in whatever way.
  static Result<StoreLock> Take(const std::string& folder, std::string_view what);
  StoreLock(StoreLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
  StoreLock& operator=(StoreLock&& other) noexcept;
  ~StoreLock();

 private:
  explicit StoreLock(int file) : file_(file) {}
  int file_ = -1;
};

}  // namespace checkback
