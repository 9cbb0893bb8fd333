#include "page/meta_charset.h"

#include <cstddef>

namespace checkback {
namespace {

// WHATWG prescans 1024 bytes; news pages are seen with long comments and scripts before.
constexpr std::size_t kPrescanBytes = 4096;

char Lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}
bool IsBlank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

bool StartsWithFold(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    if (Lower(text[i]) != lower[i]) return false;
  }
  return true;
}

bool EqualFold(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() && StartsWithFold(text, lower);
}

void SkipBlanks(std::string_view& text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
}

// Takes the bytes up to one of `ends` (or to the end) from the front of `text`.
std::string_view TakeUntil(std::string_view& text, std::string_view ends) {
  const std::size_t end = text.find_first_of(ends);
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(taken.size());
  return taken;
}

struct Attribute {
  std::string_view name;  // "" at the end of the tag
  std::string_view value;
};

Attribute TakeAttribute(std::string_view& tag) {
  while (!tag.empty() && (IsBlank(tag.front()) || tag.front() == '/')) tag.remove_prefix(1);
  if (tag.empty() || tag.front() == '>') return {};
  Attribute attribute;
  attribute.name = TakeUntil(tag, "= \t\r\n\f/>");
  SkipBlanks(tag);
  if (tag.empty() || tag.front() != '=') {
    if (attribute.name.empty()) tag = {};
    return attribute;
  }
  tag.remove_prefix(1);
  SkipBlanks(tag);
  if (!tag.empty() && (tag.front() == '"' || tag.front() == '\'')) {
    const char quote[] = {tag.front(), '\0'};
    tag.remove_prefix(1);
    attribute.value = TakeUntil(tag, quote);
    if (!tag.empty()) tag.remove_prefix(1);
  } else {
    attribute.value = TakeUntil(tag, " \t\r\n\f>");
  }
  if (attribute.name.empty()) attribute.name = "=";  // a stray sign, not the end
  return attribute;
}

std::string_view CharsetOfMeta(std::string_view tag) {
  std::string_view content;
  bool is_content_type = false;
  for (Attribute a = TakeAttribute(tag); !a.name.empty(); a = TakeAttribute(tag)) {
    if (EqualFold(a.name, "charset")) return a.value;
    if (EqualFold(a.name, "http-equiv")) is_content_type = EqualFold(a.value, "content-type");
    if (EqualFold(a.name, "content")) content = CharsetParameter(a.value);
  }
  return is_content_type ? content : std::string_view();
}

std::string_view EncodingOfXml(std::string_view declaration) {
  declaration = declaration.substr(0, declaration.find("?>"));
  for (Attribute a = TakeAttribute(declaration); !a.name.empty(); a = TakeAttribute(declaration)) {
    if (EqualFold(a.name, "encoding")) return a.value;
  }
  return {};
}

}  // namespace

std::string_view CharsetParameter(std::string_view content_type) {
  for (std::size_t at = 0; at < content_type.size(); ++at) {
    if (!StartsWithFold(content_type.substr(at), "charset")) continue;
    std::string_view rest = content_type.substr(at + 7);
    SkipBlanks(rest);
    if (rest.empty() || rest.front() != '=') continue;
    rest.remove_prefix(1);
    while (!rest.empty() &&
           (IsBlank(rest.front()) || rest.front() == '"' || rest.front() == '\'')) {
      rest.remove_prefix(1);
    }
    return TakeUntil(rest, " \t\r\n\f;,\"'");
  }
  return {};
}

std::string_view MetaCharset(std::string_view bytes) {
  std::string_view rest = bytes.substr(0, kPrescanBytes);
  if (StartsWithFold(rest, "<?xml")) {
    const std::string_view encoding = EncodingOfXml(rest.substr(5));
    if (!encoding.empty()) return encoding;
  }
  for (std::size_t at = rest.find('<'); at != std::string_view::npos; at = rest.find('<', 1)) {
    rest.remove_prefix(at);
    if (rest.substr(0, 4) == "<!--") {
      const std::size_t end = rest.find("-->", 2);
      if (end == std::string_view::npos) return {};
      rest.remove_prefix(end);
      continue;
    }
    if (!StartsWithFold(rest, "<meta") || rest.size() < 6) continue;
    if (!IsBlank(rest[5]) && rest[5] != '/') continue;
    const std::string_view label = CharsetOfMeta(rest.substr(5));
    if (!label.empty()) return label;
  }
  return {};
}

}  // namespace checkback
