#include "serve/exchange.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { kPlus, kBlank };

// Nothing where a percent sign is not followed by two hex digits, or a NUL would come out.
std::optional<std::string> Decoded(std::string_view text, Plus plus) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '+' && plus == Plus::kBlank) c = ' ';
    if (c == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = HexDigit(text[i + 1]), low = HexDigit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    }
    if (c == '\0') return std::nullopt;
    out += c;
  }
  return RepairUtf8(out);
}

bool TakePath(std::string_view path, WebTarget& target) {
  while (!path.empty()) {
    path.remove_prefix(1);  // a slash
    const std::size_t end = std::min(path.find('/'), path.size());
    std::optional<std::string> segment = Decoded(path.substr(0, end), Plus::kPlus);
    const bool last = end == path.size();
    path.remove_prefix(end);
    if (!segment || *segment == "." || *segment == "..") return false;
    if (segment->empty() && last) return true;
    if (segment->empty() || target.segments.size() == kMostSegments) return false;
    target.segments.push_back(std::move(*segment));
  }
  return true;
}

bool TakeParameters(std::string_view query, WebTarget& target) {
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    std::optional<std::string> name = Decoded(pair.substr(0, equals), Plus::kBlank);
    std::optional<std::string> value =
        Decoded(pair.substr(std::min(equals + 1, pair.size())), Plus::kBlank);
    if (!name || !value || target.parameters.size() == kMostParameters) return false;
    target.parameters.emplace_back(std::move(*name), std::move(*value));
  }
  return true;
}

}  // namespace

std::string_view WebTarget::Parameter(std::string_view name) const {
  for (const auto& parameter : parameters)
    if (parameter.first == name) return parameter.second;
  return {};
}

std::optional<WebTarget> ParseTarget(std::string_view target) {
  if (target.size() > kLongestTarget || !target.starts_with('/')) return std::nullopt;
  target = target.substr(0, target.find('#'));
  const std::size_t mark = std::min(target.find('?'), target.size());
  WebTarget parsed;
  if (!TakePath(target.substr(0, mark), parsed) ||
      !TakeParameters(target.substr(std::min(mark + 1, target.size())), parsed))
    return std::nullopt;
  return parsed;
}

std::optional<WebTarget> ParseForm(std::string_view body) {
  WebTarget form;
  if (body.size() > kMostBodyBytes || !TakeParameters(body, form)) return std::nullopt;
  return form;
}

std::string_view CookieIn(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    const std::string_view pair = Trim(header.substr(0, end));
    header.remove_prefix(std::min(end + 1, header.size()));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return pair.substr(name.size() + 1);
  }
  return {};
}

bool AcceptsGzip(std::string_view header) {
  while (!header.empty()) {
    const std::string_view coding = header.substr(0, header.find(','));
    header.remove_prefix(std::min(coding.size() + 1, header.size()));
    const std::size_t end = std::min(coding.find(';'), coding.size());
    const std::string name = AsciiLower(Trim(coding.substr(0, end)));
    if (name != "gzip" && name != "x-gzip" && name != "*") continue;
    const std::size_t quality = coding.find("q=", end);
    // "q=0" and "q=0.000" take none of it.
    return quality == coding.npos || coding.find_first_of("123456789", quality) != coding.npos;
  }
  return false;
}

std::string EventText(const WebEvent& event) {
  return fmt::format("id: {}\nevent: {}\ndata: {}\n\n", event.id, event.name, event.data);
}

}  // namespace checkback
