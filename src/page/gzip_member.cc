#include "page/gzip_member.h"

#include <libdeflate.h>

#include <new>

namespace checkback {

GzipInflater::GzipInflater() : inflater_(libdeflate_alloc_decompressor()) {
  if (inflater_ == nullptr) throw std::bad_alloc();
}

GzipInflater::~GzipInflater() {
  libdeflate_free_decompressor(inflater_);
}

std::optional<GzipInflater::Member> GzipInflater::Inflate(std::string_view in, char* out,
                                                          std::size_t room) {
  Member member{};
  const libdeflate_result result = libdeflate_gzip_decompress_ex(
      inflater_, in.data(), in.size(), out, room, &member.consumed, &member.produced);
  if (result != LIBDEFLATE_SUCCESS) return std::nullopt;
  return member;
}

GzipDeflater::GzipDeflater(int level) : deflater_(libdeflate_alloc_compressor(level)) {
  if (deflater_ == nullptr) throw std::bad_alloc();
}

GzipDeflater::~GzipDeflater() {
  libdeflate_free_compressor(deflater_);
}

std::string GzipDeflater::Deflate(std::string_view bytes) {
  std::string member(libdeflate_gzip_compress_bound(deflater_, bytes.size()), '\0');
  member.resize(libdeflate_gzip_compress(deflater_, bytes.data(), bytes.size(), member.data(),
                                         member.size()));
  return member;
}

}  // namespace checkback
