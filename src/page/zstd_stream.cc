// zstd, by libzstd: frames as a stream for archives, and whole frames for what the store keeps.

#include <zstd.h>

#include <utility>

#include "page/unpacker.h"
#include "page/zstd_frame.h"

namespace checkback {
namespace {

class ZstdStream final : public Unpacker {
 public:
  explicit ZstdStream(std::string_view dictionary) : context_(ZSTD_createDCtx()) {
    if (context_ == nullptr) return;
    ZSTD_DCtx_setParameter(context_, ZSTD_d_windowLogMax, kMaxZstdWindowLog);
    // Stays loaded from frame to frame.
    if (!dictionary.empty() &&
        ZSTD_isError(ZSTD_DCtx_loadDictionary(context_, dictionary.data(), dictionary.size())))
      broken_dictionary_ = true;
  }
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;
  ~ZstdStream() override { ZSTD_freeDCtx(context_); }

  UnpackStep Next(std::string_view in, char* out, std::size_t room) override {
    UnpackStep step;
    if (context_ == nullptr) step.wrong = "no memory to unpack zstd";
    if (broken_dictionary_) step.wrong = "the dictionary of the file is damaged";
    if (!step.wrong.empty()) return step;
    ZSTD_inBuffer from = {in.data(), in.size(), 0};
    ZSTD_outBuffer to = {out, room, 0};
    const std::size_t left = ZSTD_decompressStream(context_, &to, &from);
    step.consumed = from.pos;
    step.produced = to.pos;
    if (ZSTD_isError(left))
      step.wrong = ZSTD_getErrorName(left);
    else
      step.ended = left == 0;
    return step;
  }

  void Restart() override {
    if (context_ != nullptr) ZSTD_DCtx_reset(context_, ZSTD_reset_session_only);
  }

 private:
  ZSTD_DCtx* context_;
  bool broken_dictionary_ = false;
};

}  // namespace

std::unique_ptr<Unpacker> UnpackZstd(std::string_view dictionary) {
  return std::make_unique<ZstdStream>(dictionary);
}

std::string PackFrame(std::string_view bytes, int level) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), level);
  frame.resize(ZSTD_isError(size) ? 0 : size);  // it cannot fail: the room is enough
  return frame;
}

Result<std::string> UnpackFrame(std::string_view frame, std::size_t most) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
    return Fail(Errc::kBadInput, "no zstd frame that tells its size");
  if (size > most) return Fail(Errc::kTooLarge, "the zstd frame unpacks to more than may be");
  std::string bytes(size, '\0');
  const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) || got != bytes.size())
    return Fail(Errc::kBadInput, "the zstd frame is damaged");
  return bytes;
}

Result<std::string> UnpackFrames(std::string_view frames, std::size_t most) {
  std::string bytes;
  do {
    const std::size_t size = ZSTD_findFrameCompressedSize(frames.data(), frames.size());
    if (ZSTD_isError(size)) return Fail(Errc::kBadInput, "the zstd frame is damaged");
    Result<std::string> some = UnpackFrame(frames.substr(0, size), most - bytes.size());
    if (!some) return some;
    if (bytes.empty())
      bytes = std::move(*some);
    else
      bytes += *some;
    frames.remove_prefix(size);
  } while (!frames.empty());
  return bytes;
}

}  // namespace checkback
