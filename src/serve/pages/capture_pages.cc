// Of one capture: what its outlet changed since the version before, and why it stands in its story.

#include <fmt/format.h>

#include "answer/looks_json.h"
#include "answer/versions_json.h"
#include "serve/pages/edit_marks.h"
#include "serve/pages/pages.h"

namespace checkback {
namespace {

std::string HeadlineOf(const Article& article) {
  return article.headline.empty() ? "(no headline)" : article.headline;
}

void PutBackLinks(const Capture& capture, const StoryReason* reason, const Asked& asked,
                  Html& html) {
  html.Put("<p class=\"ours counts\"><span><a href=\"/captures/{}{}\">The article</a></span>",
           capture.id, AsOfOf(asked));
  if (reason != nullptr)
    html.Put("<span><a href=\"/stories/{}{}\">The story</a></span>", reason->story, AsOfOf(asked));
  html.Put("<span>seen {} UTC</span></p></header>\n", WhenOf(capture.seen_at, asked));
}

// `id` as a link to the story of it; "none" without one.
Html StoryLink(const std::string& id, const Asked& asked) {
  Html html;
  if (id.empty()) return html.Put("none");
  const Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return html.Put("{}", id);
  html.Put("<a dir=\"auto\" href=\"/stories/{}{}\">{}</a>", story->id, AsOfOf(asked),
           story->title.empty() ? "(no headline)" : story->title);
  return html;
}

// What an article is called, and whose it is, as a link to it; its id where it cannot be had.
Html ArticleLink(const std::string& id, const Asked& asked) {
  Html words;
  const Result<Capture> capture = asked.store.FindCapture(id);
  const Result<Article> article =
      capture ? asked.store.ArticleOf(*capture) : Result<Article>(Fail(capture.error()));
  if (article)
    words.Put("{}", HeadlineOf(*article));
  else
    words.Put("{}", id);
  Html html;
  html.Put("<a dir=\"auto\" href=\"/captures/{}{}\">{}</a>", id, AsOfOf(asked), words);
  if (article)
    html.Put(" <span class=\"ours\">{}, {}</span>", article->outlet,
             WhenOf(capture->seen_at, asked));
  return html;
}

std::string_view ReasonWords(std::string_view reason) {
  if (reason == "founded") return "No story was like it, so it began one.";
  if (reason == "joined") return "It is like this story more than any other.";
  if (reason == "follows") return "It prints or changes the words of an article of this story.";
  if (reason == "pinned") return "A person put it there.";
  if (reason == "visit") return "It is a version that was seen before.";
  return reason;
}

void PutTerms(const StoryReason& reason, Html& html) {
  if (reason.shared.empty()) return;
  html.Put(
      "<h2>Words that it shares with the likeliest story</h2><div class=\"wide\"><table><thead><tr>"
      "<th scope=\"col\">Word</th><th scope=\"col\">Weight</th></tr></thead><tbody>");
  for (const StoryReason::Term& term : reason.shared)
    html.Put("<tr><td dir=\"auto\">{}{}</td><td class=\"number\">{}</td></tr>", term.word,
             term.is_name ? Html().Put(" <span class=\"ours\">name</span>") : Html(),
             fmt::format("{:.2f}", term.weight));
  html.Put("</tbody></table></div>");
}

std::string NextWords(const LookReason& reason, const Asked& asked) {
  const bool over = reason.page.state == PageState::kDone || reason.page.state == PageState::kGone;
  if (over) return "not looked at again";
  if (!reason.next) return "looked at as soon as the turn of its host comes";
  if (*reason.next < asked.now + std::chrono::minutes(1)) return "due now";
  return fmt::format("in {}", AgeOf(asked.now, *reason.next));
}

void PutRate(const RevisitReason& plan, const LookReason& reason, const Asked& asked, Html& html) {
  html.Put(
      "<div><dt>How often it changes</dt><dd>pages of its age on its site: <b class=\"number\">{}"
      "</b> an hour; this one times <b class=\"number\">{}</b>",
      fmt::format("{:.3g}", plan.site_an_hour), fmt::format("{:.3g}", plan.factor));
  for (const LookCall& call : CallsOf(reason, asked.now))
    html.Put("; times <b class=\"number\">{}</b>: {}", fmt::format("{:.3g}", call.times),
             CallWords(call.what));
  html.Put(
      "</dd></div><div><dt>So it is looked at</dt><dd><b class=\"number\">{}</b> times an hour, of "
      "{} looks a second for {}</dd></div>",
      fmt::format("{:.3g}", plan.visits_an_hour), fmt::format("{:.3g}", reason.visits_a_second),
      CountOf(reason.watched, "page", "pages"));
}

// When it is looked at again, and why then; nothing of a page that is not followed, nor in the
// past.
Result<void> PutLooks(const std::string& url, const Asked& asked, Html& html) {
  if (asked.as_of || asked.looks == nullptr) return {};
  const Result<LookReason> reason =
      LookReasonIn(std::string(asked.folder), asked.store, url, *asked.looks, asked.now);
  if (!reason && reason.error().code == Errc::kNotFound) return {};
  if (!reason) return Fail(reason.error());
  html.Put(
      "<h2>When it is looked at again</h2><dl class=\"days\"><div><dt>Next</dt><dd>{}{}{}"
      "</dd></div>",
      NextWords(*reason, asked), reason->page.reason.empty() ? "" : "; ", reason->page.reason);
  if (!reason->source.empty()) html.Put("<div><dt>Listed by</dt><dd>{}</dd></div>", reason->source);
  if (reason->plan) PutRate(*reason->plan, *reason, asked, html);
  if (!reason->looks.empty()) html.Put("<div><dt>The last looks</dt><dd>");
  for (const PageLook& look : reason->looks)
    html.Put("<div>{}: {}</div>", WhenOf(look.capture.seen_at, asked), GaveWords(look.gave));
  if (!reason->looks.empty()) html.Put("</dd></div>");
  html.Put("</dl>");
  return {};
}

}  // namespace

Result<std::string> ChangesPage(const Asked& asked, std::string_view id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  Result<std::vector<PageVersion>> versions = asked.store.VersionsOf(capture->url);
  if (!versions) return Fail(versions.error());
  const Result<std::vector<ShownVersion>> shown = WithChanges(asked.store, std::move(*versions));
  if (!shown) return Fail(shown.error());
  std::size_t at = 0;
  for (std::size_t i = 0; i < shown->size(); ++i)
    if ((*shown)[i].version.capture.seen_at <= capture->seen_at) at = i;
  if (shown->empty()) return Fail(Errc::kNotFound, "No article was seen at that address.");
  const ShownVersion& now = (*shown)[at];
  const std::string headline = HeadlineOf(now.article);
  Html html;
  html.Put(
      "<header class=\"head\"><h1>What changed in version {}</h1><p dir=\"auto\" lang=\"{}\" "
      "class=\"standfirst\">{}</p>",
      at + 1, now.article.language, headline);
  PutBackLinks(now.version.capture, nullptr, asked, html);
  if (at == 0 || !now.since) {
    html.Put("<p class=\"empty\">This is the first version that was seen.</p>");
  } else if (now.since->edits.empty()) {
    html.Put("<p class=\"empty\">Its notes, or the order of sentences; no words.</p>");
  } else {
    html.Put("<ul class=\"edits changes\" lang=\"{}\">", now.article.language);
    for (const Edit& edit : now.since->edits)
      PutChange(edit, (*shown)[at - 1].article, now.article, html);
    html.Put("</ul>");
  }
  html.Put("<nav class=\"contents\" aria-label=\"Versions of this page\">");
  for (std::size_t i = 0; i < shown->size(); ++i)
    html.Put("<a href=\"/captures/{}/changes{}\"{}>version {}, {}</a> ",
             (*shown)[i].version.capture.id, AsOfOf(asked),
             i == at ? Html().Put(" aria-current=\"true\"") : Html(), i + 1,
             WhenOf((*shown)[i].version.capture.seen_at, asked));
  html.Put("</nav>");
  return PageOf(asked, fmt::format("Changes: {}", headline), html);
}

Result<std::string> WhyPage(const Asked& asked, std::string_view id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<Article> article = asked.store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  const Result<StoryReason> reason = asked.store.ReasonOf(*capture);
  if (!reason) return Fail(reason.error());
  Html html;
  html.Put(
      "<header class=\"head\"><h1>About this answer</h1><p dir=\"auto\" lang=\"{}\" "
      "class=\"standfirst\">{}</p>",
      article->language, HeadlineOf(*article));
  PutBackLinks(*capture, &*reason, asked, html);
  html.Put("<h2>Why it stands in this story</h2><p>{}</p><dl class=\"days\">",
           ReasonWords(reason->reason));
  if (!reason->follows.empty())
    html.Put("<div><dt>Whose words it carries</dt><dd>{}</dd></div>",
             ArticleLink(reason->follows, asked));
  html.Put("<div><dt>The likeliest story</dt><dd>{} <b class=\"number\">{}</b></dd></div>",
           StoryLink(reason->best, asked), fmt::format("{:.3f}", reason->score));
  if (reason->returned)
    html.Put(
        "<div><dt>By its names</dt><dd>after {} hours of silence it has {} that this story alone "
        "had told; all else gave <b class=\"number\">{}</b></dd></div>",
        fmt::format("{:.0f}", reason->returned->hours),
        fmt::format("{:.0f}", reason->returned->names),
        fmt::format("{:.3f}", reason->returned->forest));
  html.Put("<div><dt>The next one</dt><dd>{} <b class=\"number\">{}</b></dd></div></dl>",
           StoryLink(reason->runner_up, asked), fmt::format("{:.3f}", reason->runner_up_score));
  PutTerms(*reason, html);
  if (const auto put = PutLooks(capture->url, asked, html); !put) return Fail(put.error());
  html.Put(
      "<p class=\"ours\"><a href=\"/captures/{}/raw\" download>The raw capture</a>, {} bytes "
      "of segment {}; SHA-256 of its content <code>{}</code></p>",
      capture->id, capture->raw.length, capture->raw.segment, capture->sha256);
  return PageOf(asked, "About this answer", html);
}

}  // namespace checkback
