// gzip, zlib and raw deflate as streams, by zlib.

#define ZLIB_CONST
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "page/unpacker.h"

namespace checkback {
namespace {

int WindowBits(DeflateForm form) {
  switch (form) {
    case DeflateForm::kGzip:
      return MAX_WBITS + 16;
    case DeflateForm::kZlib:
      return MAX_WBITS;
    case DeflateForm::kRaw:
      return -MAX_WBITS;
  }
  return MAX_WBITS;
}

uInt AtMost(std::size_t bytes) {
  return static_cast<uInt>(std::min<std::size_t>(bytes, std::numeric_limits<uInt>::max()));
}

class DeflateStream final : public Unpacker {
 public:
  explicit DeflateStream(DeflateForm form) {
    ready_ = inflateInit2(&stream_, WindowBits(form)) == Z_OK;
  }
  DeflateStream(const DeflateStream&) = delete;
  DeflateStream& operator=(const DeflateStream&) = delete;
  ~DeflateStream() override {
    if (ready_) inflateEnd(&stream_);
  }

  UnpackStep Next(std::string_view in, char* out, std::size_t room) override {
    UnpackStep step;
    if (!ready_) {
      step.wrong = "no memory to inflate";
      return step;
    }
    stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
    stream_.avail_in = AtMost(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = AtMost(room);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    step.consumed =
        static_cast<std::size_t>(reinterpret_cast<const char*>(stream_.next_in) - in.data());
    step.produced = static_cast<std::size_t>(reinterpret_cast<char*>(stream_.next_out) - out);
    step.ended = code == Z_STREAM_END;
    // Z_BUF_ERROR: no progress without more input or room, which is no error.
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR)
      step.wrong = stream_.msg ? stream_.msg : "a preset dictionary is asked for";
    return step;
  }

  void Restart() override {
    if (ready_) inflateReset(&stream_);
  }

 private:
  z_stream stream_{};
  bool ready_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> UnpackDeflate(DeflateForm form) {
  return std::make_unique<DeflateStream>(form);
}

}  // namespace checkback
