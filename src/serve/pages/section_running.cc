// The affair that a story is part of.

#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

Html DaySeen(Instant moment, const Asked& asked) {
  return WhenOf(PageTime{.utc = moment, .offset = {}, .has_time = false}, asked);
}

}  // namespace

Html PartOfLink(const StoredStory& story, const Asked& asked) {
  const RunningStory& running = *story.running;
  Html html;
  html.Put("part of: <a href=\"/stories/{}{}#running\"{}>{}</a>, {} since {}", story.id,
           AsOfOf(asked), Html().Put(" lang=\"{}\" dir=\"auto\"", story.language),
           running.title.empty() ? "(no headline)" : running.title,
           CountOf(running.parts.size(), "story", "stories"),
           DaySeen(running.parts.front().first, asked));
  return html;
}

void PutRunning(const StoredStory& story, const Asked& asked, Html& html) {
  if (!story.running) return;
  html.Put(
      "<section id=\"running\" aria-labelledby=\"running-h\"><h2 id=\"running-h\">Part of a "
      "running story</h2><dl class=\"days\">\n");
  for (const RunningStory::Part& part : story.running->parts) {
    const std::string title = part.title.empty() ? "(no headline)" : part.title;
    html.Put("<div><dt>{}</dt><dd dir=\"auto\" lang=\"{}\">", DaySeen(part.first, asked),
             story.language);
    if (part.id == story.id)
      html.Put("<b>{}</b> <span class=\"by\">this story</span>", title);
    else
      html.Put("<a href=\"/stories/{}{}\">{}</a> <span class=\"by\">{}</span>", part.id,
               AsOfOf(asked), title, CountOf(part.articles, "article", "articles"));
    html.Put("</dd></div>\n");
  }
  html.Put("</dl></section>\n");
}

}  // namespace checkback
