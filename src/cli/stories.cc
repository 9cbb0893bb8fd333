// checkback stories, story, explain: what belongs together, and why.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>

#include "answer/event_reasons.h"
#include "answer/explain_question.h"
#include "answer/stories_json.h"
#include "answer/told_reason.h"
#include "cli/commands.h"
#include "cli/event_reasons_view.h"
#include "cli/explain_question.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/stories_view.h"
#include "cli/told_reason_view.h"
#include "follow/import.h"
#include "follow/keep_told.h"

namespace checkback {
namespace {

int ShowStory(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<Instant> as_of;
  if (!MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of)) return kExitUsage;
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  Result<StoredStory> story = store->FindStory(typed.inputs.front());
  if (!story) {
    Complain(story.error().what);
    return kExitFailed;
  }
  const Result<WholeStory> shown = WholeStoryOf(*store, std::move(*story));
  if (!shown) {
    Complain(shown.error().what);
    return kExitFailed;
  }
  const std::string told =
      typed.json ? StoryAsJson(*shown) + '\n'
                 : StoryViewOf(*shown, DescribeTerminal(surroundings.terminal, typed.color));
  return WriteOut(told) ? kExitOk : kExitFailed;
}

int ChangeStory(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.as_of.empty()) {
    Complain("stories can be merged and split as they are now only, not --as-of a time");
    return kExitUsage;
  }
  const bool merge = typed.inputs[0] == "merge";
  if (typed.inputs.size() != (merge ? 3u : 2u) || merge == !typed.articles.empty()) {
    Complain(merge
                 ? "story merge takes two stories: checkback story merge A B"
                 : "story split takes a story and its articles: checkback story split A --articles "
                   "CAPTURE,CAPTURE");
    return kExitUsage;
  }
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kWrite);
  if (!store) return kExitFailed;
  // What an interrupted import left has its place before what people say now.
  if (const auto derived = DerivePending(*store, {.threads = CoresToUse()}); !derived) {
    Complain(derived.error().what);
    return kExitFailed;
  }
  std::vector<std::string> articles;
  for (std::string_view rest = typed.articles; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (comma > 0) articles.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  const Result<void> done = merge ? store->MergeStories(typed.inputs[1], typed.inputs[2])
                                  : store->SplitStory(typed.inputs[1], articles);
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (const auto kept = KeepToldStories(*store, {.threads = CoresToUse()}); !kept) {
    Complain(kept.error().what);
    return kExitFailed;
  }
  Complain(merge ? "the two are one story now" : "they are a story of their own now");
  return kExitOk;
}

// Why a series of figures is one, or a contradiction is one; kNotFound where no story told it.
Result<std::string> ExplainTold(const Store& store, const Arguments& typed,
                                const Terminal& terminal) {
  const std::string& id = typed.inputs.front();
  Result<std::string> shown = Fail(Errc::kNotFound, fmt::format("no story told {}", id));
  const Result<void> all = store.ForEachStory([&](const StoredStory& story) {
    const Result<WholeStory> whole = WholeStoryOf(store, story);
    if (!whole) {
      shown = Fail(whole.error());
      return false;
    }
    const auto reason = ReasonOfTold(*whole, id);
    if (!reason) return true;
    shown = typed.json ? ToldReasonAsJson(*whole, *reason) + '\n'
                       : ToldReasonViewOf(*whole, *reason, terminal);
    return false;
  });
  if (!all) return Fail(all.error());
  return shown;
}

Result<std::string> LineAsJson(const Store& store, const StoredStory& story) {
  const Result<std::size_t> open = OpenQuestionsOf(store, story);
  if (!open) return Fail(open.error());
  return StoryLineAsJson(story, *open);
}

// `where`: "events", or a byte of the text.
Result<std::string> ExplainEventsOf(const Store& store, std::string_view id, std::string_view where,
                                    const Arguments& typed, const Terminal& terminal) {
  std::optional<std::size_t> place;
  if (where != "events") {
    std::size_t byte = 0;
    const char* const begin = std::to_address(where.begin());
    const char* const end = std::to_address(where.end());
    const auto [read, error] = std::from_chars(begin, end, byte);
    if (error != std::errc() || read != end)
      return Fail(Errc::kBadInput,
                  fmt::format("explain takes \"events\" or a place in the text, not {}", where));
    place = byte;
  }
  const Result<Capture> capture = store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  const std::vector<ExplainedEvent> events = ExplainEvents(*article, capture->seen_at, place);
  return typed.json ? EventReasonsAsJson(*capture, *article, events) + '\n'
                    : EventReasonsViewOf(*capture, *article, events, terminal);
}

