// zstd frames as a stream, by libzstd.

#include <zstd.h>

#include "page/unpacker.h"

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

}  // namespace checkback
