// brotli as a stream, by libbrotlidec.

#include <brotli/decode.h>

#include <cstdint>

#include "page/unpacker.h"

namespace checkback {
namespace {

class BrotliStream final : public Unpacker {
 public:
  BrotliStream() : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr)) {}
  BrotliStream(const BrotliStream&) = delete;
  BrotliStream& operator=(const BrotliStream&) = delete;
  ~BrotliStream() override { BrotliDecoderDestroyInstance(state_); }

  UnpackStep Next(std::string_view in, char* out, std::size_t room) override {
    UnpackStep step;
    if (state_ == nullptr) {
      step.wrong = "no memory to unpack brotli";
      return step;
    }
    std::size_t in_left = in.size();
    std::size_t out_left = room;
    const auto* from = reinterpret_cast<const std::uint8_t*>(in.data());
    auto* to = reinterpret_cast<std::uint8_t*>(out);
    const BrotliDecoderResult result =
        BrotliDecoderDecompressStream(state_, &in_left, &from, &out_left, &to, nullptr);
    step.consumed = in.size() - in_left;
    step.produced = room - out_left;
    step.ended = result == BROTLI_DECODER_RESULT_SUCCESS;
    if (result == BROTLI_DECODER_RESULT_ERROR)
      step.wrong = BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state_));
    return step;
  }

  void Restart() override {
    BrotliDecoderDestroyInstance(state_);
    state_ = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
  }

 private:
  BrotliDecoderState* state_;
};

}  // namespace

std::unique_ptr<Unpacker> UnpackBrotli() {
  return std::make_unique<BrotliStream>();
}

}  // namespace checkback
