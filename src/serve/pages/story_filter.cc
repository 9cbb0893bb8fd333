#include "serve/pages/story_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/utf8.h"

namespace checkback {
namespace {

bool IsSame(std::string_view a, std::string_view b) {
  return AsciiLower(a) == AsciiLower(b);
}

bool SpeaksOf(const WholeStory& whole, NameKind kind, std::string_view name) {
  for (const Reading& reading : whole.readings)
    for (const Entity& entity : reading.names.entities)
      if (entity.kind == kind && IsSame(entity.name, name)) return true;
  return false;
}

bool IsPrintedBy(const StoredStory& story, std::string_view outlet) {
  return std::any_of(story.captures.begin(), story.captures.end(),
                     [&](const StoryCapture& c) { return IsSame(c.outlet, outlet); });
}

// Whether what stands in `story` itself is what is asked for; names are read only after that.
bool IsWanted(const StoredStory& story, const StoryFilter& filter, Instant now) {
  if (filter.show == StoryFilter::Show::kToday &&
      LastChangeOf(story) < std::chrono::floor<std::chrono::days>(now))
    return false;
  return (filter.language.empty() || IsSame(story.language, filter.language)) &&
         (filter.outlet.empty() || IsPrintedBy(story, filter.outlet));
}

class StoryChooser {
 public:
  StoryChooser(const Asked& asked, const StoryFilter& filter, std::size_t first, std::size_t count)
      : asked_(asked), filter_(filter), first_(first), count_(count) {}

  // False: no more is wanted.
  bool Take(StoredStory story) {
    const bool looks = filter_.names_any() || filter_.show != StoryFilter::Show::kAll;
    if (looks && ++looked_ > kMostLookedThrough) {
      choice_.stopped = true;
      return false;
    }
    if (!IsWanted(story, filter_, asked_.now)) return true;
    if (!filter_.place.empty() || !filter_.person.empty()) {
      const Result<ToldShelf::Told> told = asked_.shelf.Of(asked_.store, story);
      if (!told) {
        error_ = told.error();
        return false;
      }
      if (!filter_.place.empty() && !SpeaksOf(**told, NameKind::kPlace, filter_.place)) return true;
      if (!filter_.person.empty() && !SpeaksOf(**told, NameKind::kPerson, filter_.person))
        return true;
    }
    if (met_++ < first_) return true;
    if (choice_.stories.size() == count_) {
      choice_.goes_on = true;
      return false;
    }
    choice_.stories.push_back(std::move(story));
    return true;
  }

  Result<StoryChoice> Done() {
    if (error_) return Fail(*error_);
    return std::move(choice_);
  }

 private:
  const Asked& asked_;
  const StoryFilter& filter_;
  std::size_t first_, count_, met_ = 0, looked_ = 0;
  StoryChoice choice_;
  std::optional<Error> error_;
};

// Those that are followed, newest change first; one that is gone from the store is passed over.
Result<std::vector<StoredStory>> Followed(const Asked& asked) {
  std::vector<StoredStory> stories;
  for (const auto& [id, since] : asked.visitor.notes->follows) {
    Result<StoredStory> story = asked.store.FindStory(id);
    if (!story && story.error().code == Errc::kNotFound) continue;
    if (!story) return Fail(story.error());
    const bool known = std::any_of(stories.begin(), stories.end(),
                                   [&](const StoredStory& s) { return s.id == story->id; });
    if (!known) stories.push_back(std::move(*story));
  }
  std::stable_sort(stories.begin(), stories.end(), [](const StoredStory& a, const StoredStory& b) {
    return LastChangeOf(a) > LastChangeOf(b);
  });
  return stories;
}

}  // namespace

Instant LastChangeOf(const StoredStory& story) {
  Instant changed{};
  for (const StoryCapture& c : story.captures)
    if (!c.is_visit) changed = c.capture.seen_at;
  return changed;
}

StoryFilter FilterOf(const Asked& asked) {
  StoryFilter filter;
  const std::string_view show = asked.target.Parameter("show");
  if (show == "following") filter.show = StoryFilter::Show::kFollowing;
  if (show == "today") filter.show = StoryFilter::Show::kToday;
  filter.language = asked.target.Parameter("language");
  filter.outlet = asked.target.Parameter("outlet");
  filter.place = asked.target.Parameter("place");
  filter.person = asked.target.Parameter("person");
  return filter;
}

std::string ParametersOf(const StoryFilter& filter) {
  std::string out;
  if (filter.show == StoryFilter::Show::kFollowing) out += "&show=following";
  if (filter.show == StoryFilter::Show::kToday) out += "&show=today";
  const std::pair<std::string_view, std::string_view> named[] = {{"language", filter.language},
                                                                 {"outlet", filter.outlet},
                                                                 {"place", filter.place},
                                                                 {"person", filter.person}};
  for (const auto& [name, value] : named)
    if (!value.empty()) out += fmt::format("&{}={}", name, PercentEncoded(value));
  return out;
}

Result<StoryChoice> StoriesOf(const Asked& asked, const StoryFilter& filter, std::size_t first,
                              std::size_t count) {
  StoryChooser chooser(asked, filter, first, count);
  if (filter.show == StoryFilter::Show::kFollowing) {
    Result<std::vector<StoredStory>> followed = Followed(asked);
    if (!followed) return Fail(followed.error());
    for (StoredStory& story : *followed)
      if (!chooser.Take(std::move(story))) break;
    return chooser.Done();
  }
  const Result<void> done =
      asked.store.ForEachStory([&](StoredStory story) { return chooser.Take(std::move(story)); });
  if (!done) return Fail(done.error());
  return chooser.Done();
}

}  // namespace checkback
