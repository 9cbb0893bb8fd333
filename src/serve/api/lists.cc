#include "serve/api/lists.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "answer/event_rows.h"
#include "answer/last_change.h"
#include "answer/new_json.h"
#include "answer/stories_json.h"
#include "answer/told_json.h"
#include "serve/api/story_list.h"
#include "store/arrival_place.h"
#include "story/told/since.h"

namespace checkback {
namespace {

using Items = std::vector<ListItem>;

// The items of one story as a list of their own.
Result<ApiAnswer> OneStoryList(const Asked& asked, std::string_view id, const ItemsOfStory& items,
                               const StoryListForm& form = {}) {
  Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return Fail(story.error());
  const Result<Items> told = items(std::move(*story));
  if (!told) return Fail(told.error());
  ApiAnswer answer{form.begin, form.type, {}};
  for (std::size_t i = 0; i < told->size(); ++i)
    (answer.body += i == 0 ? "" : form.between) += (*told)[i].text;
  answer.body += form.end;
  const Result<std::int64_t> last = asked.store.LastArrival();
  if (!last) return Fail(last.error());
  answer.headers.emplace_back("Content-Cursor", ContentCursor(*last));
  return answer;
}

// ---- stories

Result<Items> StoryItem(const Asked& asked, const StoredStory& story) {
  const Result<std::size_t> open = OpenQuestionsOf(asked.store, story);
  if (!open) return Fail(open.error());
  return Items{{story.id, StoryLineAsJson(story, *open)}};
}

// ---- questions

Result<void> CheckState(const Asked& asked) {
  constexpr std::string_view kStates[] = {"", "open", "answered", "expired", "withdrawn"};
  const std::string_view state = asked.target.Parameter("state");
  if (std::find(std::begin(kStates), std::end(kStates), state) != std::end(kStates)) return {};
  return Fail(Errc::kBadInput, "state is open, answered, expired or withdrawn");
}

Result<Items> QuestionItems(const Asked& asked, StoredStory story) {
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
  if (!told) return Fail(told.error());
  const std::string_view state = asked.target.Parameter("state");
  Items items;
  for (const StoryQuestion& question : (*told)->told.questions)
    if (state.empty() || NameOf(question.state) == state)
      items.push_back({question.id, QuestionAsJson(**told, question)});
  return items;
}

// ---- events

enum class EventForm { kJson, kCsv };

// The moment after which something came to `story`, as ?since= has it: of a cursor the second
// before the earliest of what came behind it. Nothing: from the beginning.
std::optional<Instant> MomentOf(const SinceAsked& since, const StoredStory& story,
                                const Asked& asked) {
  if (since.last) return asked.visitor.notes->SeenOf(story.id);
  if (!since.arrival) return since.moment;
  Instant came = story.captures.back().capture.seen_at + std::chrono::seconds(1);
  for (const StoryCapture& c : story.captures) {
    const RawPlace& raw = c.capture.raw;
    if (ArrivalPlace(raw.segment, static_cast<std::int64_t>(raw.offset)) > *since.arrival)
      came = std::min(came, c.capture.seen_at);
  }
  return came - std::chrono::seconds(1);
}

Result<Items> EventItems(const Asked& asked, const SinceAsked& since, EventForm form,
                         StoredStory story) {
  const std::optional<Instant> moment = MomentOf(since, story, asked);
  const Result<WholeStory> whole = WholeStoryOf(asked.store, std::move(story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  Items items;
  for (const StoryEvent& event : EventsIn(*whole, moment)) {
    std::string text =
        form == EventForm::kCsv ? EventAsCsv(*whole, event) : EventAsJson(*whole, event);
    items.push_back({EventIdOf(*whole, event), std::move(text)});
  }
  return items;
}

StoryListForm ListFormOf(EventForm form) {
  if (form == EventForm::kJson) return {};
  return {.begin = EventColumns(),
          .between = "",
          .end = "",
          .type = "text/csv; charset=utf-8; header=present"};
}

Result<ApiAnswer> EventsOfAll(const Asked& asked, EventForm form) {
  const Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kNo);
  if (!since) return Fail(since.error());
  return StoryList(
      asked, *since, since->moment,
      [&](StoredStory story) { return EventItems(asked, *since, form, std::move(story)); },
      ListFormOf(form));
}

Result<ApiAnswer> EventsOfOne(const Asked& asked, std::string_view id, EventForm form) {
  const Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kNo);
  if (!since) return Fail(since.error());
  return OneStoryList(
      asked, id,
      [&](StoredStory story) { return EventItems(asked, *since, form, std::move(story)); },
      ListFormOf(form));
}

// ---- new

Result<Items> NewItem(const Asked& asked, std::optional<Instant> since, StoredStory story) {
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
  if (!told) return Fail(told.error());
  const WholeStory& whole = **told;
  const ToldSince kept = KeepSince(TellingsOf(whole), whole.told, since.value_or(Instant::min()));
  return Items{{whole.story.id, NewAsJson(whole, kept, since)}};
}

// From when on all stories are told to a reader without a mark: a day before the newest capture.
Result<Instant> SinceOfReader(const Asked& asked) {
  if (const auto& all = asked.visitor.notes->all) return all->until;
  Instant newest = Instant() + std::chrono::days(1);
  const Result<void> done = asked.store.ForEachStory([&](const StoredStory& story) {
    newest = story.captures.back().capture.seen_at;
    return false;
  });
  if (!done) return Fail(done.error());
  return newest - std::chrono::days(1);
}

}  // namespace

Result<ApiAnswer> ListStories(const Asked& asked, const std::vector<std::string>&) {
  const Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kNo);
  if (!since) return Fail(since.error());
  return StoryList(asked, *since, since->moment,
                   [&](const StoredStory& story) -> Result<Items> {
                     if (since->moment && LastChangeOf(story) <= *since->moment) return Items();
                     return StoryItem(asked, story);
                   },
                   {.most_stories = kMostItemsOfAnswer + 1});
}

