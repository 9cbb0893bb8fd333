// checkback stories, story: what belongs together.

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "answer/last_change.h"
#include "answer/stories_json.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/stories_view.h"
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
  if (!typed.json) {
    const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
    return WriteOut(StoryViewOf(*shown, terminal)) ? kExitOk : kExitFailed;
  }
  const auto elsewhere = store->CopiesElsewhereOf(shown->story);
  if (!elsewhere) {
    Complain(elsewhere.error().what);
    return kExitFailed;
  }
  return WriteOut(StoryAsJson(*shown, *elsewhere, EditsOf(*shown)) + '\n') ? kExitOk : kExitFailed;
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

Result<std::string> LineAsJson(const Store& store, const StoredStory& story) {
  const Result<std::size_t> open = OpenQuestionsOf(store, story);
  if (!open) return Fail(open.error());
  return StoryLineAsJson(story, *open);
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
        if (since && LastChangeOf(story) <= *since) return true;
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

}  // namespace checkback
