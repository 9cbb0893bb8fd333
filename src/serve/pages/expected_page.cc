// What is to come: what stories promised, by its day.

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "serve/pages/pages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

struct Awaited {
  ToldShelf::Told told;
  std::size_t which = 0;  // of its expected ones
};

void PutDay(std::string_view date, const std::vector<Awaited>& awaited, const Asked& asked,
            Html& html) {
  html.Put("<div><dt>{}</dt>", DayOf(date, asked));
  for (const Awaited& one : awaited) {
    const WholeStory& whole = *one.told;
    const Expected& expected = whole.told.expected[one.which];
    html.Put(
        "<dd><span class=\"state {}\">{}</span> {} {} <a class=\"ours\" dir=\"auto\" "
        "href=\"/stories/{}{}#expected\">{}</a></dd>",
        NameOf(expected.state), NameOf(expected.state), LinkedWords(whole, expected.at, asked),
        PrintedBy(whole, expected.at.capture, asked), whole.story.id, AsOfOf(asked),
        whole.story.title.empty() ? "(no headline)" : whole.story.title);
  }
  html.Put("</div>\n");
}

}  // namespace

Result<std::string> ExpectedPage(const Asked& asked) {
  std::string_view state = asked.target.Parameter("state");
  if (state.empty()) state = "due";
  std::map<std::string, std::vector<Awaited>> days;
  std::size_t stories = 0;
  Result<void> inside;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    const std::vector<Expected>& expected = (*told)->told.expected;
    for (std::size_t i = 0; i < expected.size(); ++i)
      if (state == "all" || NameOf(expected[i].state) == state)
        days[expected[i].date].push_back({*told, i});
    return ++stories < kStoriesAsked;
  });
  if (!done) return Fail(done.error());
  if (!inside) return Fail(inside.error());
  Html html;
  html.Put("<h1>Expected</h1><nav class=\"contents\" aria-label=\"By state\">");
  for (const std::string_view one : {"due", "overdue", "happened", "all"})
    html.Put("<a href=\"/expected?state={}{}\"{}>{}</a> ", one, AsOfOf(asked, '&'),
             one == state ? Html().Put(" aria-current=\"true\"") : Html(), one);
  html.Put("</nav>\n");
  if (days.empty())
    html.Put("<p class=\"empty\">Nothing is {} in the {}.</p>", state == "all" ? "expected" : state,
             stories == kStoriesAsked ? "stories that changed last" : "stories of the store");
  html.Put("<dl class=\"days calendar\">\n");
  for (const auto& [date, awaited] : days) PutDay(date, awaited, asked, html);
  html.Put("</dl>");
  return PageOf(asked, "Expected", html);
}

}  // namespace checkback
