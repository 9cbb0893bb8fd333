// An HTTP response as a capture keeps it: head, and a body that may be in chunks and packed.
//
//   HTTP/1.1 200 OK
//   Content-Type: text/html; charset=utf-8
//   Content-Encoding: gzip
//
//   body
//
// Archives hold bodies as they came and bodies that the crawler has unpacked already, under
// the same headers; so what does not look like chunks or like a coding is taken as it is.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

struct HttpHeader {
  std::string name;   // as written
  std::string value;  // bytes, repaired to UTF-8
};

struct HttpHead {
  int status = 0;  // 200; 0 where the line does not say
  std::vector<HttpHeader> headers;
  std::size_t bytes = 0;  // with the blank line: where the body begins

  // The first header of that name, in any case of letters; "" without one. Lives as long as
  // the head.
  std::string_view Header(std::string_view name) const;
  // "text/html" of the Content-Type, in lower case.
  std::string MediaType() const;
  // "iso-8859-1" of the Content-Type; "" without one.
  std::string Charset() const;
};

// The head with which `message` opens; nothing where it does not begin with "HTTP/".
// A message without a blank line is all head.
std::optional<HttpHead> ReadHttpHead(std::string_view message);

// "text/html" and "iso-8859-1" of any Content-Type.
std::string MediaTypeOf(std::string_view content_type);
std::string CharsetOf(std::string_view content_type);

struct HttpBody {
  std::string bytes;
  bool cut_short =
      false;  // chunks or coding ended early or were damaged; what came before is there
};

// `raw` without its chunks and codings (gzip, deflate, br, zstd; at most kMaxCodings of them).
// kTooLarge where it unpacks to more than `most` bytes, which is also the most memory taken;
// kBadInput where nothing of it can be unpacked.
inline constexpr int kMaxCodings = 4;
Result<HttpBody> DecodeBody(const HttpHead& head, std::string_view raw, std::size_t most);

// Only without its chunks; nothing where it is not in chunks.
std::optional<HttpBody> WithoutChunks(std::string_view raw);

}  // namespace checkback
