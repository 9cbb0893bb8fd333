// The bytes of one file or of standard input, in order and unpacked. For the folder.
//
//   | dropped | Seen() ........ | not read yet |
//             ^ Here()                 More()
//
// Memory: what is seen and not dropped, doubled. One object for one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "page/unpacked_file.h"
#include "text/result.h"

namespace checkback {

// An open file of the system, closed in the end.
class Descriptor {
 public:
  explicit Descriptor(int file) : file_(file) {}
  Descriptor(Descriptor&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();
  int get() const { return file_; }  // below 0: could not be opened

 private:
  int file_;
};

// The bytes there, fewer at the end and where they cannot be read.
std::string ReadAt(const Descriptor& file, std::uint64_t offset, std::size_t bytes);

class SourceBytes {
 public:
  SourceBytes() = default;
  SourceBytes(const SourceBytes&) = delete;
  SourceBytes& operator=(const SourceBytes&) = delete;
  virtual ~SourceBytes() = default;

  // What is read and not dropped; valid until More.
  virtual std::string_view Seen() const = 0;
  // Reads on, so that more is seen; false at the end, and where there is a failure(). Waits for
  // one piece of a pipe, however small.
  virtual bool More() = 0;
  // Goes on by `bytes`, which were seen.
  virtual void Drop(std::size_t bytes) = 0;
  // Of the first byte seen.
  virtual WarcPlace Here() const = 0;
  // How far the file itself has been read, in its own bytes.
  virtual std::uint64_t Reached() const = 0;
  // Why reading ended before the end: kIo for the system, kBadInput for damaged packing.
  const std::optional<Error>& failure() const { return failure_; }

 protected:
  std::optional<Error> failure_;
};

// As they stand, from byte `at` on, where the file stands already.
std::unique_ptr<SourceBytes> PlainBytes(Descriptor file, std::uint64_t at = 0);

// A regular file, packed by gzip or zstd, from a place that Here() gave; and as UnpackedFile::Open.
Result<std::unique_ptr<SourceBytes>> PackedBytes(const std::string& path, WarcPlace at);

}  // namespace checkback
