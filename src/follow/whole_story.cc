#include "follow/whole_story.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include "follow/kept_articles.h"
#include "follow/told_frame.h"

namespace checkback {
namespace {

// What is kept of `story`, if it is still true.
Result<std::optional<ToldRow>> IfTrue(Result<std::optional<ToldRow>> row,
                                      const StoredStory& story) {
  if (!row || !row->has_value()) return row;
  if ((*row)->told_from != ToldFrom(story, BareTellingsOf(story))) return std::nullopt;
  return row;
}

// None where they cannot all be read.
void TakeArticles(std::span<const std::string> parts, WholeStory& whole) {
  std::vector<Article> articles;
  articles.reserve(whole.story.captures.size());
  for (const std::string& part : parts) {
    Result<std::vector<Article>> some = ArticlesOfFrame(part);
    if (!some) return;
    std::move(some->begin(), some->end(), std::back_inserter(articles));
  }
  if (articles.size() == whole.story.captures.size()) whole.articles = std::move(articles);
}

// Puts what is kept into `whole`; false: nothing is, or it cannot be read, which is as good.
Result<bool> TakeKept(const Store& store, WholeStory& whole) {
  const Result<std::optional<ToldRow>> row = IfTrue(store.ToldOf(whole.story), whole.story);
  if (!row) return Fail(row.error());
  if (!row->has_value()) return false;
  Result<KeptTold> kept = ToldOfFrame((*row)->frame, whole.story.captures.size());
  if (!kept) return false;
  whole.told = std::move(kept->told);
  if (AreChangesOf(whole.story, kept->changes)) whole.changes = std::move(kept->changes);
  TakeArticles((*row)->articles, whole);
  return true;
}

}  // namespace

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

std::vector<Telling> BareTellingsOf(const StoredStory& story) {
  const auto originals = OriginalsOf(story);
  std::map<std::int64_t, std::size_t> origin_of;  // by page
  std::map<std::int64_t, std::int64_t> page_of;   // by capture
  for (const StoryCapture& c : story.captures) page_of[c.capture.key] = c.page;
  for (std::size_t i = 0; i < story.origins.origins.size(); ++i) {
    for (const ArticleId id : story.origins.origins[i].articles)
      origin_of[page_of[static_cast<std::int64_t>(id)]] = i;
  }
  std::unordered_map<std::size_t, std::size_t> numbers;  // of origins, as they come
  std::vector<Telling> tellings;
  tellings.reserve(story.captures.size());
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    const std::size_t origin = numbers.try_emplace(origin_of[c.page], numbers.size()).first->second;
    tellings.push_back({.article = nullptr,
                        .reading = nullptr,
                        .seen_at = c.capture.seen_at,
                        .page = static_cast<std::size_t>(c.page),
                        .origin = origin,
                        .is_visit = c.is_visit,
                        .copy_of = originals[i]});
  }
  return tellings;
}

std::vector<Telling> TellingsOf(const WholeStory& whole) {
  std::vector<Telling> tellings = BareTellingsOf(whole.story);
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    tellings[i].article = &whole.articles[i];
    if (!whole.readings.empty()) tellings[i].reading = &whole.readings[i];
  }
  return tellings;
}

Result<WholeStory> WholeStoryOf(const Store& store, StoredStory story, WithReadings with_readings) {
  WholeStory whole;
  whole.story = std::move(story);
  const Result<bool> is_told = TakeKept(store, whole);
  if (!is_told) return Fail(is_told.error());
  const bool reads = !*is_told || with_readings == WithReadings::kYes;
  const bool has_articles = !whole.articles.empty();
  if (!reads && has_articles) return whole;
  for (std::size_t i = 0; i < whole.story.captures.size(); ++i) {
    const Capture& capture = whole.story.captures[i].capture;
    if (!has_articles) {
      Result<Article> article = store.ArticleOf(capture);
      if (!article) return Fail(article.error());
      whole.articles.push_back(std::move(*article));
    }
    if (!reads) continue;
    Result<Reading> reading = store.ReadingOf(capture, whole.articles[i]);
    if (!reading) return Fail(reading.error());
    whole.readings.push_back(std::move(*reading));
  }
  if (!*is_told) whole.told = TellStory(TellingsOf(whole), whole.story.language);
  return whole;
}

std::size_t CountOpen(const ToldStory& told) {
  return static_cast<std::size_t>(std::count_if(
      told.questions.begin(), told.questions.end(),
      [](const StoryQuestion& question) { return question.state == QuestionState::kOpen; }));
}

Result<std::size_t> OpenQuestionsOf(const Store& store, const StoredStory& story) {
  const Result<std::optional<ToldRow>> row = IfTrue(store.ToldHeadOf(story), story);
  if (!row) return Fail(row.error());
  if (row->has_value()) return (*row)->open_questions;
  const Result<WholeStory> whole = WholeStoryOf(store, story);
  if (!whole) return Fail(whole.error());
  return CountOpen(whole->told);
}

}  // namespace checkback
