// Who says what, and where two sentences cannot both hold.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "answer/standing_words.h"
#include "serve/pages/differing_words.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kSourcesShown = 12;  // the others folded
constexpr std::size_t kMostCells = 40;     // the newest

using SourceStatements = std::pair<std::string_view, std::vector<const StoryStatement*>>;

// One letter for a status, so that colour is never alone.
std::string_view LetterOf(std::string_view status) {
  struct Letter {
    std::string_view status, letter;
  };
  constexpr Letter kLetters[] = {{"confirmed", "C"}, {"reported", "R"}, {"denied", "D"},
                                 {"unclear", "U"},   {"planned", "P"},  {"proposed", "p"}};
  for (const Letter& one : kLetters)
    if (one.status == status) return one.letter;
  return "?";
}

// The statuses of a source in the order of time.
void PutCells(const std::vector<const StoryStatement*>& statements, Html& html) {
  const std::size_t first = statements.size() - std::min(statements.size(), kMostCells);
  std::map<std::string_view, std::size_t> counts;
  for (const StoryStatement* statement : statements) ++counts[statement->status];
  std::string words;
  for (const auto& [status, count] : counts)
    words += fmt::format("{}{} {}", words.empty() ? "" : ", ", count, status);
  html.Put("<span class=\"cells\" role=\"img\" aria-label=\"{}\">", words);
  for (std::size_t i = first; i < statements.size(); ++i)
    html.Put("<span class=\"cell {}\">{}</span>", statements[i]->status,
             LetterOf(statements[i]->status));
  html.Put("</span>");
}

void PutStatementsOf(const WholeStory& whole, const SourceStatements& source, const Asked& asked,
                     Html& html) {
  html.Put("<details class=\"source\"><summary><b dir=\"auto\">{}</b> ", source.first);
  PutCells(source.second, html);
  html.Put(" <span class=\"ours\">{}</span></summary><ul>",
           CountOf(source.second.size(), "statement", "statements"));
  for (const StoryStatement* statement : source.second)
    html.Put("<li>{} <span class=\"state\">{}</span> {}</li>",
             LinkedWords(whole, statement->at, asked), statement->status,
             PrintedBy(whole, statement->at.capture, asked));
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
  html.Put("</ol></details>\n");
}

}  // namespace

void PutStatements(const WholeStory& whole, const Asked& asked, Html& html) {
  std::map<std::string_view, std::vector<const StoryStatement*>> by_source;
  std::size_t count = 0;
  for (const StoryStatement& statement : whole.told.statements) {
    if (statement.source.empty()) continue;  // the outlet's own words stand in the news above
    // "Varn" of one article is "Ilka Varn" of the story.
    const std::string& source =
        statement.who ? whole.told.names[*statement.who].name : statement.source;
    by_source[source].push_back(&statement);
    ++count;
  }
  if (count == 0 && whole.told.claims.empty()) return;
  // Who says most comes first.
  std::vector<SourceStatements> sources(by_source.begin(), by_source.end());
  std::stable_sort(sources.begin(), sources.end(),
                   [](const SourceStatements& a, const SourceStatements& b) {
                     return a.second.size() > b.second.size();
                   });
  html.Put("<section id=\"who\" aria-labelledby=\"who-h\"><h2 id=\"who-h\">Who says what</h2>\n");
  if (!whole.told.claims.empty())
    html.Put(
        "<p class=\"ours\">C confirmed, R reported, D denied, U unclear, ? conditional, P "
        "planned</p>\n");
  for (const StoryClaim& claim : whole.told.claims) PutClaim(whole, claim, asked, html);
  const std::size_t shown = std::min(sources.size(), kSourcesShown);
  for (std::size_t i = 0; i < shown; ++i) PutStatementsOf(whole, sources[i], asked, html);
  if (shown < sources.size()) {
    html.Put("<details class=\"source\"><summary>and {}</summary>",
             CountOf(sources.size() - shown, "other", "others"));
    for (std::size_t i = shown; i < sources.size(); ++i)
      PutStatementsOf(whole, sources[i], asked, html);
    html.Put("</details>\n");
  }
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
        "<div class=\"against\"><h3 dir=\"auto\">{}</h3><div><p>{}</p><p "
        "class=\"ours\">{}</p></div><div><p>{}</p><p class=\"ours\">{}</p></div></div>\n",
        pair.about, LinkedWords(whole, pair.a, asked, DifferingWords(a, b)),
        PrintedBy(whole, pair.a.capture, asked),
        LinkedWords(whole, pair.b, asked, DifferingWords(b, a)),
        PrintedBy(whole, pair.b.capture, asked));
  }
  html.Put("</section>\n");
}

}  // namespace checkback
