#include "answer/explain.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "answer/last_change.h"
#include "answer/stories_json.h"

namespace checkback {
namespace {

using LookAtStory = std::function<Result<bool>(StoredStory)>;

// Calls `look` with the stories that may tell of the id, until it says that it found something:
// those that the store knows to, newest change first, and all that `request` allows where that
// cannot be enough.
Result<void> LookThrough(const Store& store, const ExplainRequest& request,
                         const LookAtStory& look) {
  const Result<TellingStories> telling = request.story.empty()
                                             ? store.StoriesTelling(request.id)
                                             : TellingStories{{std::string(request.story)}, true};
  if (!telling) return Fail(telling.error());
  std::vector<StoredStory> stories;
  for (const std::string& id : telling->ids) {
    Result<StoredStory> story = store.FindStory(id);
    const bool has_gone = !story && story.error().code == Errc::kNotFound && request.story.empty();
    if (has_gone) continue;
    if (!story) return Fail(story.error());
    stories.push_back(std::move(*story));
  }
  std::stable_sort(stories.begin(), stories.end(), [](const StoredStory& a, const StoredStory& b) {
    return LastChangeOf(a) > LastChangeOf(b);
  });
  Result<bool> found = false;
  for (StoredStory& story : stories) {
    found = look(std::move(story));
    if (!found) return Fail(found.error());
    if (*found) return {};
  }
  const bool may_stop = request.most_stories != 0 && telling->is_all;
  if (may_stop || !request.story.empty()) return {};
  std::size_t looked = 0;
  const Result<void> done = store.ForEachStory([&](StoredStory story) {
    found = look(std::move(story));
    return found && !*found && ++looked != request.most_stories;
  });
  if (!found) return Fail(found.error());
  if (!done) return Fail(done.error());
  return {};
}

// Why a series of figures is one, or a contradiction is one; nothing where no story told it.
Result<std::optional<Explained>> ExplainTold(const Store& store, const ExplainRequest& request) {
  std::optional<Explained> explained;
  const auto look = [&](StoredStory story) -> Result<bool> {
    Result<WholeStory> whole = WholeStoryOf(store, std::move(story));
    if (!whole) return Fail(whole.error());
    std::optional<ToldReason> reason = ReasonOfTold(*whole, request.id);
    if (reason) explained = WhyTold{std::move(*whole), std::move(*reason)};
    return explained.has_value();
  };
  if (const auto looked = LookThrough(store, request, look); !looked) return Fail(looked.error());
  return explained;
}

Result<Explained> ExplainQuestionIn(const Store& store, const ExplainRequest& request) {
  std::optional<StoredStory> asks_it;
  const auto look = [&](StoredStory story) -> Result<bool> {
    Result<WholeStory> whole = WholeStoryOf(store, std::move(story));
    if (!whole) return Fail(whole.error());
    if (QuestionWithId(*whole, request.id) != nullptr) asks_it = std::move(whole->story);
    return asks_it.has_value();
  };
  if (const auto looked = LookThrough(store, request, look); !looked) return Fail(looked.error());
  if (!asks_it)
    return Fail(Errc::kNotFound, fmt::format("no story has the question '{}'", request.id));
  Result<WholeStory> whole = WholeStoryOf(store, std::move(*asks_it), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  std::optional<ExplainedQuestion> explained = ExplainQuestion(*whole, request.id);
  if (!explained)
    return Fail(Errc::kNotFound, fmt::format("no story has the question '{}'", request.id));
  return WhyQuestion{std::move(*whole), std::move(*explained)};
}

Result<Explained> ExplainEventsOf(const Store& store, const ExplainRequest& request) {
  std::optional<std::size_t> place;
  if (request.where != "events") {
    std::size_t byte = 0;
    const char* const begin = std::to_address(request.where.begin());
    const char* const end = std::to_address(request.where.end());
    const auto [read, error] = std::from_chars(begin, end, byte);
    if (error != std::errc() || read != end)
      return Fail(Errc::kBadInput, fmt::format("explain takes \"events\" or a place in the text, "
                                               "not {}",
                                               request.where));
    place = byte;
  }
  Result<Capture> capture = store.FindCapture(request.id);
  if (!capture) return Fail(capture.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  std::vector<ExplainedEvent> events = ExplainEvents(*article, capture->seen_at, place);
  return WhyEvents{std::move(*capture), std::move(*article), std::move(events)};
}

Result<Explained> ExplainCapture(const Store& store, std::string_view id) {
  Result<Capture> capture = store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  Result<StoryReason> reason = store.ReasonOf(*capture);
  if (!reason) return Fail(reason.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  return WhyInStory{std::move(*capture), std::move(*article), std::move(*reason)};
}

Result<Explained> ExplainSentence(const Store& store, const SentenceId& id) {
  const Result<Capture> capture = store.FindCapture(id.capture);
  if (!capture) return Fail(capture.error());
  const Result<StoryReason> in = store.ReasonOf(*capture);
  if (!in) return Fail(in.error());
  Result<StoredStory> story = store.FindStory(in->story);
  if (!story) return Fail(story.error());
  Result<WholeStory> whole = WholeStoryOf(store, std::move(*story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  const auto& captures = whole->story.captures;
  const auto place = std::find_if(captures.begin(), captures.end(), [&](const StoryCapture& c) {
    return c.capture.id == capture->id;
  });
  if (place == captures.end())
    return Fail(Errc::kNotFound, fmt::format("capture {} is in another story now", capture->id));
  Result<SentenceReason> reason =
      ReasonOfSentence(*whole, static_cast<std::size_t>(place - captures.begin()), id);
  if (!reason) return Fail(reason.error());
  return WhySentence{std::move(*whole), std::move(*reason)};
}

struct WriteExplained {
  std::string operator()(const WhyInStory& why) const {
    return ReasonAsJson(why.capture, why.reason);
  }
  std::string operator()(const WhySentence& why) const {
    return ReasonAsJson(why.whole, why.reason);
  }
  std::string operator()(const WhyQuestion& why) const {
    return ExplainedAsJson(why.whole, why.explained);
  }
  std::string operator()(const WhyTold& why) const {
    return ToldReasonAsJson(why.whole, why.reason);
  }
  std::string operator()(const WhyEvents& why) const {
    return EventReasonsAsJson(why.capture, why.article, why.events);
  }
};

}  // namespace

Result<Explained> Explain(const Store& store, const ExplainRequest& request) {
  if (!request.where.empty()) return ExplainEventsOf(store, request);
  // The beginning of a capture's id may look like one of these.
  if (IsToldId(request.id)) {
    Result<std::optional<Explained>> told = ExplainTold(store, request);
    if (!told) return Fail(told.error());
    if (*told) return std::move(**told);
  }
  if (IsQuestionId(request.id)) return ExplainQuestionIn(store, request);
  if (const auto sentence = SentenceIdIn(request.id)) return ExplainSentence(store, *sentence);
  return ExplainCapture(store, request.id);
}

std::string ExplainedAsJson(const Explained& explained) {
  return std::visit(WriteExplained(), explained);
}

}  // namespace checkback
