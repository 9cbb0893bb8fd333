#include "article/tree/nesting.h"

#include <algorithm>
#include <array>

#include "article/tree/tree.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                      "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::string_view kFormatting[] = {"a",    "b", "big",   "code",   "em",     "font", "i",
                                            "nobr", "s", "small", "strike", "strong", "tt",   "u"};
constexpr std::string_view kRawText[] = {"script", "style",   "textarea", "title",    "xmp",
                                         "iframe", "noembed", "noframes", "plaintext"};

constexpr std::size_t kLongestKnownName = 32;  // bytes, of an attribute
// A tag with more bytes may hold more attributes than parsers can bear.
constexpr std::size_t kLongTag = 64 << 10;

template <std::size_t N>
bool OneOf(std::string_view name, const std::string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

struct TagAt {
  std::string_view whole;  // "<b class=x>"
  std::array<char, 12> letters{};
  std::size_t size = 0;
  bool closing = false;
  std::string_view name() const { return {letters.data(), size}; }
};

bool IsBlank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// The tag without the attributes that nobody asks for (AttrOf in tree.h).
void AppendWithKnownAttributes(const TagAt& tag, std::string& out) {
  std::string_view left = tag.whole;
  const std::size_t name_end = std::min(left.find_first_of(" \t\n\f\r/>", 2), left.size());
  out += left.substr(0, name_end);
  left.remove_prefix(name_end);
  while (!left.empty() && left.front() != '>') {
    if (IsBlank(left.front()) || left.front() == '/') {
      left.remove_prefix(1);
      continue;
    }
    std::size_t end = std::min(left.find_first_of(" \t\n\f\r/>=", 1), left.size());
    const Attr known = AttrOf(AsciiLower(left.substr(0, std::min(end, kLongestKnownName))));
    std::size_t value = end;
    while (value < left.size() && IsBlank(left[value])) ++value;
    if (value < left.size() && left[value] == '=') {
      ++value;
      while (value < left.size() && IsBlank(left[value])) ++value;
      const char quote = value < left.size() ? left[value] : '\0';
      if (quote == '"' || quote == '\'') {
        end = std::min(left.find(quote, value + 1), left.size() - 1) + 1;
      } else {
        end = std::min(left.find_first_of(" \t\n\f\r>", value), left.size());
      }
    }
    if (known != Attr::kCount) {
      out += ' ';
      out += left.substr(0, end);
    }
    left.remove_prefix(end);
  }
  out += '>';
}

// The tag that starts at `at`, which is a '<' before a letter or "/" and a letter.
TagAt ReadTag(std::string_view html, std::size_t at) {
  TagAt tag;
  tag.closing = html[at + 1] == '/';
  std::size_t i = at + 1 + (tag.closing ? 1 : 0);
  for (; i < html.size() && html[i] != '>' && html[i] != '/' && html[i] > ' '; ++i) {
    if (tag.size < tag.letters.size()) tag.letters[tag.size++] = Lower(html[i]);
  }
  char quote = 0;
  for (; i < html.size(); ++i) {
    if (quote) {
      if (html[i] == quote) quote = 0;
    } else if (html[i] == '>') {
      break;
    } else if ((html[i] == '"' || html[i] == '\'') && html[i - 1] == '=') {
      quote = html[i];
    }
  }
  tag.whole = html.substr(at, i + 1 - at);
  return tag;
}

// Calls keep(stretch) for what stays and keep_tag(tag) for tags; gives whether all of it did. Every
// byte is looked at a bounded number of times.
template <typename Keep, typename KeepTag>
bool Scan(std::string_view html, Keep&& keep, KeepTag&& keep_tag) {
  std::size_t depth = 0, formatting = 0, at = 0;
  bool tame = true;
  while (at < html.size()) {
    const std::size_t open = std::min(html.find('<', at), html.size());
    keep(html.substr(at, open - at));
    at = open;
    if (at + 1 >= html.size()) break;
    if (html.substr(at, 4) == "<!--") {
      const std::size_t end = html.find("-->", at + 4);
      const std::size_t stop = end == std::string_view::npos ? html.size() : end + 3;
      keep(html.substr(at, stop - at));
      at = stop;
      continue;
    }
    const bool closing = html[at + 1] == '/';
    if (at + 2 >= html.size() || !IsLetter(html[at + (closing ? 2 : 1)])) {
      keep(html.substr(at, 1));
      ++at;
      continue;
    }
    const TagAt tag = ReadTag(html, at);
    at += tag.whole.size();
    const bool formats = OneOf(tag.name(), kFormatting);
    std::size_t& level = formats ? formatting : depth;
    if (closing) {
      level -= level > 0 ? 1 : 0;
    } else if (!OneOf(tag.name(), kVoid)) {
      if (level >= (formats ? kMaxFormatting : kMaxDepth)) {
        tame = false;
        continue;
      }
      level += 1;
    }
    if (tag.whole.size() > kLongTag) tame = false;
    keep_tag(tag);
    if (!closing && OneOf(tag.name(), kRawText)) level -= level > 0 ? 1 : 0;
  }
  keep(html.substr(std::min(at, html.size())));
  return tame;
}

}  // namespace

std::string CapNesting(std::string_view html) {
  std::string out;
  out.reserve(html.size());
  Scan(
      html, [&](std::string_view part) { out += part; },
      [&](const TagAt& tag) { AppendWithKnownAttributes(tag, out); });
  return out;
}

bool NestingIsTame(std::string_view html) {
  return Scan(html, [](std::string_view) {}, [](const TagAt&) {});
}

}  // namespace checkback
