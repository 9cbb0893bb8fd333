// Who says what, and where two sentences cannot both hold.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "answer/standing_words.h"
#include "serve/pages/differing_words.h"
#include "serve/pages/passages.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

// Of the page of a story; its page "who" has them all.
constexpr std::size_t kSourcesShown = 8;
constexpr std::size_t kClaimsShown = 10;
constexpr std::size_t kStatementsShown = 4;  // of a source, the newest
constexpr std::size_t kMostCells = 40;       // the newest

// The statements of one source, each once, however many captures print it.
struct SourceStatements {
  std::string_view source;
  std::vector<const StoryStatement*> all;
  std::vector<PrintedOnce> once;  // places in `all`
};

// The statuses of a source in the order of time.
void PutCells(const SourceStatements& source, Html& html) {
  const std::size_t first = source.once.size() - std::min(source.once.size(), kMostCells);
  std::map<std::string_view, std::size_t> counts;
  for (const PrintedOnce& one : source.once) ++counts[source.all[one.first]->status];
  std::string words;
  for (const auto& [status, count] : counts)
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, status);
  html.Put("<span class=\"cells\" role=\"img\" aria-label=\"{}\">", words);
  for (std::size_t i = first; i < source.once.size(); ++i) {
    const std::string& status = source.all[source.once[i].first]->status;
    html.Put("<b class=\"cell {}\">{}</b>", status, LetterOfStatus(status));
  }
  html.Put("</span>");
}

void PutStatementsOf(const WholeStory& whole, const SourceStatements& source, const Asked& asked,
                     Extent extent, Html& html) {
  html.Put("<details class=\"source\"><summary><b dir=\"auto\">{}</b> ", source.source);
  PutCells(source, html);
  html.Put(" <span class=\"ours\">{}</span></summary><ul>",
           CountOf(source.once.size(), "statement", "statements"));
  const std::size_t count = source.once.size();
  const bool is_cut = extent == Extent::kBrief && count > kStatementsShown + 1;
  for (std::size_t i = is_cut ? count - kStatementsShown : 0; i < count; ++i) {
    const StoryStatement& statement = *source.all[source.once[i].first];
    std::vector<std::size_t> again;
    again.reserve(source.once[i].again.size());
    for (const std::size_t other : source.once[i].again)
      again.push_back(source.all[other]->at.capture);
    html.Put("<li>{} <span class=\"state\">{}</span> {}</li>",
             LinkedWords(whole, statement.at, asked), statement.status,
             PrintedBy(whole, statement.at.capture, again, asked));
  }
  if (is_cut)
    html.Put("<li>{}</li>", PartLink(whole.story, "who", asked,
                                     fmt::format("all {} of them", source.once.size())));
  html.Put("</ul></details>\n");
}

// One row a claim: its cells in time order, a letter in each, and under it who said what.
void PutClaim(const WholeStory& whole, const StoryClaim& claim, const Asked& asked, Html& html) {
  html.Put("<details class=\"claim\" id=\"{}\"><summary><span class=\"cells\">", claim.id);
  for (const StoryStatement& row : claim.rows)
    html.Put("<b class=\"cell {}\" title=\"{}\">{}</b>", row.status, row.status,
             LetterOfStatus(row.status));
  const Passage& first = claim.rows.front().at;
  // No link: what opens the list cannot hold another thing to press.
  html.Put("</span> <span class=\"claimed\" dir=\"auto\">{}</span></summary><ol>",
           Words(whole.articles[first.capture].text, first.span));
  for (const StoryStatement& row : claim.rows)
    html.Put(
        "<li>{} <span class=\"ours\"><span class=\"state\">{}</span> <b dir=\"auto\">{}</b> "
        "{}</span></li>",
        LinkedWords(whole, row.at, asked), row.status, row.source,
        PrintedBy(whole, row.at.capture, asked));
  html.Put("</ol><p class=\"ours\">{}</p></details>\n", WhyLink(whole.story, claim.id, asked));
}

