#include "reading/events/dictionary_lines.h"

#include <algorithm>

namespace checkback {
namespace {

// Up to a # that stands in no brackets: "[###]" is a code.
std::string_view WithoutComment(std::string_view line) {
  bool inside = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '[') inside = true;
    if (line[i] == ']') inside = false;
    if (line[i] == '#' && !inside) return line.substr(0, i);
  }
  return line;
}

}  // namespace

std::string_view TrimmedOf(std::string_view text) {
  constexpr std::string_view kWhite = " \t\r";
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhite) - first + 1);
}

std::string_view InBrackets(std::string_view text) {
  const std::size_t open = text.find('[');
  if (open == std::string_view::npos) return {};
  const std::size_t close = text.find(']', open);
  if (close == std::string_view::npos) return {};
  return TrimmedOf(text.substr(open + 1, close - open - 1));
}

DictionaryLines LinesOfDictionary(std::string_view bytes) {
  DictionaryLines out;
  std::size_t number = 0;
  bool comment = false;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.size() > kLongestDictionaryLine) {
      ++out.too_long;
      continue;
    }
    if (line.starts_with("<!")) comment = true;
    if (comment) {
      comment = line.find("-->") == std::string_view::npos;
      continue;
    }
    line = WithoutComment(line);
    const bool indented = line.starts_with(' ') || line.starts_with('\t');
    line = TrimmedOf(line);
    if (!line.empty()) out.lines.push_back({number, indented, line});
  }
  return out;
}

}  // namespace checkback
