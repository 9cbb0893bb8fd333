#include "cli/stories_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "answer/outlets.h"
#include "cli/article_view.h"
#include "cli/sheet.h"
#include "cli/told_view.h"
#include "cli/versions_view.h"
#include "story/told/edit_reason.h"

namespace checkback {
namespace {

constexpr std::size_t kShownId = 8;
constexpr std::size_t kIndent = kShownId + 2;

std::string ClockOf(Instant seen_at) {
  return Clock({.utc = seen_at, .offset = std::chrono::minutes(0), .has_time = true});
}

std::string NumbersOf(const StoredStory& story) {
  std::string numbers = Counted(story.articles, "article", "articles");
  if (story.copied > 0) numbers += fmt::format(", {}", Counted(story.copied, "copy", "copies"));
  numbers += fmt::format(", {}", Counted(story.origins.origins.size(), "origin", "origins"));
  return numbers;
}

std::string SpanOf(const StoredStory& story) {
  const Instant first = story.captures.front().capture.seen_at;
  const Instant last = story.captures.back().capture.seen_at;
  return first == last ? ClockOf(first) : fmt::format("{} to {}", ClockOf(first), ClockOf(last));
}

std::string DayOf(Instant moment) {
  return Clock({.utc = moment, .offset = {}, .has_time = false});
}

// "Part of: Talks on Lake Oro water, 4 stories since Sat 3 May 2025".
std::string PartOf(const RunningStory& running, std::string_view title) {
  const std::string span =
      fmt::format("{} since {}", Counted(running.parts.size(), "story", "stories"),
                  DayOf(running.parts.front().first));
  if (running.title.empty() || running.title == title) return fmt::format("Part of: {}", span);
  return fmt::format("Part of: {}, {}", running.title, span);
}

// The other stories of the affair, by time.
void ShowRunning(const StoredStory& story, Sheet& page) {
  if (!story.running) return;
  page.Line(0, Style::kBold, PartOf(*story.running, story.title));
  for (const RunningStory::Part& part : story.running->parts) {
    if (part.id == story.id) continue;
    page.Line(kIndent, Style::kPlain, part.title.empty() ? "(no headline)" : part.title,
              part.id.substr(0, kShownId));
    page.Line(
        kIndent, Style::kDim,
        fmt::format("{}, {}", Counted(part.articles, "article", "articles"), DayOf(part.first)));
  }
  page.Gap();
}

void ShowCopies(const StoredStory& story, Sheet& page) {
  bool any = false;
  for (const Origin& origin : story.origins.origins) {
    std::set<std::string_view> outlets_of;
    for (const ArticleId id : origin.articles) {
      for (const StoryCapture& c : story.captures) {
        if (static_cast<ArticleId>(c.capture.key) == id) outlets_of.insert(c.outlet);
      }
    }
    if (outlets_of.size() < 2) continue;
    if (!any) page.Line(0, Style::kBold, "Printed by several");
    any = true;
    std::string outlets;
    for (const std::string_view outlet : outlets_of)
      outlets += fmt::format("{}{}", outlets.empty() ? "" : ", ", outlet);
    page.Line(2, Style::kPlain,
              fmt::format("{}{}: {}", origin.name, origin.credited ? " (credited)" : "", outlets));
  }
  if (any) page.Gap();
}

// As it is kept, or compared now.
VersionChange ChangeIn(const WholeStory& shown, std::size_t from, std::size_t to) {
  if (shown.changes) {
    const auto kept = std::find_if(
        shown.changes->begin(), shown.changes->end(),
        [&](const VersionChange& change) { return change.from == from && change.to == to; });
    if (kept != shown.changes->end()) return *kept;
  }
  return ChangeBetween(shown.articles, from, to);
}

}  // namespace

std::string StoryLineOf(const StoredStory& story, const Terminal& terminal) {
  Sheet page(terminal);
  page.Line(kIndent, Style::kBold, story.title.empty() ? "(no headline)" : story.title,
            story.id.substr(0, kShownId));
  page.Line(kIndent, Style::kPlain, fmt::format("{}: {}", NumbersOf(story), OutletsOf(story)));
  page.Line(kIndent, Style::kDim, SpanOf(story));
  if (story.running) page.Line(kIndent, Style::kDim, PartOf(*story.running, story.title));
  page.Gap();
  return page.Take();
}

std::string StoryViewOf(const WholeStory& shown, const Terminal& terminal) {
  const StoredStory& story = shown.story;
  Sheet page(terminal);
  page.Gap();
  page.Line(0, Style::kBold, story.title.empty() ? "(no headline)" : story.title);
  page.Line(0, Style::kPlain, NumbersOf(story));
  page.Line(0, Style::kDim, SpanOf(story));
  page.Gap();
  ShowRunning(story, page);
  ShowCopies(story, page);
  std::map<std::int64_t, std::size_t> last;
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    if (c.is_visit) continue;
    page.Line(kIndent, Style::kBold, c.headline.empty() ? "(no headline)" : c.headline,
              c.capture.id.substr(0, kShownId));
    page.Line(kIndent, Style::kDim,
              fmt::format("{}{}, seen {}", c.outlet,
                          c.version > 1 ? fmt::format(", version {}", c.version) : "",
                          ClockOf(c.capture.seen_at)));
    const auto before = last.find(c.page);
    if (before != last.end()) {
      const VersionChange change = ChangeIn(shown, before->second, i);
      page.Line(kIndent, Style::kWarn,
                fmt::format("{}: {}", NameOf(change.reason), KindsOf(change.diff)));
    }
    last[c.page] = i;
    const auto update = std::find_if(shown.told.updates.begin(), shown.told.updates.end(),
                                     [&](const StoryUpdate& u) { return u.capture == i; });
    if (update != shown.told.updates.end()) ShowUpdate(shown, *update, kIndent, page);
    page.Gap();
  }
  ShowTold(shown, page);
  return page.Take();
}