// Who says most comes first.
std::vector<SourceStatements> SourcesOf(const WholeStory& whole) {
  std::map<std::string_view, std::vector<const StoryStatement*>> by_source;
  for (const StoryStatement& statement : whole.told.statements) {
    if (statement.source.empty()) continue;  // the outlet's own words stand in the news above
    // "Varn" of one article is "Ilka Varn" of the story.
    const std::string& source =
        statement.who ? whole.told.names[*statement.who].name : statement.source;
    by_source[source].push_back(&statement);
  }
  std::vector<SourceStatements> sources;
  sources.reserve(by_source.size());
  for (auto& [source, statements] : by_source) {
    std::vector<std::string> keys;
    keys.reserve(statements.size());
    for (const StoryStatement* statement : statements)
      keys.push_back(
          fmt::format("{}\n{}", statement->status,
                      Words(whole.articles[statement->at.capture].text, statement->at.span)));
    sources.push_back({source, std::move(statements), EachOnce(keys)});
  }
  std::stable_sort(sources.begin(), sources.end(),
                   [](const SourceStatements& a, const SourceStatements& b) {
                     return a.once.size() > b.once.size();
                   });
  return sources;
}

void PutClaims(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  const std::vector<StoryClaim>& claims = whole.told.claims;
  if (claims.empty()) return;
  html.Put(
      "<p class=\"ours\">C confirmed, R reported, D denied, U unclear, ? conditional, P "
      "planned</p>\n");
  const std::size_t shown =
      extent == Extent::kWhole ? claims.size() : std::min(claims.size(), kClaimsShown);
  for (std::size_t i = claims.size() - shown; i < claims.size(); ++i)
    PutClaim(whole, claims[i], asked, html);
}

}  // namespace

void PutStatements(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  const std::vector<SourceStatements> sources = SourcesOf(whole);
  if (sources.empty() && whole.told.claims.empty()) return;
  html.Put("<section id=\"who\" aria-labelledby=\"who-h\"><h2 id=\"who-h\">Who says what</h2>\n");
  PutClaims(whole, asked, extent, html);
  const std::size_t shown =
      extent == Extent::kWhole ? sources.size() : std::min(sources.size(), kSourcesShown);
  for (std::size_t i = 0; i < shown; ++i) PutStatementsOf(whole, sources[i], asked, extent, html);
  if (shown < sources.size() ||
      (extent == Extent::kBrief && whole.told.claims.size() > kClaimsShown))
    html.Put("<p class=\"ours\">{}</p>",
             PartLink(whole.story, "who", asked,
                      fmt::format("all {} and all statements",
                                  CountOf(sources.size(), "source", "sources"))));
  html.Put("</section>\n");
}

void PutContradictions(const WholeStory& whole, const Asked& asked, Html& html) {
  if (whole.told.contradictions.empty()) return;
  html.Put(
      "<section id=\"against\" aria-labelledby=\"against-h\"><h2 id=\"against-h\">Sentences "
      "that cannot both hold</h2>\n");
  for (const Contradiction& pair : whole.told.contradictions) {
    const std::string_view a = Words(whole.articles[pair.a.capture].text, pair.a.span);
    const std::string_view b = Words(whole.articles[pair.b.capture].text, pair.b.span);
    html.Put(
        "<div class=\"against\" id=\"{}\"><h3 dir=\"auto\">{} <span class=\"ours\">{}{}</span></h3>"
        "<div><p>{}</p><p class=\"ours\">{}</p></div><div><p>{}</p><p class=\"ours\">{}</p></div>"
        "</div>\n",
        pair.id, pair.about, NameOf(pair.kind), WhyLink(whole.story, pair.id, asked),
        LinkedWords(whole, pair.a, asked, DifferingWords(a, b)),
        PrintedBy(whole, pair.a.capture, asked),
        LinkedWords(whole, pair.b, asked, DifferingWords(b, a)),
        PrintedBy(whole, pair.b.capture, asked));
  }
  html.Put("</section>\n");
}

}  // namespace checkback
