#include "article/tree/plain_value.h"

#include "article/tree/tree.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Whether a parser is needed at all: most values hold neither a tag nor an entity.
bool HasMarkup(std::string_view value) {
  for (std::size_t at = value.find_first_of("&<"); at != std::string_view::npos;
       at = value.find_first_of("&<", at + 1)) {
    if (at + 1 >= value.size()) return false;
    const char next = value[at + 1];
    const bool letter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    if (letter || next == '#' || next == '/' || next == '!') return true;
  }
  return false;
}

void AppendLine(std::string_view line, std::string& out) {
  const std::string text = Collapse(line);
  if (text.empty()) return;
  if (!out.empty()) out += '\n';
  out += text;
}

std::string LinesOf(std::string_view text) {
  std::string out;
  std::size_t start = 0;
  while (start <= text.size()) {
    std::size_t end = text.find('\n', start);
    if (end == std::string_view::npos) end = text.size();
    AppendLine(text.substr(start, end - start), out);
    start = end + 1;
  }
  return out;
}

// A picture with what is said of it is no paragraph.
bool IsPicture(const Tree& tree, NodeIndex i) {
  const Tag tag = tree[i].tag;
  if (tag == Tag::kFigure || tag == Tag::kFigcaption) return true;
  const std::string_view name = tree.Get(i, Attr::kClass);
  return name.find("caption") != std::string_view::npos ||
         name.find("credit") != std::string_view::npos;
}

// The text of `tree` with a line break where a block starts or ends.
std::string LinesOf(const Tree& tree) {
  std::string out;
  std::string line;
  std::vector<NodeIndex> ends;  // of the blocks that are open
  const auto close = [&] {
    AppendLine(line, out);
    line.clear();
  };
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    while (!ends.empty() && ends.back() <= i) {
      ends.pop_back();
      close();
    }
    const Tree::Node& node = tree[i];
    if (node.tag == Tag::kText) {
      line += tree.Text(i);
    } else if (node.tag == Tag::kScript || node.tag == Tag::kStyle || IsPicture(tree, i)) {
      i = node.end - 1;
    } else if (node.tag == Tag::kBr) {
      close();
    } else if (IsBlockTag(node.tag)) {
      close();
      ends.push_back(node.end);
    }
  }
  close();
  return out;
}

}  // namespace

std::string PlainLine(std::string_view value) {
  if (!HasMarkup(value)) return Collapse(value);
  const auto tree = ParseHtml(value);
  return tree && tree->size() > 0 ? tree->TextBelow(0) : Collapse(value);
}

std::string PlainParagraphs(std::string_view value) {
  if (!HasMarkup(value)) return LinesOf(value);
  const auto tree = ParseHtml(value);
  if (!tree) return LinesOf(value);
  // Line breaks part paragraphs only where no tags do.
  const bool tags = value.find("<p") != std::string_view::npos ||
                    value.find("<br") != std::string_view::npos ||
                    value.find("<div") != std::string_view::npos;
  if (tags) return LinesOf(*tree);
  std::string text;
  for (NodeIndex i = 0; i < tree->size(); ++i) text += tree->Text(i);
  return LinesOf(std::string_view(text));
}

}  // namespace checkback