namespace {

void ShowWhyRunning(const StoryReason::Running& running, Sheet& page) {
  page.Gap();
  page.Line(0, Style::kPlain, fmt::format("Its story is p{}", PartOf(running.of, "").substr(1)));
  if (running.likest.empty()) {
    page.Line(0, Style::kPlain, "It is the first of them: the others joined it.");
    return;
  }
  const auto likest =
      std::find_if(running.of.parts.begin(), running.of.parts.end(),
                   [&](const RunningStory::Part& part) { return part.id == running.likest; });
  page.Line(0, Style::kPlain,
            fmt::format("Of the earlier ones it is most like {}, {:.2f}{}{}",
                        running.likest.substr(0, kShownId), running.likeness,
                        likest == running.of.parts.end() || likest->title.empty() ? "" : ": ",
                        likest == running.of.parts.end() ? "" : likest->title));
  if (!running.shared.empty())
    page.Line(0, Style::kPlain,
              fmt::format("Shared with that story: {}", fmt::join(running.shared, ", ")));
}

}  // namespace

std::string ReasonViewOf(const Capture& capture, const Article& article, const StoryReason& reason,
                         const Terminal& terminal) {
  const auto shown = [](std::string_view id) { return id.substr(0, kShownId); };
  Sheet page(terminal);
  page.Gap();
  page.Line(0, Style::kBold, article.headline.empty() ? "(no headline)" : article.headline);
  page.Line(0, Style::kDim,
            fmt::format("capture {} in story {}", shown(capture.id), shown(reason.story)));
  page.Gap();
  if (reason.reason == "founded")
    page.Line(0, Style::kPlain, "It founded a story: no story was likely enough.");
  else if (reason.reason == "joined")
    page.Line(0, Style::kPlain, "It joined the likeliest story by its words, names and time.");
  else if (reason.reason == "follows" || reason.reason == "visit")
    page.Line(
        0, Style::kPlain,
        fmt::format("It goes where {} is: {}.", shown(reason.follows),
                    reason.reason == "visit" ? "the same version was seen again"
                                             : "it prints that text, or is a later version of it"));
  else
    page.Line(0, Style::kPlain, "People put it here.");
  // What goes with another was not judged by its own words.
  const bool judged = reason.reason == "founded" || reason.reason == "joined";
  if (judged && !reason.best.empty())
    page.Line(0, Style::kPlain,
              fmt::format("Likeliest story: {}, {:.2f} (made again: {:.2f})", shown(reason.best),
                          reason.score, reason.recomputed));
  if (reason.reason == "joined" && reason.returned)
    page.Line(0, Style::kPlain,
              fmt::format("That is by its names: after {:.0f} hours of silence it has {:.0f} that "
                          "this story alone had told. All else gave {:.2f}.",
                          reason.returned->hours, reason.returned->names, reason.returned->forest));
  if (judged && !reason.runner_up.empty())
    page.Line(
        0, Style::kPlain,
        fmt::format("Runner-up: {}, {:.2f}", shown(reason.runner_up), reason.runner_up_score));
  if (judged && !reason.shared.empty()) {
    std::string words;
    for (const StoryReason::Term& term : reason.shared)
      words += fmt::format("{}{} {:.2f}", words.empty() ? "" : ", ", term.word, term.weight);
    page.Gap();
    page.Line(0, Style::kPlain, fmt::format("Shared with it: {}", words));
  }
  if (reason.running) ShowWhyRunning(*reason.running, page);
  return page.Take();
}

}  // namespace checkback
