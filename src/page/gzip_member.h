// Whole gzip members, by libdeflate: twice as fast as a stream, for members whose input and
// output are at hand. What is too large or damaged is for UnpackDeflate, which also says why.
//
// One object for one thread; they hold the library's tables, so keep them.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace checkback {

class GzipInflater {
 public:
  GzipInflater();
  ~GzipInflater();
  GzipInflater(const GzipInflater&) = delete;
  GzipInflater& operator=(const GzipInflater&) = delete;

  struct Member {
    std::size_t consumed;  // of `in`: where the next member begins
    std::size_t produced;
  };
  // The first member of `in`, its check sum verified; nothing where it is damaged, cut short,
  // or larger than `room`.
  std::optional<Member> Inflate(std::string_view in, char* out, std::size_t room);

 private:
  libdeflate_decompressor* inflater_;
};

class GzipDeflater {
 public:
  // `level` is 1 (fast) to 12 (small).
  explicit GzipDeflater(int level);
  ~GzipDeflater();
  GzipDeflater(const GzipDeflater&) = delete;
  GzipDeflater& operator=(const GzipDeflater&) = delete;

  // `bytes` as one member; the same bytes always give the same member.
  std::string Deflate(std::string_view bytes);

 private:
  libdeflate_compressor* deflater_;
};

}  // namespace checkback
