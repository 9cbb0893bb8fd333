// Who printed it, and whose report it goes back to.

#include <map>
#include <set>

#include "answer/story_edits.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

void PutOrigins(const StoredStory& story, Html& html) {
  std::map<ArticleId, std::string_view> outlets;
  for (const StoryCapture& c : story.captures)
    outlets[static_cast<ArticleId>(c.capture.key)] = c.outlet;
  html.Put("<ul class=\"origins\">");
  for (const Origin& origin : story.origins.origins) {
    std::set<std::string_view> printed_by;
    for (const ArticleId id : origin.articles) printed_by.insert(outlets[id]);
    printed_by.erase(origin.name);
    html.Put("<li><b dir=\"auto\">{}</b> <span class=\"ours\">{}{}</span>", origin.name,
             CountOf(origin.articles.size(), "article", "articles"),
             origin.credited ? ", credited" : "");
    if (!printed_by.empty()) {
      html.Put("<ul>");
      for (const std::string_view outlet : printed_by) html.Put("<li dir=\"auto\">{}</li>", outlet);
      html.Put("</ul>");
    }
    html.Put("</li>");
  }
  html.Put("</ul>");
}

}  // namespace

void PutArticles(const WholeStory& whole, const Asked& asked, Html& html) {
  const StoredStory& story = whole.story;
  html.Put(
      "<section id=\"articles\" aria-labelledby=\"articles-h\"><h2 id=\"articles-h\">{}, "
      "{}</h2>\n",
      CountOf(story.articles, "article", "articles"),
      CountOf(story.origins.origins.size(), "origin", "origins"));
  PutOrigins(story, html);
  html.Put(
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Seen</th><th "
      "scope=\"col\">Outlet</th><th scope=\"col\">Headline</th><th "
      "scope=\"col\"></th></tr></thead><tbody>\n");
  for (std::size_t i = story.captures.size(); i-- > 0;) {
    const StoryCapture& c = story.captures[i];
    if (c.is_visit) continue;
    const std::optional<std::size_t> original = OriginalOf(story, i);
    html.Put(
        "<tr><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\"><a lang=\"{}\" "
        "href=\"/captures/{}{}\">{}</a></td><td class=\"ours\">{}{}</td></tr>\n",
        WhenOf(c.capture.seen_at, asked), c.outlet, c.language, c.capture.id, AsOfOf(asked),
        c.headline.empty() ? c.capture.url : c.headline,
        c.version > 1 ? Html().Put("version {} ", c.version) : Html(),
        original ? Html().Put("copy of {}", story.captures[*original].outlet) : Html());
  }
  html.Put("</tbody></table></div></section>\n");
}

}  // namespace checkback
