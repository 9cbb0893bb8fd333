// ParseHtml on lexbor: the only file that includes it.

#include <lexbor/dom/dom.h>
#include <lexbor/html/html.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>

#include "article/tree/nesting.h"
#include "article/tree/tree.h"

namespace checkback {
namespace {

// Bytes given to the parser between two looks at how deep it stands.
constexpr std::size_t kChunk = 16 << 10;

struct Closer {
  void operator()(lxb_html_parser_t* parser) const { lxb_html_parser_destroy(parser); }
  void operator()(lxb_html_document_t* document) const { lxb_html_document_destroy(document); }
};
using Parser = std::unique_ptr<lxb_html_parser_t, Closer>;
using Document = std::unique_ptr<lxb_html_document_t, Closer>;

// Where memory is over lexbor clears away what it has not made yet, and falls; or the page would
// look like one over our limits. So it never hears of it: the program ends here, as it does where
// `new` gets nothing.
void* OrEnd(void* taken, std::size_t size) {
  if (taken == nullptr && size > 0) {
    if (const std::new_handler end = std::get_new_handler()) end();
    std::abort();
  }
  return taken;
}

// NOLINTBEGIN(cppcoreguidelines-no-malloc,bugprone-suspicious-realloc-usage): what lexbor asks for
void* Take(std::size_t size) {
  return OrEnd(std::malloc(size), size);
}
void* TakeMore(void* had, std::size_t size) {
  return OrEnd(std::realloc(had, size), size);
}
void* TakeZeros(std::size_t count, std::size_t size) {
  return OrEnd(std::calloc(count, size), count);
}
// NOLINTEND(cppcoreguidelines-no-malloc,bugprone-suspicious-realloc-usage)

std::string_view View(const lxb_char_t* bytes, std::size_t size) {
  return {reinterpret_cast<const char*>(bytes), size};
}

// Stands between lexbor's tokenizer and its tree builder, which takes time quadratic in the
// attributes of one tag and in the options of one <select>. Names and words of both beyond a
// number that no real page has are of no use to us.
class TokenGuard {
 public:
  explicit TokenGuard(lxb_html_tokenizer_t* tokenizer)
      : next_(tokenizer->callback_token_done), next_context_(tokenizer->callback_token_ctx) {
    lxb_html_tokenizer_callback_token_done_set(tokenizer, Done, this);
  }

 private:
  static constexpr int kMostAttributes = 256;
  static constexpr int kMostOptions = 4096;  // of a page
  static constexpr int kMostRoots = 16;

  static lxb_html_token_t* Done(lxb_html_tokenizer_t* tokenizer, lxb_html_token_t* token,
                                void* context) {
    auto* guard = static_cast<TokenGuard*>(context);
    if (token->tag_id == LXB_TAG_OPTION && ++guard->options_ > kMostOptions) return token;
    // Every further <html> or <body> adds its attributes to the first one's.
    const bool root = token->tag_id == LXB_TAG_HTML || token->tag_id == LXB_TAG_BODY;
    if (root && ++guard->roots_ > kMostRoots) token->attr_first = token->attr_last = nullptr;
    CapAttributes(token);
    return guard->next_(tokenizer, token, guard->next_context_);
  }

  static void CapAttributes(lxb_html_token_t* token) {
    int count = 1;
    for (lxb_html_token_attr_t* a = token->attr_first; a != nullptr; a = a->next) {
      if (count++ < kMostAttributes) continue;
      a->next = nullptr;
      token->attr_last = a;
    }
  }

  lxb_html_tokenizer_token_f next_;
  void* next_context_;
  int options_ = 0, roots_ = 0;
};

// lexbor looks attribute names up in a table that does not grow. The pages of the extraction
// sets have under 400 different ones.
constexpr std::size_t kMostDifferentAttributes = 8192;

std::size_t DifferentAttributes(lxb_html_parser_t* parser) {
  const lexbor_hash_t* names = lxb_html_tokenizer_attrs(lxb_html_parser_tokenizer(parser));
  return names && names->entries ? lexbor_dobject_allocated(names->entries) : 0;
}

// Parses until the end, or until the parser is over one of our limits.
struct Parsed {
  Document document;
  bool whole = false;
};
Parsed ParseInChunks(std::string_view html) {
  [[maybe_unused]] static const lxb_status_t is_set =
      lexbor_memory_setup(Take, TakeMore, TakeZeros, std::free);
  const Parser parser(lxb_html_parser_create());
  if (lxb_html_parser_init(parser.get()) != LXB_STATUS_OK) throw std::bad_alloc();
  Parsed parsed{Document(lxb_html_parse_chunk_begin(parser.get())), true};
  if (!parsed.document) throw std::bad_alloc();
  const TokenGuard guard(lxb_html_parser_tokenizer(parser.get()));
  for (std::size_t at = 0; at < html.size() && parsed.whole; at += kChunk) {
    const std::string_view chunk = html.substr(at, kChunk);
    const auto* bytes = reinterpret_cast<const lxb_char_t*>(chunk.data());
    if (lxb_html_parse_chunk_process(parser.get(), bytes, chunk.size()) != LXB_STATUS_OK) {
      parsed.whole = false;
    }
    parsed.whole = parsed.whole && parser->tree->open_elements->length <= 2 * kMaxDepth &&
                   parser->tree->active_formatting->length <= 4 * kMaxFormatting &&
                   DifferentAttributes(parser.get()) <= kMostDifferentAttributes;
  }
  lxb_html_parse_chunk_end(parser.get());
  return parsed;
}

// Names that lexbor knows have fixed ids; others are pointers, seen again and again on
// one page.
class AttributeNames {
 public:
  Attr Of(const lxb_dom_attr_t* attribute) {
    const lxb_dom_attr_id_t id = attribute->node.local_name;
    Entry& entry = table_[(id ^ id >> 7) % table_.size()];
    if (entry.id != id) {
      std::size_t size = 0;
      const lxb_char_t* name =
          lxb_dom_attr_local_name(const_cast<lxb_dom_attr_t*>(attribute), &size);
      entry = {id, AttrOf(View(name, size))};
    }
    return entry.attribute;
  }

