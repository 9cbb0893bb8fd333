#include "serve/pages/passages.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "text/sentences.h"

namespace checkback {

Passage SentenceHolding(const WholeStory& whole, const Passage& passage) {
  return HoldingSentences(whole).Of(passage);
}

Passage HoldingSentences::Of(const Passage& passage) {
  const std::string_view text = whole_.articles[passage.capture].text;
  const Span& span = passage.span;
  if (span.empty() || span.end > text.size()) return passage;
  const std::size_t start = text.rfind('\n', span.start) + 1;  // 0 where there is none before it
  const std::size_t end = std::min(text.find('\n', span.start), text.size());
  if (span.end > end) return passage;
  const std::string_view line = text.substr(start, end - start);
  const std::string_view language = whole_.story.captures[passage.capture].language;
  const auto [cut, is_new] = cut_.try_emplace({line, language});
  if (is_new) cut->second = FindSentences(line, language);
  for (const Span& sentence : cut->second) {
    if (start + sentence.end <= span.start) continue;
    if (start + sentence.start > span.start || start + sentence.end < span.end) return passage;
    return {passage.capture, {start + sentence.start, start + sentence.end}};
  }
  return passage;
}

std::string_view HoldingSentences::WordsOf(const Passage& passage) {
  return Words(whole_.articles[passage.capture].text, Of(passage).span);
}

std::vector<PrintedOnce> EachOnce(std::span<const std::string> keys) {
  std::vector<PrintedOnce> once;
  std::unordered_map<std::string_view, std::size_t> place;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto [at, is_first] = place.try_emplace(keys[i], once.size());
    if (is_first)
      once.push_back({i, {}});
    else
      once[at->second].again.push_back(i);
  }
  return once;
}

std::string AlsoIn(const WholeStory& whole, std::size_t first, std::span<const std::size_t> again) {
  constexpr std::size_t kMostNamed = 2;
  if (again.empty()) return {};
  std::vector<std::string_view> outlets;
  for (const std::size_t capture : again) {
    const std::string& outlet = whole.story.captures[capture].outlet;
    if (outlet != whole.story.captures[first].outlet &&
        std::find(outlets.begin(), outlets.end(), outlet) == outlets.end())
      outlets.push_back(outlet);
  }
  if (outlets.empty()) return "; also in its later versions";
  std::string words = "; also in ";
  const std::size_t named = outlets.size() <= kMostNamed + 1 ? outlets.size() : kMostNamed;
  for (std::size_t i = 0; i < named; ++i)
    words += fmt::format("{}{}", i > 0 ? ", " : "", outlets[i]);
  if (named < outlets.size()) words += fmt::format(" and {} others", outlets.size() - named);
  return words;
}

}  // namespace checkback
