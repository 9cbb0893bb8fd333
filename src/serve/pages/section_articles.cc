// Who printed it, and whose report it goes back to.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "answer/story_edits.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostOriginsTold = 40;  // with those who carry them

// How much of the text of `original` stands in each of its copies, by the id of the capture.
std::map<std::string, double> SharesOf(const StoryCapture& original, const Asked& asked) {
  std::map<std::string, double> shares;
  const Result<CopiesFound> found = asked.store.CopiesOf(original.capture);
  if (!found) return shares;
  for (const CopyFound& copy : found->copies) shares[copy.capture.id] = copy.of_this;
  return shares;
}

void PutCarriers(const StoredStory& story, const Origin& origin, const Asked& asked, Html& html) {
  std::vector<const StoryCapture*> carriers;
  for (const StoryCapture& c : story.captures) {
    const bool is_of_it = std::find(origin.articles.begin(), origin.articles.end(),
                                    static_cast<ArticleId>(c.capture.key)) != origin.articles.end();
    if (is_of_it) carriers.push_back(&c);
  }
  if (carriers.size() < 2) return;
  const StoryCapture& original = *carriers.front();
  const std::map<std::string, double> shares = SharesOf(original, asked);
  html.Put("<ul>");
  for (const StoryCapture* c : carriers) {
    html.Put("<li><a href=\"/captures/{}{}\" dir=\"auto\">{}</a>", c->capture.id, AsOfOf(asked),
             c->outlet);
    const auto share = shares.find(c->capture.id);
    if (c == &original)
      html.Put(" <span class=\"ours\">seen first</span>");
    else if (share != shares.end())
      html.Put(" <span class=\"ours\">{} of that text</span>",
               fmt::format("{:.0f} %", share->second * 100));
    html.Put("</li>");
  }
  html.Put("</ul>");
}

void PutOrigins(const StoredStory& story, const Asked& asked, Html& html) {
  html.Put("<ul class=\"origins\">");
  std::size_t told = 0;
  for (const Origin& origin : story.origins.origins) {
    html.Put("<li><b dir=\"auto\">{}</b> <span class=\"ours\">{}{}</span>", origin.name,
             CountOf(origin.articles.size(), "article", "articles"),
             origin.credited ? ", credited" : "");
    if (told++ < kMostOriginsTold) PutCarriers(story, origin, asked, html);
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
  PutOrigins(story, asked, html);
  html.Put(
      "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Seen</th><th "
      "scope=\"col\">Outlet</th><th scope=\"col\">Headline</th><th "
      "scope=\"col\">Version, copy</th></tr></thead><tbody>\n");
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
