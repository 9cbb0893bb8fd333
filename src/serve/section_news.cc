// What was new, newest first; who printed the same stands folded under it.

#include <map>
#include <vector>

#include "answer/story_edits.h"
#include "serve/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kSentencesShown = 3;  // of one update, the rest folded
constexpr std::size_t kMostUpdates = 60;    // shown without ?all=1

// Of each capture those that carry its text, by time.
std::map<std::size_t, std::vector<std::size_t>> CopiesBelow(const StoredStory& story) {
  std::map<std::size_t, std::vector<std::size_t>> below;
  for (const auto& group : story.copies) {
    std::size_t first = group.front();
    for (const std::size_t i : group) first = std::min(first, i);
    for (const std::size_t i : group)
      if (i != first && OriginalOf(story, i) == first) below[first].push_back(i);
  }
  return below;
}

void PutCopies(const WholeStory& whole, const std::vector<std::size_t>& copies, const Asked& asked,
               Html& html) {
  html.Put("<details class=\"copies\"><summary>+{} {} the same report</summary><ul>", copies.size(),
           copies.size() == 1 ? "carries" : "carry");
  for (const std::size_t i : copies) {
    const StoryCapture& c = whole.story.captures[i];
    html.Put("<li><a href=\"/captures/{}{}\" dir=\"auto\">{}</a> {}</li>", c.capture.id,
             AsOfOf(asked), c.headline.empty() ? c.capture.url : c.headline,
             PrintedBy(whole, i, asked));
  }
  html.Put("</ul></details>");
}

void PutUpdate(const WholeStory& whole, const StoryUpdate& update, const Asked& asked, Html& html) {
  const StoryCapture& c = whole.story.captures[update.capture];
  html.Put(
      "<li class=\"told\"><p class=\"when\">{}<a href=\"/captures/{}{}\">{}</a>{}</p>",
      WhenOf(c.capture.seen_at, asked), c.capture.id, AsOfOf(asked), c.outlet,
      c.version > 1 ? Html().Put(" <span class=\"state\">version {}</span>", c.version) : Html());
  for (const NotePassage& note : update.notes)
    html.Put("<p class=\"note\" dir=\"auto\"><span class=\"state\">note</span> {}</p>",
             Words(whole.articles[update.capture].blocks[note.block].text, note.span));
  const auto put = [&](std::size_t i) {
    html.Put("<p>{}</p>", LinkedWords(whole, {update.capture, update.sentences[i]}, asked));
  };
  const std::size_t count = update.sentences.size();
  // One sentence more is shown rather than folded.
  const std::size_t shown = count <= kSentencesShown + 1 ? count : kSentencesShown;
  for (std::size_t i = 0; i < shown; ++i) put(i);
  if (shown == count) return;
  html.Put("<details><summary>{} more that were new</summary>",
           CountOf(count - shown, "sentence", "sentences"));
  for (std::size_t i = shown; i < count; ++i) put(i);
  html.Put("</details>");
}

}  // namespace

void PutNews(const WholeStory& whole, const Asked& asked, Html& html) {
  const auto copies = CopiesBelow(whole.story);
  const bool all = asked.target.Parameter("all") == "1";
  std::size_t shown = 0, left = 0;
  html.Put(
      "<section id=\"new\" aria-labelledby=\"new-h\"><h2 id=\"new-h\">What was new, newest "
      "first</h2><ol class=\"updates\">\n");
  for (std::size_t i = whole.told.updates.size(); i-- > 0;) {
    const StoryUpdate& update = whole.told.updates[i];
    if (update.sentences.empty() && update.notes.empty()) continue;
    if (!all && shown == kMostUpdates) {
      ++left;
      continue;
    }
    ++shown;
    PutUpdate(whole, update, asked, html);
    const auto below = copies.find(update.capture);
    if (below != copies.end()) PutCopies(whole, below->second, asked, html);
    html.Put("</li>\n");
  }
  html.Put("</ol>");
  if (left > 0)
    html.Put("<p class=\"ours\"><a href=\"?all=1{}#new\">{} earlier</a></p>", AsOfOf(asked, '&'),
             CountOf(left, "update", "updates"));
  html.Put("</section>\n");
}

}  // namespace checkback
