// What the first bytes of a page say of its charset. For page/charset.cc.

#pragma once

#include <string_view>

namespace checkback {

// The label of the first <meta charset>, <meta http-equiv=content-type> or XML
// declaration in the first 4096 bytes; "" without one. Comments are passed over. Valid as
// long as `bytes`.
std::string_view MetaCharset(std::string_view bytes);

// The charset parameter of a Content-Type value ("text/html; charset=utf-8"); "" without
// one. Valid as long as `content_type`.
std::string_view CharsetParameter(std::string_view content_type);

}  // namespace checkback
