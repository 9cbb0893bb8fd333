// Pages over all stories: what is open, and full text.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "serve/pages/pages.h"
#include "serve/pages/story_filter.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostOfFacet = 6;

// `whole` is a stretch of a text whose bytes are `text`; marks count from the text's beginning.
Html WithMatches(std::string_view text, std::size_t starts_at, const std::vector<Span>& marks) {
  Html html;
  std::size_t at = 0;
  for (const Span& mark : marks) {
    if (mark.start < starts_at + at || mark.end > starts_at + text.size()) continue;
    html.Put("{}<mark>{}</mark>", text.substr(at, mark.start - starts_at - at),
             Words(text, {mark.start - starts_at, mark.end - starts_at}));
    at = mark.end - starts_at;
  }
  html.Put("{}", text.substr(at));
  return html;
}

std::string OutletOf(const SearchDocument& document) {
  return document.outlet.empty() ? document.domain : document.outlet;
}

// To the story that an article stands in.
Html StoryLinkOf(const std::string& capture, const Asked& asked) {
  Html html;
  const Result<Capture> found = asked.store.FindCapture(capture);
  if (!found) return html;
  const Result<StoryReason> reason = asked.store.ReasonOf(*found);
  if (reason)
    html.Put("<span><a href=\"/stories/{}{}\">its story</a></span>", reason->story, AsOfOf(asked));
  return html;
}

void PutHit(const SearchHit& hit, const Asked& asked, Html& html) {
  const SearchDocument& document = hit.document;
  const std::string address = fmt::format("/captures/{}{}", document.id, AsOfOf(asked));
  html.Put("<li class=\"story\"><h2 dir=\"auto\" lang=\"{}\"><a href=\"{}\">{}</a></h2>",
           document.language, address,
           document.headline.empty() ? Html().Put("(no headline)")
                                     : WithMatches(document.headline, 0, hit.headline_marks));
  for (const Snippet& snippet : hit.snippets)
    html.Put("<p class=\"snippet\" dir=\"auto\" lang=\"{}\">{}<a href=\"{}\">{}</a>{}</p>",
             document.language, snippet.goes_back ? "… " : "", address,
             WithMatches(snippet.text, snippet.span.start, snippet.marks),
             snippet.goes_on ? " …" : "");
  html.Put("<p class=\"ours counts\"><span dir=\"auto\">{}</span>", OutletOf(document));
  if (document.published_at)
    html.Put("<span>printed {}</span>", WhenOf(*document.published_at, asked));
  html.Put("<span>seen {}</span>{}</p></li>\n", WhenOf(document.seen_at, asked),
           StoryLinkOf(document.id, asked));
}

// How many of the hits have each value of one kind; the commonest first.
using Facet = std::vector<std::pair<std::string, std::size_t>>;
Facet FacetOf(const std::vector<SearchHit>& hits,
              const std::function<std::string(const SearchDocument&)>& value) {
  std::map<std::string, std::size_t> counts;
  for (const SearchHit& hit : hits)
    if (std::string one = value(hit.document); !one.empty()) ++counts[std::move(one)];
  Facet facet(counts.begin(), counts.end());
  std::stable_sort(facet.begin(), facet.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  facet.resize(std::min(facet.size(), kMostOfFacet));
  return facet;
}

// Links that ask for less, by what the hits on this page have: nothing where all have the same.
void PutNarrower(const SearchPage& page, std::string_view typed, std::string_view others,
                 Html& html) {
  struct Kind {
    std::string_view words, field;
    std::string (*value)(const SearchDocument&);
  };
  constexpr std::size_t kMonth = 7;  // of 2025-05-14
  const Kind kinds[] = {
      {"Outlet", "outlet", [](const SearchDocument& d) { return OutletOf(d); }},
      {"Language", "language", [](const SearchDocument& d) { return d.language; }},
      {"Month", "date", [](const SearchDocument& d) {
         return (d.published_at ? ToRfc3339(*d.published_at) : ToRfc3339(d.seen_at))
             .substr(0, kMonth);
       }}};
  // OR binds less than words side by side.
  const bool groups = typed.find(" OR ") != typed.npos;
  const std::string wanted = groups ? fmt::format("({})", typed) : std::string(typed);
  Html list;
  for (const Kind& kind : kinds) {
    const Facet facet = FacetOf(page.hits, kind.value);
    if (facet.size() < 2) continue;
    list.Put("<div><dt>{}</dt><dd>", kind.words);
    for (const auto& [value, count] : facet) {
      if (value.find('"') != value.npos) continue;  // no phrase can hold it
      const std::string query = fmt::format("{} {}:\"{}\"", wanted, kind.field, value);
      list.Put("<a dir=\"auto\" href=\"/search?q={}{}\">{}</a> <span class=\"number\">{}</span> ",
               PercentEncoded(query), others, value, count);
    }
    list.Put("</dd></div>");
  }
  if (!list.empty())
    html.Put(
        "<details class=\"narrower\"><summary>narrow, by the {} on this page</summary><dl "
        "class=\"help\">{}</dl></details>",
        CountOf(page.hits.size(), "article", "articles"), list);
}

// Not in the store is not the same as not in the world.
void PutNotFound(const Asked& asked, Html& html) {
  html.Put("<p class=\"empty\">Not found: no article that checkback holds has all of this.");
  if (const std::optional<Instant> last = LastSeenIn(asked.store))
    html.Put(" The last page came in {}, {}; what was never fetched cannot be found.",
             WhenOf(*last, asked), AgoOf(*last, asked.now));
  html.Put("</p>");
}

void PutSearchHelp(Html& html) {
  html.Put(
      "<div class=\"empty\"><p>All words must stand in the article; case and accents do not "
      "count.</p><dl class=\"help\"><div><dt>\"general strike\"</dt><dd>these words in this "
      "order</dd></div><div><dt>strike OR walkout</dt><dd>one of them</dd></div><div><dt>strike "
      "-sport</dt><dd>without a word</dd></div><div><dt>negotiat*</dt><dd>words that begin "
      "so</dd></div><div><dt>headline:strike outlet:bbc.co.uk date:2025-05</dt><dd>in one "
      "field</dd></div><div><dt>speaker:minister status:denied</dt><dd>who says, and how "
      "sure</dd></div></dl></div>");
}

}  // namespace

