// checkback questions: what a story leaves open, and what has been answered.

#include <fmt/format.h>

#include <algorithm>

#include "answer/standing_words.h"
#include "answer/told_json.h"
#include "cli/article_view.h"
#include "cli/commands.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kLabel = 12;

// Whether `typed.state` asks for it.
bool IsAskedFor(const StoryQuestion& question, const Arguments& typed) {
  return typed.state.empty() || NameOf(question.state) == typed.state;
}

std::string WhoAndWhen(const WholeStory& whole, std::size_t capture) {
  const StoryCapture& c = whole.story.captures[capture];
  return fmt::format(
      "{}, {}", c.outlet,
      Clock({.utc = c.capture.seen_at, .offset = std::chrono::minutes(0), .has_time = true}));
}

void Show(const WholeStory& whole, const StoryQuestion& question, Sheet& sheet) {
  const auto at = [&](const Passage& passage) {
    return Words(whole.articles[passage.capture].text, passage.span);
  };
  const bool open = question.state == QuestionState::kOpen;
  sheet.Line(kLabel, open ? Style::kWarn : Style::kPlain, at(question.opened),
             fmt::format("  {}", NameOf(question.state)));
  const Instant opened = whole.story.captures[question.opened.capture].capture.seen_at;
  const Instant last = whole.story.captures.back().capture.seen_at;
  sheet.Line(kLabel, Style::kDim,
             fmt::format("{}; {}; {}", WhoAndWhen(whole, question.opened.capture),
                         StandingOf(question, opened, last), question.id));
  if (!question.answer) return;
  sheet.Line(kLabel + 2, Style::kBold, at(*question.answer));
  sheet.Line(kLabel + 2, Style::kDim, WhoAndWhen(whole, question.answer->capture));
}

// Whether anything was shown.
bool ShowAll(const WholeStory& whole, const Arguments& typed, const Terminal& terminal,
             std::string& out) {
  Sheet sheet(terminal);
  bool any = false;
  for (const StoryQuestion& question : whole.told.questions) {
    if (!IsAskedFor(question, typed)) continue;
    if (!any)
      sheet.Line(kShownId + 2, Style::kBold, whole.story.title, whole.story.id.substr(0, kShownId));
    any = true;
    Show(whole, question, sheet);
  }
  if (any) sheet.Gap();
  out += sheet.Take();
  return any;
}

class Answering {
 public:
  Answering(const Arguments& typed, const Store& store, const Terminal& terminal)
      : typed_(typed), store_(store), terminal_(terminal) {}

  Result<void> Take(StoredStory story) {
    const Result<WholeStory> whole = WholeStoryOf(store_, std::move(story));
    if (!whole) return Fail(whole.error());
    if (!typed_.json) {
      any_ = ShowAll(*whole, typed_, terminal_, out_) || any_;
      return {};
    }
    for (const StoryQuestion& question : whole->told.questions) {
      if (!IsAskedFor(question, typed_)) continue;
      out_ += any_ ? ",\n" : "";
      out_ += QuestionAsJson(*whole, question);
      any_ = true;
    }
    return {};
  }

  std::string Whole() {
    if (typed_.json) return fmt::format("[{}]\n", out_);
    return any_ ? "\n" + out_ : "";
  }
  bool any() const { return any_; }

 private:
  const Arguments& typed_;
  const Store& store_;
  const Terminal& terminal_;
  std::string out_;
  bool any_ = false;
};

}  // namespace

int RunQuestions(const Arguments& typed, const Surroundings& surroundings) {
  constexpr std::string_view kStates[] = {"open", "answered", "expired", "withdrawn"};
  if (!typed.state.empty() &&
      std::find(std::begin(kStates), std::end(kStates), typed.state) == std::end(kStates)) {
    Complain(fmt::format("--state is open, answered, expired or withdrawn, not '{}'", typed.state));
    return kExitUsage;
  }
  std::optional<Instant> as_of;
  if (!MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, as_of)) return kExitUsage;
  const std::unique_ptr<Store> store =
      OpenStoreOrComplain(typed, surroundings, Store::Access::kRead, as_of);
  if (!store) return kExitFailed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  Answering answering(typed, *store, terminal);
  Result<void> done;
  if (typed.inputs.empty()) {
    Result<void> inside;
    done = store->ForEachStory([&](StoredStory story) {
      inside = answering.Take(std::move(story));
      return inside.has_value();
    });
    if (!inside) done = inside;
  } else {
    Result<StoredStory> story = store->FindStory(typed.inputs.front());
    done = story ? answering.Take(std::move(*story)) : Fail(story.error());
  }
  if (!done) {
    Complain(done.error().what);
    return kExitFailed;
  }
  if (!WriteOut(answering.Whole())) return kExitFailed;
  if (!answering.any() && !typed.json) Complain("no such question was found");
  return kExitOk;
}

}  // namespace checkback