 private:
  struct Entry {
    lxb_dom_attr_id_t id = 0;
    Attr attribute = Attr::kCount;
  };
  std::array<Entry, 256> table_{};
};

Tag TagOfElement(lxb_dom_node_t* node) {
  static const auto known = [] {
    std::array<Tag, LXB_TAG__LAST_ENTRY> tags{};
    for (std::size_t id = 0; id < tags.size(); ++id) {
      std::size_t size = 0;
      const lxb_char_t* name = lxb_tag_name_by_id(id, &size);
      tags[id] = name ? TagOf(View(name, size)) : Tag::kOther;
    }
    return tags;
  }();
  if (node->local_name < known.size()) return known[node->local_name];
  std::size_t size = 0;
  const lxb_char_t* name = lxb_dom_element_local_name(lxb_dom_interface_element(node), &size);
  return TagOf(View(name, size));
}

class Copier {
 public:
  explicit Copier(std::size_t bytes) : builder_(bytes) {}

  Result<Tree> Copy(lxb_dom_node_t* root) {
    for (lxb_dom_node_t* node = root;;) {
      if (builder_.full()) return Fail(Errc::kTooLarge, "the page has more than 4,000,000 nodes");
      if (Enter(node) && node->first_child) {
        node = node->first_child;
        continue;
      }
      while (node != root && !node->next) {
        Leave(node);
        node = node->parent;
      }
      if (node == root) break;
      Leave(node);
      node = node->next;
    }
    return builder_.Take();
  }

 private:
  // Gives whether to look at the children.
  bool Enter(lxb_dom_node_t* node) {
    if (node->type == LXB_DOM_NODE_TYPE_TEXT) {
      const auto& data = lxb_dom_interface_character_data(node)->data;
      builder_.Text(View(data.data, data.length));
      return false;
    }
    if (node->type != LXB_DOM_NODE_TYPE_ELEMENT) return node->type == LXB_DOM_NODE_TYPE_DOCUMENT;
    const Tag tag = TagOfElement(node);
    builder_.Open(tag);
    auto* element = lxb_dom_interface_element(node);
    std::string_view type;
    for (auto* a = lxb_dom_element_first_attribute(element); a; a = a->next) {
      const Attr name = names_.Of(a);
      if (name == Attr::kCount) continue;
      const std::string_view value =
          a->value ? View(a->value->data, a->value->length) : std::string_view();
      if (name == Attr::kType) type = value;
      builder_.Attribute(name, value);
    }
    if (tag == Tag::kScript) {
      const std::string_view script = ScriptText(node);
      if (MayBeData(type, script)) builder_.Text(script);
      return false;
    }
    return tag != Tag::kStyle && tag != Tag::kSvg && tag != Tag::kTemplate;
  }

  void Leave(lxb_dom_node_t* node) {
    if (node->type == LXB_DOM_NODE_TYPE_ELEMENT) builder_.Close();
  }

  static std::string_view ScriptText(lxb_dom_node_t* script) {
    const lxb_dom_node_t* child = script->first_child;
    if (!child || child->type != LXB_DOM_NODE_TYPE_TEXT) return {};
    const auto& data = lxb_dom_interface_character_data(child)->data;
    return View(data.data, data.length);
  }

  TreeBuilder builder_;
  AttributeNames names_;
};

}  // namespace

Result<Tree> ParseHtml(std::string_view html) {
  Parsed parsed = ParseInChunks(html);
  if (!parsed.whole) parsed = ParseInChunks(CapNesting(html));
  return Copier(html.size()).Copy(lxb_dom_interface_node(parsed.document.get()));
}

}  // namespace checkback
