#include "article/head/date_labels.h"

#include <string>
#include <vector>

#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

struct LabelWord {
  std::string_view word;
  DateLabel label;
};

std::vector<LabelWord> ReadLabels(std::string_view text) {
  std::vector<LabelWord> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with("published ")) words.push_back({line.substr(10), DateLabel::kPublished});
    if (line.starts_with("modified ")) words.push_back({line.substr(9), DateLabel::kModified});
  }
  return words;
}

}  // namespace

DateLabel LabelBefore(std::string_view before) {
  static const std::vector<LabelWord> words = ReadLabels(FindEmbedded("rules/date_labels.txt"));
  if (before.empty()) return DateLabel::kNone;
  const std::string lower = LowerCase(before.substr(before.size() > 120 ? before.size() - 120 : 0));
  DateLabel label = DateLabel::kNone;
  std::size_t end = 0;
  for (const LabelWord& row : words) {
    const std::size_t at = lower.rfind(row.word);
    if (at == std::string::npos) continue;
    // Of "last updated" and "updated" the longer ends no later; equal ends say the same.
    if (at + row.word.size() > end) {
      end = at + row.word.size();
      label = row.label;
    }
  }
  return label;
}

}  // namespace checkback
