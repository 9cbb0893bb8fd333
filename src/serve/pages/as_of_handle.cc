#include "serve/pages/as_of_handle.h"

#include <algorithm>
#include <map>
#include <vector>

namespace checkback {
namespace {

constexpr std::size_t kMostMoments = 120;  // of the handle; of more, every so many
constexpr std::size_t kMostDays = 60;      // of the rail, the newest
constexpr std::size_t kMostTicks = 8;      // of a day

// When something other than a visit came, by time.
std::vector<const StoryCapture*> MomentsOf(const StoredStory& story) {
  std::vector<const StoryCapture*> moments;
  for (const StoryCapture& c : story.captures) {
    if (c.is_visit) continue;
    // Of those of one second the last one counts: the page shows them all.
    if (!moments.empty() && moments.back()->capture.seen_at == c.capture.seen_at)
      moments.back() = &c;
    else
      moments.push_back(&c);
  }
  if (moments.size() <= kMostMoments) return moments;
  std::vector<const StoryCapture*> thin;
  for (std::size_t i = 0; i < kMostMoments; ++i)
    thin.push_back(moments[i * (moments.size() - 1) / (kMostMoments - 1)]);
  return thin;
}

}  // namespace

void PutHandle(const StoredStory& story, const Asked& asked, Html& html) {
  const std::vector<const StoryCapture*> moments = MomentsOf(story);
  if (moments.size() < 2) return;
  const StoryCapture* shown = nullptr;  // the last moment that the page knows
  if (asked.as_of)
    for (const StoryCapture* moment : moments)
      if (moment->capture.seen_at <= *asked.as_of) shown = moment;
  html.Put(
      "<form class=\"handle\" action=\"/stories/{}\"><label for=\"moment\">as of</label> <select "
      "id=\"moment\" name=\"as_of\">",
      story.id);
  for (const StoryCapture* moment : moments)
    html.Put("<option value=\"{}\"{}>{} · {}</option>", ToRfc3339(moment->capture.seen_at),
             moment == shown ? Html().Put(" selected") : Html(),
             WordsOf(moment->capture.seen_at, asked), moment->outlet);
  html.Put("<option value=\"\"{}>now</option></select> <button>Show</button></form>",
           shown == nullptr ? Html().Put(" selected") : Html());
}

void PutRail(const StoredStory& story, const Asked& asked, Html& html) {
  std::map<std::chrono::sys_days, std::size_t> days;
  for (const StoryCapture& c : story.captures)
    if (!c.is_visit) ++days[std::chrono::floor<std::chrono::days>(c.capture.seen_at)];
  if (days.size() < 2) return;
  while (days.size() > kMostDays) days.erase(days.begin());
  html.Put("<nav class=\"rail\" aria-label=\"The story as of each day\"><ol>");
  for (auto day = days.rbegin(); day != days.rend(); ++day) {
    const bool is_shown =
        asked.as_of && std::chrono::floor<std::chrono::days>(*asked.as_of) == day->first;
    PageTime bare;
    bare.utc = day->first;
    html.Put("<li class=\"t{}\"><a href=\"/stories/{}?as_of={}\"{}>{}</a></li>",
             std::min(day->second, kMostTicks), story.id, ToRfc3339(bare),
             is_shown ? Html().Put(" aria-current=\"date\"") : Html(), WordsOf(bare, asked));
  }
  html.Put("</ol></nav>\n");
}

}  // namespace checkback
