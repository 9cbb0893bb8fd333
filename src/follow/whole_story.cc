#include "follow/whole_story.h"

#include <algorithm>
#include <map>
#include <utility>

namespace checkback {
namespace {

// Of each capture, the first one of the groups of copies it stands in; nothing for an original.
std::vector<std::optional<std::size_t>> OriginalsOf(const StoredStory& story) {
  std::vector<std::optional<std::size_t>> originals(story.captures.size());
  for (const auto& group : story.copies) {
    const std::size_t first = *std::min_element(group.begin(), group.end());
    for (const std::size_t i : group) {
      if (i != first && (!originals[i] || first < *originals[i])) originals[i] = first;
    }
  }
  return originals;
}

}  // namespace

std::vector<Telling> TellingsOf(const WholeStory& whole) {
  const StoredStory& story = whole.story;
  const auto originals = OriginalsOf(story);
  std::map<std::int64_t, std::size_t> origin_of;  // by page
  std::map<std::int64_t, std::int64_t> page_of;   // by capture
  for (const StoryCapture& c : story.captures) page_of[c.capture.key] = c.page;
  for (std::size_t i = 0; i < story.origins.origins.size(); ++i) {
    for (const ArticleId id : story.origins.origins[i].articles)
      origin_of[page_of[static_cast<std::int64_t>(id)]] = i;
  }
  std::vector<Telling> tellings;
  tellings.reserve(story.captures.size());
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    tellings.push_back({.article = &whole.articles[i],
                        .reading = &whole.readings[i],
                        .seen_at = c.capture.seen_at,
                        .page = static_cast<std::size_t>(c.page),
                        .origin = origin_of[c.page],
                        .is_visit = c.is_visit,
                        .copy_of = originals[i]});
  }
  return tellings;
}

Result<WholeStory> WholeStoryOf(const Store& store, StoredStory story) {
  WholeStory whole;
  whole.story = std::move(story);
  for (const StoryCapture& c : whole.story.captures) {
    Result<Article> article = store.ArticleOf(c.capture);
    if (!article) return Fail(article.error());
    Result<Reading> reading = store.ReadingOf(c.capture, *article);
    if (!reading) return Fail(reading.error());
    whole.articles.push_back(std::move(*article));
    whole.readings.push_back(std::move(*reading));
  }
  whole.told = TellStory(TellingsOf(whole), whole.story.language);
  return whole;
}

}  // namespace checkback
