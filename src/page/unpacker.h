// Compressed streams, a piece at a time. Behind each stands one library, included by one
// file: gzip_stream.cc (zlib), zstd_stream.cc (libzstd), brotli_stream.cc (libbrotlidec).
//
//   in  --Next-->  out       until a step says `ended`, or says what is `wrong`
//
// Memory is bounded by the format's window: 32 KiB for gzip, 16 MiB for brotli, 128 MiB for
// zstd (kMaxZstdWindow; a frame that asks for more is wrong). One object for one thread.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace checkback {

struct UnpackStep {
  std::size_t consumed = 0;  // bytes of the input that are done with
  std::size_t produced = 0;  // bytes written
  bool ended = false;        // the member or frame is whole and its check sum right
  std::string wrong;         // why it cannot go on; "" where it can
};

class Unpacker {
 public:
  virtual ~Unpacker() = default;
  // Unpacks of `in` what fits into `room` bytes at `out`. Without `ended` and `wrong` it wants
  // more input or more room.
  virtual UnpackStep Next(std::string_view in, char* out, std::size_t room) = 0;
  // Ready for the beginning of another member.
  virtual void Restart() = 0;
};

enum class DeflateForm { kGzip, kZlib, kRaw };
std::unique_ptr<Unpacker> UnpackDeflate(DeflateForm form);
std::unique_ptr<Unpacker> UnpackBrotli();

// `dictionary` is a zstd dictionary, or any bytes as one; "" for none. It is copied.
inline constexpr int kMaxZstdWindowLog = 27;
std::unique_ptr<Unpacker> UnpackZstd(std::string_view dictionary = {});

}  // namespace checkback