Result<ApiAnswer> ListQuestions(const Asked& asked, const std::vector<std::string>&) {
  const Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kNo);
  if (!since) return Fail(since.error());
  if (const auto checked = CheckState(asked); !checked) return Fail(checked.error());
  return StoryList(asked, *since, since->moment,
                   [&](StoredStory story) { return QuestionItems(asked, std::move(story)); });
}

Result<ApiAnswer> QuestionsOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  if (const auto checked = CheckState(asked); !checked) return Fail(checked.error());
  return OneStoryList(asked, ids[0],
                      [&](StoredStory story) { return QuestionItems(asked, std::move(story)); });
}

Result<ApiAnswer> ListEvents(const Asked& asked, const std::vector<std::string>&) {
  return EventsOfAll(asked, EventForm::kJson);
}
Result<ApiAnswer> ListEventTable(const Asked& asked, const std::vector<std::string>&) {
  return EventsOfAll(asked, EventForm::kCsv);
}
Result<ApiAnswer> EventsOfOneStory(const Asked& asked, const std::vector<std::string>& ids) {
  return EventsOfOne(asked, ids[0], EventForm::kJson);
}
Result<ApiAnswer> EventTableOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  return EventsOfOne(asked, ids[0], EventForm::kCsv);
}

Result<ApiAnswer> ListNew(const Asked& asked, const std::vector<std::string>&) {
  Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kYes);
  if (!since) return Fail(since.error());
  if (!since->any()) since->last = true;
  std::optional<Instant> all = since->moment;
  if (since->last) {
    const Result<Instant> of_reader = SinceOfReader(asked);
    if (!of_reader) return Fail(of_reader.error());
    all = *of_reader;
  }
  return StoryList(asked, *since, all, [&](StoredStory story) -> Result<Items> {
    const std::optional<Instant> own = MomentOf(*since, story, asked);
    const std::optional<Instant> from = all && own ? std::max(*all, *own) : all ? all : own;
    if (!since->arrival && from && LastChangeOf(story) <= *from) return Items();
    return NewItem(asked, from, std::move(story));
  });
}

Result<ApiAnswer> NewOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<SinceAsked> since = SinceOf(asked.target, MayBeLast::kYes);
  if (!since) return Fail(since.error());
  return OneStoryList(asked, ids[0], [&](StoredStory story) {
    const std::optional<Instant> from = MomentOf(*since, story, asked);
    return NewItem(asked, from, std::move(story));
  });
}

}  // namespace checkback
