#include "follow/following/story_watch.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace checkback {
namespace {

std::optional<std::chrono::sys_days> DayOf(const std::string& date) {
  const auto time = ParsePageTime(date);
  if (!time) return std::nullopt;
  return time->LocalDay();
}

bool Speaks(const StoryCall& call) {
  return call != StoryCall{};
}

// The newest article of each page of `whole`, and when it last changed.
struct PageOfStory {
  std::size_t newest = 0;
  std::optional<Instant> changed;  // a later version than its first
};
std::map<std::string, PageOfStory> PagesOf(const StoredStory& story) {
  std::map<std::string, PageOfStory> pages;
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& capture = story.captures[i];
    if (capture.is_visit) continue;
    PageOfStory& page = pages[capture.capture.url];
    page.newest = i;
    if (capture.version > 1) page.changed = capture.capture.seen_at;
  }
  return pages;
}

}  // namespace

RevisitSignals SignalsOf(const StoryCall& call, Instant now) {
  RevisitSignals signals;
  if (call.live)
    signals.livelier = kLivelierLive;
  else if (call.developing)
    signals.livelier = kLivelierDeveloping;
  if (call.sibling_changed && now - *call.sibling_changed < kSiblingCounts)
    signals.livelier *= kLivelierSibling;
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (std::find(call.expected.begin(), call.expected.end(), today) != call.expected.end())
    signals.weight = kWeightExpected;
  else if (call.has_open_question)
    signals.weight = kWeightOpen;
  return signals;
}

Result<void> StoryWatch::Read(const Store& store, SourceBook& book, Instant now,
                              StoredStory story) {
  const std::map<std::string, PageOfStory> pages = PagesOf(story);
  const Result<WholeStory> whole = WholeStoryOf(store, std::move(story));
  if (!whole) return Fail(whole.error());
  StoryCall of_story;
  of_story.has_open_question = CountOpen(whole->told) > 0;
  const auto today = std::chrono::floor<std::chrono::days>(now);
  for (const Expected& expected : whole->told.expected) {
    const auto day = DayOf(expected.date);
    if (expected.state != ExpectedState::kHappened && day && *day >= today)
      of_story.expected.push_back(*day);
  }
  for (const auto& [url, page] : pages) {
    const Result<std::optional<FoundPage>> found = book.PageOf(url);
    if (!found) return Fail(found.error());
    if (!found->has_value() || (*found)->state != PageState::kWatched) continue;
    StoryCall call = of_story;
    const Article& article = whole->articles[page.newest];
    call.live = article.kind == ArticleKind::kLive;
    call.developing = article.developing;
    for (const auto& sibling : pages)
      if (&sibling.second != &page && sibling.second.changed)
        call.sibling_changed = std::max(call.sibling_changed.value_or(*sibling.second.changed),
                                        *sibling.second.changed);
    called_[(*found)->key].call = std::move(call);
  }
  return {};
}

Result<void> StoryWatch::Look(const Store& store, SourceBook& book, PageWatch& watch, Instant now) {
  const Instant since = looked_.value_or(now - kStoriesLookedBack);
  std::vector<StoredStory> changed;
  const Result<void> read = store.ForEachStory(
      [&](StoredStory story) {
        changed.push_back(std::move(story));
        return true;
      },
      since);
  if (!read) return Fail(read.error());
  for (StoredStory& story : changed)
    if (const Result<void> done = Read(store, book, now, std::move(story)); !done) return done;
  looked_ = now;
  Tell(watch, now);
  return {};
}

Result<void> StoryWatch::LookAt(const Store& store, SourceBook& book, PageWatch& watch, Instant now,
                                StoredStory story) {
  if (const Result<void> done = Read(store, book, now, std::move(story)); !done) return done;
  Tell(watch, now);
  return {};
}

// What stories say now, to the plan.
void StoryWatch::Tell(PageWatch& watch, Instant now) {
  for (auto at = called_.begin(); at != called_.end();) {
    Called& called = at->second;
    const RevisitSignals signals = SignalsOf(called.call, now);
    if (signals.livelier != called.given.livelier || signals.weight != called.given.weight) {
      watch.Signal(at->first, now, signals);
      called.given = signals;
    }
    at = Speaks(called.call) ? std::next(at) : called_.erase(at);
  }
}

const StoryCall* StoryWatch::CallOf(PageKey page) const {
  const auto found = called_.find(page);
  return found == called_.end() ? nullptr : &found->second.call;
}

}  // namespace checkback
