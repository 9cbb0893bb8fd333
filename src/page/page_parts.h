// A page that came in several answers, as one record of a web archive: an article on numbered
// pages, a shell whose text stands at another address, an AMP page and the page that it is of.
//
//   WARC-Type: resource
//   WARC-Target-URI: https://news.example/dam              of the page that they make
//   Content-Type: application/vnd.checkback.parts+warc;parts=page-further
//
//   WARC/1.1 response  https://news.example/dam            the answers, to the byte, as records,
//   WARC/1.1 request   https://news.example/dam            with the requests if they are there
//   WARC/1.1 response  https://news.example/dam?page=2
//
// So a capture stays one record, and what follows from it follows from its bytes alone.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "page/warc.h"
#include "text/result.h"

namespace checkback {

inline constexpr std::string_view kPartsType = "application/vnd.checkback.parts+warc";

enum class PartRole : std::uint8_t {
  kPage,     // the page itself; the first one, and the only one of its kind
  kView,     // the same article elsewhere: read where the page itself shows no text
  kFurther,  // where the article goes on, in this order
};
std::string_view NameOf(PartRole role);  // "page", "view", "further"

// Pages of one article that are asked for, the first one included. The longest of the sets in
// research/extraction.md have six; a list without end is cut here.
inline constexpr std::size_t kMostPageParts = 10;

// The media type of a record with parts of these roles, in their order.
std::string PartsTypeOf(std::span<const PartRole> roles);
// Whether a record with that media type holds parts.
bool IsPartsType(std::string_view content_type);

struct PagePart {
  PartRole role = PartRole::kPage;
  WarcRecord record;  // a response, without place and digests
};
// The answers in `record`, the page itself first. kBadInput where it is no such record, or its
// block is not what its media type says.
Result<std::vector<PagePart>> PartsIn(const WarcRecord& record);

// `members`, gzip members of records one behind the other, unpacked: the block of a record with
// parts is made of these. kBadInput, kTooLarge.
Result<std::string> UnpackMembers(std::string_view members);

}  // namespace checkback
