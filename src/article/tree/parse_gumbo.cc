// ParseHtml on gumbo, for machines where lexbor cannot be had: the only file that
// includes it.

#include <gumbo.h>

#include <memory>
#include <vector>

#include "article/tree/nesting.h"
#include "article/tree/tree.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct Closer {
  void operator()(GumboOutput* output) const {
    gumbo_destroy_output(&kGumboDefaultOptions, output);
  }
};

const GumboVector* ChildrenOf(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  return node.type == GUMBO_NODE_ELEMENT ? &node.v.element.children : nullptr;
}

std::string NameOf(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece name = element.original_tag;
  gumbo_tag_from_original_text(&name);
  return AsciiLower({name.data, name.length});
}

class Copier {
 public:
  explicit Copier(std::size_t bytes) : builder_(bytes) {}

  Result<Tree> Copy(const GumboNode& root) {
    struct Level {
      const GumboVector* children;
      unsigned next;
      bool element;
    };
    std::vector<Level> levels{{ChildrenOf(root), 0, false}};
    while (!levels.empty()) {
      if (builder_.full()) return Fail(Errc::kTooLarge, "the page has more than 4,000,000 nodes");
      Level& level = levels.back();
      if (level.next == level.children->length) {
        if (level.element) builder_.Close();
        levels.pop_back();
        continue;
      }
      const auto& node = *static_cast<const GumboNode*>(level.children->data[level.next++]);
      if (node.type == GUMBO_NODE_ELEMENT) {
        if (Enter(node.v.element)) {
          levels.push_back({&node.v.element.children, 0, true});
        } else {
          builder_.Close();
        }
      } else if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
                 node.type == GUMBO_NODE_CDATA) {
        builder_.Text(node.v.text.text);
      }
    }
    return builder_.Take();
  }

 private:
  bool Enter(const GumboElement& element) {
    const Tag tag = TagOf(NameOf(element));
    builder_.Open(tag);
    std::string_view type;
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto& attribute = *static_cast<const GumboAttribute*>(element.attributes.data[i]);
      const Attr name = AttrOf(AsciiLower(attribute.name));
      if (name == Attr::kType) type = attribute.value;
      if (name != Attr::kCount) builder_.Attribute(name, attribute.value);
    }
    if (tag == Tag::kScript && element.children.length > 0) {
      const auto& text = *static_cast<const GumboNode*>(element.children.data[0]);
      if (MayBeData(type, text.v.text.text)) builder_.Text(text.v.text.text);
    }
    return tag != Tag::kScript && tag != Tag::kStyle && tag != Tag::kSvg && tag != Tag::kTemplate;
  }

  TreeBuilder builder_;
};

}  // namespace

Result<Tree> ParseHtml(std::string_view html) {
  // Gumbo cannot be fed in pieces, so every page is looked at first.
  std::string capped;
  if (!NestingIsTame(html)) {
    capped = CapNesting(html);
    html = capped;
  }
  const std::unique_ptr<GumboOutput, Closer> output(
      gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  return Copier(html.size()).Copy(*output->document);
}

}  // namespace checkback
