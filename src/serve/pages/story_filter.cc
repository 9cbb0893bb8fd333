#include "serve/pages/story_filter.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>
#include <variant>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostNaming = 200;  // articles that are asked for their story

bool IsSame(std::string_view a, std::string_view b) {
  return AsciiLower(a) == AsciiLower(b);
}

bool SpeaksOf(const ToldStory& told, NameKind kind, std::string_view name) {
  return std::any_of(told.names.begin(), told.names.end(), [&](const StoryName& one) {
    return one.kind == kind && IsSame(one.name, name);
  });
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
    if (met_++ < first_) return true;
    if (choice_.stories.size() == count_) {
      choice_.goes_on = true;
      return false;
    }
    choice_.stories.push_back(std::move(story));
    return true;
  }

  StoryChoice Done() { return std::move(choice_); }

 private:
  const Asked& asked_;
  const StoryFilter& filter_;
  std::size_t first_, count_, met_ = 0, looked_ = 0;
  StoryChoice choice_;
};

using StoryIds = std::set<std::string>;

// Stories of which an article names `name`, by the newest kMostNaming of them. What kind of name it
// is the story tells.
Result<StoryIds> StoriesNaming(const Store& store, std::string_view name) {
  StoryIds ids;
  std::string words(name);
  std::erase(words, '"');
  const auto query = ParseQuery(fmt::format("entity:\"{}\"", words));
  if (std::holds_alternative<QueryFault>(query)) return ids;  // nothing that can be named
  const Result<SearchPage> page = store.Search(
      std::get<Query>(query), {.limit = kMostNaming, .after = "", .sort = SearchSort::kNewest});
  if (!page) return Fail(page.error());
  for (const SearchHit& hit : page->hits) {
    const Result<Capture> capture = store.FindCapture(hit.document.id);
    if (!capture) continue;
    const Result<StoryReason> reason = store.ReasonOf(*capture);
    if (reason) ids.insert(reason->story);
  }
  return ids;
}

// The stories of `ids` as they are now, newest change first; one that is gone is passed over.
Result<std::vector<StoredStory>> StoriesBy(const Store& store, const StoryIds& ids) {
  std::vector<StoredStory> stories;
  StoryIds met;
  for (const std::string& id : ids) {
    Result<StoredStory> story = store.FindStory(id);
    if (!story && story.error().code == Errc::kNotFound) continue;
    if (!story) return Fail(story.error());
    if (met.insert(story->id).second) stories.push_back(std::move(*story));
  }
  std::stable_sort(stories.begin(), stories.end(), [](const StoredStory& a, const StoredStory& b) {
    return LastChangeOf(a) > LastChangeOf(b);
  });
  return stories;
}

// The stories that can be meant, where the filter names them; nothing where it could be any.
Result<std::optional<StoryIds>> NamedBy(const Asked& asked, const StoryFilter& filter) {
  std::optional<StoryIds> ids;
  if (filter.show == StoryFilter::Show::kFollowing) {
    ids.emplace();
    for (const auto& [id, since] : asked.visitor.notes->follows) ids->insert(id);
  }
  for (const std::string* name : {&filter.place, &filter.person}) {
    if (name->empty()) continue;
    Result<StoryIds> naming = StoriesNaming(asked.store, *name);
    if (!naming) return Fail(naming.error());
    if (ids) std::erase_if(*naming, [&](const std::string& id) { return !ids->contains(id); });
    ids = std::move(*naming);
  }
  return ids;
}

// Whether `story` names the place and the person that are asked for, as such.
Result<bool> SpeaksOfAll(const Asked& asked, const StoredStory& story, const StoryFilter& filter) {
  if (filter.place.empty() && filter.person.empty()) return true;
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, story);
  if (!told) return Fail(told.error());
  return (filter.place.empty() || SpeaksOf((*told)->told, NameKind::kPlace, filter.place)) &&
         (filter.person.empty() || SpeaksOf((*told)->told, NameKind::kPerson, filter.person));
}

}  // namespace

std::optional<Instant> LastSeenIn(const Store& store) {
  std::optional<Instant> last;
  const Result<void> done = store.ForEachStory([&](const StoredStory& story) {
    last = story.captures.back().capture.seen_at;
    return false;
  });
  return done ? last : std::nullopt;
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
  const Result<std::optional<StoryIds>> named = NamedBy(asked, filter);
  if (!named) return Fail(named.error());
  if (*named) {
    Result<std::vector<StoredStory>> stories = StoriesBy(asked.store, **named);
    if (!stories) return Fail(stories.error());
    for (StoredStory& story : *stories) {
      const Result<bool> speaks = SpeaksOfAll(asked, story, filter);
      if (!speaks) return Fail(speaks.error());
      if (*speaks && !chooser.Take(std::move(story))) break;
    }
    return chooser.Done();
  }
  const Result<void> done =
      asked.store.ForEachStory([&](StoredStory story) { return chooser.Take(std::move(story)); });
  if (!done) return Fail(done.error());
  return chooser.Done();
}

}  // namespace checkback
