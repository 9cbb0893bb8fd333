// Bytes in any charset: the first line is the transport's label, the rest the page.

#include "page/charset.h"

#include <cstdlib>
#include <string_view>

#include "page/meta_charset.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace checkback;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  const std::string_view label = line == std::string_view::npos ? "" : input.substr(0, line);
  const std::string_view bytes = line == std::string_view::npos ? input : input.substr(line + 1);

  const Decoded decoded = DecodeBytes(std::string(bytes), label);
  if (!IsValidUtf8(decoded.text)) std::abort();
  if (decoded.text.find('\0') != std::string::npos) std::abort();
  if (decoded.text.starts_with("\uFEFF")) std::abort();
  if (decoded.charset.empty() || decoded.because.empty()) std::abort();
  // What is UTF-8 already stays as it is, whatever the label says.
  if (decoded.because != "byte order mark" && IsValidUtf8(bytes) && decoded.charset == "utf-8" &&
      bytes.find('\0') == std::string_view::npos && decoded.text != bytes) {
    std::abort();
  }
  CharsetParameter(bytes);
  return 0;
}
