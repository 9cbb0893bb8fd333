#include "page/content_coding.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "page/gzip_member.h"
#include "page/unpacker.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::size_t kFirstRoom = 64u << 10;

unsigned ByteAt(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

Error TooLarge(std::size_t most) {
  return {Errc::kTooLarge, fmt::format("the body unpacks to more than {} MB", most >> 20)};
}

// All of `packed` through `unpacker`, member after member.
Result<Unpacked> Through(Unpacker& unpacker, std::string_view packed, std::size_t most) {
  Unpacked out;
  std::size_t filled = 0;
  std::string wrong;
  bool ended = false;
  while (!ended) {
    if (filled == out.bytes.size()) {
      if (filled > most) return Fail(TooLarge(most));
      // One byte over the most shows that there is more.
      out.bytes.resize(std::min(most + 1, std::max(kFirstRoom, 2 * filled)));
    }
    const UnpackStep step =
        unpacker.Next(packed, out.bytes.data() + filled, out.bytes.size() - filled);
    packed.remove_prefix(step.consumed);
    filled += step.produced;
    wrong = step.wrong;
    if (step.ended && packed.starts_with(kGzipMagic))
      unpacker.Restart();
    else
      ended = step.ended || !wrong.empty() || (step.consumed == 0 && step.produced == 0);
    out.cut_short = !step.ended;
  }
  if (filled > most) return Fail(TooLarge(most));
  if (filled == 0 && out.cut_short)
    return Fail(Errc::kBadInput, fmt::format("the body cannot be unpacked: {}",
                                             wrong.empty() ? "it is cut short" : wrong));
  out.bytes.resize(filled);
  return out;
}

// The last four bytes of a gzip member are its size: with it, all goes in one step.
Result<Unpacked> Gunzip(std::string_view packed, std::size_t most) {
  constexpr std::size_t kLeast = 18;
  constexpr std::size_t kMostRatio = 1032;  // of deflate
  if (packed.size() >= kLeast) {
    std::size_t size = 0;
    for (std::size_t i = 1; i <= 4; ++i) size = size << 8 | ByteAt(packed, packed.size() - i);
    if (size <= most && size <= kMostRatio * packed.size()) {
      Unpacked out;
      out.bytes.resize(size);
      const auto member = GzipInflater().Inflate(packed, out.bytes.data(), size);
      if (member && member->consumed == packed.size() && member->produced == size) return out;
    }
  }
  return Through(*UnpackDeflate(DeflateForm::kGzip), packed, most);
}

// "deflate" means zlib, and many servers send raw deflate.
Result<Unpacked> Inflate(std::string_view packed, std::size_t most) {
  const bool zlib = packed.size() >= 2 && (ByteAt(packed, 0) & 0x0F) == 8 &&
                    (ByteAt(packed, 0) * 256 + ByteAt(packed, 1)) % 31 == 0;
  if (zlib) {
    Result<Unpacked> out = Through(*UnpackDeflate(DeflateForm::kZlib), packed, most);
    if (out || out.error().code == Errc::kTooLarge) return out;
  }
  return Through(*UnpackDeflate(DeflateForm::kRaw), packed, most);
}

Unpacked AsItIs() {
  return {.bytes = {}, .cut_short = false, .as_it_is = true};
}

}  // namespace

Result<Unpacked> UnpackCoding(std::string_view coding, std::string_view packed, std::size_t most) {
  if (packed.empty()) return AsItIs();
  if (coding == "gzip" || coding == "x-gzip")
    return packed.starts_with(kGzipMagic) ? Gunzip(packed, most) : AsItIs();
  if (coding == "zstd")
    return packed.starts_with(kZstdMagic) ? Through(*UnpackZstd(), packed, most) : AsItIs();
  // These two have no magic: what opens like markup is not packed any more.
  const bool markup = Trim(packed.substr(0, 64)).starts_with('<');
  if ((coding != "br" && coding != "deflate") || markup) return AsItIs();
  return coding == "br" ? Through(*UnpackBrotli(), packed, most) : Inflate(packed, most);
}

}  // namespace checkback
