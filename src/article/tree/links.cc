#include "article/tree/links.h"

#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

bool IsSpaceOrEnd(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\t' || text[at] == '\n';
}

}  // namespace

std::string LinkBaseOf(const Tree& tree, const std::string& url) {
  const NodeIndex base = tree.Find(Tag::kBase);
  if (base == kNoNode) return url;
  const std::string resolved = ResolveUrl(url, tree.Get(base, Attr::kHref));
  return resolved.empty() ? url : resolved;
}

bool HasRel(const Tree& tree, NodeIndex node, std::string_view word) {
  const std::string list = AsciiLower(tree.Get(node, Attr::kRel));
  for (std::size_t at = list.find(word); at != std::string::npos; at = list.find(word, at + 1)) {
    const bool begins = at == 0 || IsSpaceOrEnd(list, at - 1);
    if (begins && IsSpaceOrEnd(list, at + word.size())) return true;
  }
  return false;
}

}  // namespace checkback
