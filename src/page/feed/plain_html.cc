#include "page/feed/plain_html.h"

#include <algorithm>
#include <iterator>

#include "page/feed/html_entities.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr int kMostPasses = 3;

// In the order of the alphabet.
constexpr std::string_view kVoid[] = {"area",  "base", "br",   "col",    "embed", "hr", "img",
                                      "input", "link", "meta", "source", "track", "wbr"};
constexpr std::string_view kBlocks[] = {
    "address", "article", "aside", "blockquote", "body",   "br",     "center", "dd",
    "div",     "dl",      "dt",    "figcaption", "figure", "footer", "form",   "h1",
    "h2",      "h3",      "h4",    "h5",         "h6",     "head",   "header", "hr",
    "html",    "li",      "main",  "nav",        "ol",     "p",      "pre",    "section",
    "table",   "tbody",   "td",    "tfoot",      "th",     "thead",  "tr",     "ul"};
constexpr std::string_view kInline[] = {
    "a",      "abbr",  "acronym", "audio", "b",      "big",    "button",  "cite",  "code",
    "del",    "em",    "embed",   "font",  "i",      "iframe", "img",     "input", "ins",
    "kbd",    "label", "link",    "mark",  "meta",   "object", "picture", "q",     "s",
    "script", "small", "source",  "span",  "strike", "strong", "style",   "sub",   "sup",
    "svg",    "time",  "tt",      "u",     "var",    "video",  "wbr"};

template <std::size_t n>
bool IsOneOf(std::string_view name, const std::string_view (&names)[n]) {
  return std::binary_search(std::begin(names), std::end(names), name);
}

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// One pass; what it could take away it took.
class Stripper {
 public:
  explicit Stripper(std::string_view html) : html_(html) {}

  // Whether anything was markup.
  bool Run(std::string& out) {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if ((c == '<' && Markup(out)) || (c == '&' && Entity(out))) {
        changed_ = true;
      } else {
        Character(out);
      }
    }
    return changed_;
  }

 private:
  bool StartsAt(std::size_t at, std::string_view with) const {
    return html_.substr(at, with.size()) == with;
  }

  std::size_t Find(std::string_view mark, std::size_t from, bool& missing) {
    if (missing) return kNone;
    const std::size_t found = html_.find(mark, from);
    missing = found == kNone;
    return found;
  }

  bool Markup(std::string& out) {
    if (StartsAt(at_, "<!--")) {
      const std::size_t end = Find("-->", at_, no_comment_end_);
      at_ = end == kNone ? html_.size() : end + 3;
      return true;
    }
    const bool closing = StartsAt(at_, "</");
    const std::size_t begin = at_ + (closing ? 2 : 1);
    std::size_t end = begin;
    // No name is longer than "blockquote".
    while (end < html_.size() && end - begin < 11 && IsLetterOrDigit(html_[end])) ++end;
    const std::string name = AsciiLower(html_.substr(begin, end - begin));
    const bool block = IsOneOf(name, kBlocks);
    if (!block && !IsOneOf(name, kInline)) return false;
    if (end < html_.size() && std::string_view(" \t\r\n/>").find(html_[end]) == kNone) return false;
    const std::size_t close = Find(">", end, no_tag_end_);
    if (close == kNone) return false;
    at_ = close + 1;
    if (block) out += ' ';
    if (!closing && (name == "script" || name == "style")) SkipTo("</" + name);
    return true;
  }

  void SkipTo(const std::string& end) {
    const auto found =
        std::search(html_.begin() + static_cast<std::ptrdiff_t>(at_), html_.end(), end.begin(),
                    end.end(), [](char a, char b) { return AsciiLower({&a, 1})[0] == b; });
    at_ = static_cast<std::size_t>(found - html_.begin());
  }

  bool Entity(std::string& out) {
    constexpr std::size_t kLongest = 12;  // "&thetasym;" and "&#x0010FFFF;"
    const std::size_t end = html_.substr(at_, kLongest).find(';');
    if (end == kNone || end < 2) return false;
    const char32_t character = Decode(html_.substr(at_ + 1, end - 1));
    if (character == 0) return false;
    Append(character, out);
    at_ += end + 1;
    return true;
  }

  static char32_t Decode(std::string_view name) {
    if (name[0] != '#') return NamedCharacter(name);
    const bool hex = name.size() > 1 && (name[1] | 0x20) == 'x';
    name.remove_prefix(hex ? 2 : 1);
    if (name.empty()) return 0;
    char32_t number = 0;
    for (const char c : name) {
      const char32_t digit = c >= '0' && c <= '9' ? static_cast<char32_t>(c - '0')
                             : hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
                                 ? static_cast<char32_t>((c | 0x20) - 'a' + 10)
                                 : 99;
      if (digit == 99) return 0;
      number = number * (hex ? 16 : 10) + digit;  // at most ten digits
    }
    return NumberedCharacter(number);
  }

  void Character(std::string& out) {
    const CodePoint point = CodePointAt(html_, at_);
    Append(point.value, out);
    at_ += point.bytes;
  }

  // XML's &#146; arrives as U+0092.
  static void Append(char32_t character, std::string& out) {
    if (character >= 0x7F && character < 0xA0) character = NumberedCharacter(character);
    const bool control =
        character < 0x20 && character != '\t' && character != '\n' && character != '\r';
    if (!control && character != 0x7F) AppendUtf8(character, out);
  }

  std::string_view html_;
  std::size_t at_ = 0;
  bool changed_ = false;
  bool no_comment_end_ = false;
  bool no_tag_end_ = false;
};

}  // namespace

std::string PlainText(std::string_view html) {
  std::string text(html);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    std::string next;
    next.reserve(text.size());
    const bool changed = Stripper(text).Run(next);
    text = std::move(next);
    if (!changed) break;
  }
  return Collapse(text);
}

void AppendEscaped(std::string_view text, std::string& html) {
  for (const char c : text) {
    switch (c) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      default:
        html += c;
    }
  }
}

std::string ParagraphsOf(std::string_view text) {
  std::string html;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    const std::string_view paragraph = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 2, text.size()));
    if (paragraph.empty()) continue;
    html += "<p>";
    AppendEscaped(paragraph, html);
    html += "</p>\n";
  }
  return html;
}

bool IsVoidElement(std::string_view name) {
  return IsOneOf(name, kVoid);
}

}  // namespace checkback
