#include "follow/version_changes.h"

#include <algorithm>
#include <unordered_map>

namespace checkback {

std::vector<std::pair<std::size_t, std::size_t>> VersionPairsOf(const StoredStory& story) {
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  std::unordered_map<std::int64_t, std::size_t> last;  // version of each page
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    if (!c.capture.is_version) continue;
    const auto [before, is_first] = last.try_emplace(c.page, i);
    if (is_first) continue;
    pairs.emplace_back(before->second, i);
    before->second = i;
  }
  return pairs;
}

VersionChange ChangeOf(const Article& was, const Article& now, std::size_t from, std::size_t to) {
  VersionChange change{.from = from, .to = to, .diff = DiffArticles(was, now), .reasons = {}};
  change.reasons = ReasonsOf(was, now, change.diff);
  change.reason = ReasonOf(was, now, change.diff);
  return change;
}

VersionChange ChangeBetween(std::span<const Article> articles, std::size_t from, std::size_t to) {
  return ChangeOf(articles[from], articles[to], from, to);
}

std::vector<VersionChange> ChangesOf(const StoredStory& story, std::span<const Article> articles) {
  std::vector<VersionChange> changes;
  for (const auto& [from, to] : VersionPairsOf(story))
    changes.push_back(ChangeBetween(articles, from, to));
  return changes;
}

bool AreChangesOf(const StoredStory& story, std::span<const VersionChange> changes) {
  const auto pairs = VersionPairsOf(story);
  return std::equal(pairs.begin(), pairs.end(), changes.begin(), changes.end(),
                    [](const auto& pair, const VersionChange& change) {
                      return pair.first == change.from && pair.second == change.to;
                    });
}

}  // namespace checkback
