// One capture of a page: its article with what was read in it, and the ways from there.

#include <fmt/format.h>

#include <algorithm>

#include "serve/pages/marked_text.h"
#include "serve/pages/pages.h"

namespace checkback {
namespace {

void PutVersions(const Asked& asked, const Capture& shown, Html& html) {
  const Result<std::vector<PageVersion>> versions = asked.store.VersionsOf(shown.url);
  if (!versions || versions->size() < 2) return;
  html.Put("<nav class=\"contents\" aria-label=\"Versions of this page\">");
  for (std::size_t i = 0; i < versions->size(); ++i) {
    const PageVersion& version = (*versions)[i];
    html.Put("<a href=\"/captures/{}{}\"{}>version {}, {}</a> ", version.capture.id, AsOfOf(asked),
             version.capture.id == shown.id ? Html().Put(" aria-current=\"true\"") : Html(), i + 1,
             WhenOf(version.capture.seen_at, asked));
  }
  html.Put("<a data-key=\"v\" href=\"/captures/{}/changes{}\">what changed</a></nav>", shown.id,
           AsOfOf(asked));
}

void PutMarksToggles(Html& html) {
  html.Put(
      "<fieldset class=\"marks\"><legend>Marked in the text</legend>"
      "<label><input type=\"checkbox\" class=\"mark-q\" checked> <span class=\"m q\">quotes</span>"
      "</label> <label><input type=\"checkbox\" class=\"mark-o\" checked> <span class=\"m o\">open "
      "questions</span></label> <label><input type=\"checkbox\" class=\"mark-f\" checked> <span "
      "class=\"m f\">figures</span></label> <label><input type=\"checkbox\" class=\"mark-t\" "
      "checked> <span class=\"m t\">times</span></label></fieldset>\n");
}

void PutSource(const Asked& asked, const Capture& capture, const Article& article, Html& html) {
  html.Put("<p class=\"ours counts\">");
  if (!article.outlet.empty()) html.Put("<span dir=\"auto\">{}</span>", article.outlet);
  if (!article.byline.empty())
    html.Put("<span dir=\"auto\">{}</span>", fmt::format("{}", fmt::join(article.byline, ", ")));
  if (article.published_at)
    html.Put("<span>printed {}</span>", WhenOf(*article.published_at, asked));
  html.Put("<span>seen {} UTC</span>", WhenOf(capture.seen_at, asked));
  if (IsWebLink(capture.url))
    html.Put(
        "<span><a data-key=\"o\" rel=\"noreferrer noopener external\" href=\"{}\">at the "
        "outlet</a></span>",
        capture.url);
  else
    html.Put("<span>{}</span>", capture.url);
  html.Put(
      "<span><a href=\"/captures/{}/raw\" download>raw capture</a></span><span><a "
      "href=\"/captures/{}/why{}\" data-key=\"e\">about this answer</a></span><span><a "
      "href=\"/v1/captures/{}\">JSON</a></span></p>",
      capture.id, capture.id, AsOfOf(asked), capture.id);
}

}  // namespace

Result<std::string> ArticlePage(const Asked& asked, std::string_view id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<Article> article = asked.store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  const Result<Reading> reading = asked.store.ReadingOf(*capture, *article);
  if (!reading) return Fail(reading.error());
  const std::string headline = article->headline.empty() ? "(no headline)" : article->headline;
  Html html;
  html.Put("<article class=\"article\" lang=\"{}\"><header class=\"head\" lang=\"en\">",
           article->language);
  const Result<StoryReason> reason = asked.store.ReasonOf(*capture);
  if (reason && !reason->story.empty())
    html.Put("<p class=\"ours\"><a href=\"/stories/{}{}\">The story</a></p>", reason->story,
             AsOfOf(asked));
  html.Put("<h1 dir=\"auto\" lang=\"{}\">{}</h1>", article->language, headline);
  if (!article->description.empty())
    html.Put("<p class=\"standfirst\" dir=\"auto\" lang=\"{}\">{}</p>", article->language,
             article->description);
  PutSource(asked, *capture, *article, html);
  PutVersions(asked, *capture, html);
  html.Put("</header>\n");
  if (article->text.empty())
    html.Put("<p class=\"empty\">No article was found in this page: {}</p>",
             article->empty_because.empty() ? "it says nothing" : article->empty_because);
  else
    PutMarksToggles(html);
  html.Put("<div class=\"text\">\n{}</div></article>", MarkedText(*article, *reading));
  return PageOf(asked, headline, html);
}

}  // namespace checkback
