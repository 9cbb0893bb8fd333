// Who printed it, and whose report it goes back to.

#include <optional>

#include "answer/story_edits.h"
#include "serve/pages/origin_tree.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kArticlesBrief = 15;  // on the page of a story, the newest

void PutArticle(const StoredStory& story, std::size_t i, std::optional<std::size_t> original,
                const Asked& asked, Html& html) {
  const StoryCapture& c = story.captures[i];
  html.Put(
      "<tr><td>{}</td><td dir=\"auto\">{}</td><td dir=\"auto\"><a lang=\"{}\" "
      "href=\"/captures/{}{}\">{}</a></td><td class=\"ours\">",
      WhenOf(c.capture.seen_at, asked), c.outlet, c.language, c.capture.id, AsOfOf(asked),
      c.headline.empty() ? c.capture.url : c.headline);
  if (c.version > 1)
    html.Put("<a href=\"/captures/{}/changes{}\">version {}</a> ", c.capture.id, AsOfOf(asked),
             c.version);
  if (original) html.Put("copy of {} ", story.captures[*original].outlet);
  html.Put("<a href=\"/captures/{}/why{}\">why</a></td></tr>\n", c.capture.id, AsOfOf(asked));
}

}  // namespace

void PutArticles(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  const StoredStory& story = whole.story;
  const auto originals = OriginalsOf(story);
  html.Put(
      "<section id=\"articles\" aria-labelledby=\"articles-h\"><h2 id=\"articles-h\">{}, "
      "{}</h2>\n",
      CountOf(story.articles, "article", "articles"),
      CountOf(story.origins.origins.size(), "origin", "origins"));
  PutOriginTrees(whole, asked, extent, html);
  html.Put(
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Seen</th><th "
      "scope=\"col\">Outlet</th><th scope=\"col\">Headline</th><th "
      "scope=\"col\">Version, copy</th></tr></thead><tbody>\n");
  std::size_t shown = 0, left = 0;
  for (std::size_t i = story.captures.size(); i-- > 0;) {
    if (story.captures[i].is_visit) continue;
    if (extent == Extent::kBrief && shown == kArticlesBrief) {
      ++left;
      continue;
    }
    ++shown;
    PutArticle(story, i, originals[i], asked, html);
  }
  html.Put("</tbody></table></div>");
  if (left > 0)
    html.Put("<p class=\"ours\">{}</p>",
             PartLink(story, "origins", asked, CountOf(left, "earlier one", "earlier ones")));
  html.Put("</section>\n");
}

}  // namespace checkback
