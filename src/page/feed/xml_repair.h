// Broken XML made well-formed. For page/feed/xml_tree.cc.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// `xml` with its faults mended: '<' that begins no tag escaped, attributes quoted, elements
// closed in order, end tags of nothing dropped, DOCTYPE dropped. Of bytes that were cut off, the
// item that was cut goes too: half a link leads nowhere. Well-formed but for its names.
std::string RepairXml(std::string_view xml);

}  // namespace checkback
