// Which outlets there are, and what is known of each: what it printed, changed, copied, and when
// it was seen last.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "answer/story_edits.h"
#include "serve/pages/followed_section.h"
#include "serve/pages/pages.h"

namespace checkback {
namespace {

constexpr std::size_t kMostStories = 500;  // that changed last

struct KnownOutlet {
  std::set<std::int64_t> pages;
  std::size_t versions = 0;  // beyond the first
  std::size_t copies = 0;    // pages with the text of another
  std::size_t stories = 0;
  std::size_t first = 0;  // stories that it told before all others
  Instant last{};
};

void Count(const StoredStory& story, std::map<std::string, KnownOutlet>& outlets) {
  std::set<std::string_view> met;
  const auto originals = OriginalsOf(story);
  for (std::size_t i = 0; i < story.captures.size(); ++i) {
    const StoryCapture& c = story.captures[i];
    KnownOutlet& outlet = outlets[c.outlet];
    if (met.insert(c.outlet).second) {
      ++outlet.stories;
      if (i == 0 && story.articles > 1) ++outlet.first;
    }
    outlet.last = std::max(outlet.last, c.capture.seen_at);
    if (c.is_visit) continue;
    const bool is_first = outlet.pages.insert(c.page).second;
    if (!is_first) ++outlet.versions;
    if (is_first && originals[i]) ++outlet.copies;
  }
}

}  // namespace

Result<std::string> SourcesPage(const Asked& asked) {
  const Result<Html> followed = FollowedSection(asked);
  if (!followed) return Fail(followed.error());
  std::map<std::string, KnownOutlet> outlets;
  std::size_t stories = 0;
  const Result<void> done = asked.store.ForEachStory([&](const StoredStory& story) {
    Count(story, outlets);
    return ++stories < kMostStories;
  });
  if (!done) return Fail(done.error());
  std::vector<std::pair<std::string, KnownOutlet>> by_time(outlets.begin(), outlets.end());
  std::stable_sort(by_time.begin(), by_time.end(),
                   [](const auto& a, const auto& b) { return a.second.last > b.second.last; });
  Html html;
  html.Put("<h1>Sources</h1>{}", *followed);
  html.Put("<h2>Outlets</h2><p class=\"ours\">{} in the {} that changed last.</p>",
           CountOf(by_time.size(), "outlet", "outlets"), CountOf(stories, "story", "stories"));
  html.Put(
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Outlets\"><table "
      "class=\"counted\"><thead><tr>"
      "<th scope=\"col\">Outlet</th><th scope=\"col\">Seen last</th><th "
      "scope=\"col\">Articles</th><th scope=\"col\">Copies</th><th scope=\"col\">Changes</th>"
      "<th scope=\"col\">Stories</th><th scope=\"col\">First to tell</th></tr></thead>"
      "<tbody>\n");
  for (const auto& [name, outlet] : by_time)
    html.Put(
        "<tr><th scope=\"row\" dir=\"auto\"><a href=\"/?outlet={}{}\">{}</a></th><td>{} <span "
        "class=\"ours\">{}</span></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"
        "\n",
        PercentEncoded(name), AsOfOf(asked, '&'), name, WhenOf(outlet.last, asked),
        AgoOf(outlet.last, asked.now), outlet.pages.size(), outlet.copies, outlet.versions,
        outlet.stories, outlet.first);
  html.Put("</tbody></table></div>");
  return PageOf(asked, "Sources", html);
}

}  // namespace checkback
