#include "article/head/short_text.h"

namespace checkback {

std::string ShortTextBelow(const Tree& tree, NodeIndex i, std::size_t most) {
  const NodeIndex end = tree[i].end;
  if (end - i > kMostNodes) return {};
  std::size_t bytes = 0;
  for (NodeIndex node = i + 1; node < end; ++node) {
    // White space is collapsed, so the source may be longer.
    if (tree[node].tag == Tag::kText) bytes += tree[node].size;
    if (bytes > 8 * most) return {};
  }
  std::string text = tree.TextBelow(i);
  return text.size() <= most ? text : std::string();
}

std::string CutShort(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return std::string(text.substr(0, most));
}

}  // namespace checkback