Result<std::string> SearchResultsPage(const Asked& asked) {
  const std::string_view typed = asked.target.Parameter("q");
  Html html;
  html.Put("<h1>{}</h1>", typed.empty() ? std::string("Search") : fmt::format("Search: {}", typed));
  if (typed.empty()) {
    PutSearchHelp(html);
    return PageOf(asked, "Search", html);
  }
  const auto parsed = ParseQuery(typed);
  if (const auto* fault = std::get_if<QueryFault>(&parsed)) {
    html.Put("<p class=\"empty\" role=\"alert\">{}: <code>{}<mark>{}</mark>{}</code></p>",
             fault->what, typed.substr(0, fault->at.start), Words(typed, fault->at),
             typed.substr(std::min(fault->at.end, typed.size())));
    PutSearchHelp(html);
    return PageOf(asked, "Search", html);
  }
  const bool newest = asked.target.Parameter("sort") == "newest";
  const Result<SearchPage> page = asked.store.Search(
      std::get<Query>(parsed), {.after = std::string(asked.target.Parameter("after")),
                                .sort = newest ? SearchSort::kNewest : SearchSort::kBest});
  if (!page) return Fail(page.error());
  const std::string again = fmt::format("q={}{}", PercentEncoded(typed), AsOfOf(asked, '&'));
  html.Put("<p class=\"ours\">{} · <a href=\"/search?{}{}\">{}</a></p>",
           newest ? "newest first" : "best first", again, newest ? "" : "&sort=newest",
           newest ? "best first" : "newest first");
  PutNarrower(*page, typed, AsOfOf(asked, '&') + (newest ? "&sort=newest" : ""), html);
  if (page->hits.empty()) PutNotFound(asked, html);
  if (!page->hits.empty()) html.Put("<ol class=\"stories\">\n");
  for (const SearchHit& hit : page->hits) PutHit(hit, asked, html);
  if (!page->hits.empty()) html.Put("</ol>");
  if (!page->next.empty())
    html.Put(
        "<nav class=\"pages\" aria-label=\"Further results\"><a rel=\"next\" "
        "href=\"/search?{}{}&amp;after={}\">More</a></nav>",
        again, newest ? "&sort=newest" : "", PercentEncoded(page->next));
  return PageOf(asked, fmt::format("Search: {}", typed), html);
}

Result<std::string> QuestionsPage(const Asked& asked) {
  std::string_view state = asked.target.Parameter("state");
  if (state.empty()) state = "open";
  Html html;
  html.Put("<h1>Questions</h1><nav class=\"contents\" aria-label=\"By state\">");
  for (const std::string_view one : {"open", "answered", "expired", "withdrawn"})
    html.Put("<a href=\"/questions?state={}{}\"{}>{}</a> ", one, AsOfOf(asked, '&'),
             one == state ? Html().Put(" aria-current=\"true\"") : Html(), one);
  html.Put("</nav>\n");
  std::size_t stories = 0, questions = 0;
  Result<void> inside;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    const WholeStory& whole = **told;
    Html list;
    for (auto question = whole.told.questions.rbegin(); question != whole.told.questions.rend();
         ++question) {
      if (NameOf(question->state) != state) continue;
      PutQuestion(whole, *question, asked, list, QuestionPlace::kElsewhere);
      ++questions;
    }
    if (!list.empty())
      html.Put(
          "<section><h2 dir=\"auto\" lang=\"{}\"><a href=\"/stories/{}{}\">{}</a></h2><ul "
          "class=\"questions\">{}</ul></section>\n",
          whole.story.language, whole.story.id, AsOfOf(asked),
          whole.story.title.empty() ? "(no headline)" : whole.story.title, list);
    return ++stories < kStoriesAsked;
  });
  if (!done) return Fail(done.error());
  if (!inside) return Fail(inside.error());
  if (questions == 0)
    html.Put("<p class=\"empty\">No question is {} in the {}.</p>", state,
             stories == kStoriesAsked ? "stories that changed last" : "stories of the store");
  return PageOf(asked, "Questions", html);
}

}  // namespace checkback