Result<std::string> ExplainCapture(const Store& store, std::string_view id, const Arguments& typed,
                                   const Terminal& terminal) {
  const Result<Capture> capture = store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<StoryReason> reason = store.ReasonOf(*capture);
  const Result<Article> article = store.ArticleOf(*capture);
  if (!reason || !article) return Fail(!reason ? reason.error() : article.error());
  return typed.json ? ReasonAsJson(*capture, *reason) + '\n'
                    : ReasonViewOf(*capture, *article, *reason, terminal);
}

Result<std::string> ExplainSentence(const Store& store, const SentenceId& id,
                                    const Arguments& typed, const Terminal& terminal) {
  const Result<Capture> capture = store.FindCapture(id.capture);
  if (!capture) return Fail(capture.error());
  const Result<StoryReason> in = store.ReasonOf(*capture);
  if (!in) return Fail(in.error());
  Result<StoredStory> story = store.FindStory(in->story);
  if (!story) return Fail(story.error());
  const Result<WholeStory> whole = WholeStoryOf(store, std::move(*story), WithReadings::kYes);
  if (!whole) return Fail(whole.error());
  const auto& captures = whole->story.captures;
  const auto place = std::find_if(captures.begin(), captures.end(), [&](const StoryCapture& c) {
    return c.capture.id == capture->id;
  });
  if (place == captures.end())
    return Fail(Errc::kNotFound, fmt::format("capture {} is in another story now", capture->id));
  const Result<SentenceReason> reason =
      ReasonOfSentence(*whole, static_cast<std::size_t>(place - captures.begin()), id);
  if (!reason) return Fail(reason.error());
  return typed.json ? ReasonAsJson(*whole, *reason) + '\n'
                    : ReasonViewOf(*whole, *reason, terminal);
}

}  // namespace

int RunStories(const Arguments& typed, const Surroundings& surroundings) {
  std::optional<Instant> since, as_of;
  if (!MomentOrComplain(typed.since, "--since", OfDay::kBeginning, since) ||
      !MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of))
    return kExitUsage;
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  std::size_t told = 0;
  bool taken = WriteOut(typed.json ? "[" : "\n");
  Result<std::string> line;
  Result<void> done = store->ForEachStory(
      [&](const StoredStory& story) {
        Instant changed{};
        for (const StoryCapture& c : story.captures) {
          if (!c.is_visit) changed = c.capture.seen_at;
        }
        if (since && changed <= *since) return true;
        line = typed.json ? LineAsJson(*store, story) : StoryLineOf(story, terminal);
        if (!line) return false;
        const std::string_view between = typed.json && told > 0 ? ",\n" : "";
        taken = WriteOut(fmt::format("{}{}", between, *line));
        return taken && ++told != typed.most_stories;
      },
      since);
  if (done && !line) done = Fail(line.error());
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (typed.json) return taken && WriteOut("]\n") ? kExitOk : kExitFailed;
  if (told == 0)
    Complain(since   ? "no story has changed since"
             : as_of ? fmt::format("the store had seen no story at {}", ToRfc3339(*as_of))
                     : "the store holds no story");
  return taken ? kExitOk : kExitFailed;
}

int RunStory(const Arguments& typed, const Surroundings& surroundings) {
  const std::string& first = typed.inputs.front();
  if (first == "merge" || first == "split") return ChangeStory(typed, surroundings);
  if (typed.inputs.size() == 1) return ShowStory(typed, surroundings);
  Complain("story takes one id, or: merge A B, or: split A --articles CAPTURE,CAPTURE");
  return kExitUsage;
}

int RunExplain(const Arguments& typed, const Surroundings& surroundings) {
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  const std::string& asked = typed.inputs.front();
  if (IsToldId(asked)) {
    const Result<std::string> of_told = ExplainTold(*store, typed, terminal);
    if (of_told) return WriteOut(*of_told) ? kExitOk : kExitFailed;
    if (of_told.error().code != Errc::kNotFound) {
      Complain(of_told.error().what);
      return kExitFailed;
    }
  }
  const std::optional<SentenceId> sentence = SentenceIdIn(asked);
  const Result<std::string> told =
      typed.inputs.size() == 2 ? ExplainEventsOf(*store, asked, typed.inputs[1], typed, terminal)
      : IsQuestionId(asked)    ? ExplainQuestionIn(*store, asked, typed.json, terminal)
      : sentence               ? ExplainSentence(*store, *sentence, typed, terminal)
                               : ExplainCapture(*store, asked, typed, terminal);
  if (!told) {
    Complain(told.error().what);
    return kExitFailed;
  }
  return WriteOut(*told) ? kExitOk : kExitFailed;
}

}  // namespace checkback
