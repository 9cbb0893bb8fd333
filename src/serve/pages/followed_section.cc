#include "serve/pages/followed_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "answer/sources_json.h"

namespace checkback {
namespace {

// "layout_changed" as "layout changed".
std::string StateWords(std::string_view state) {
  std::string words(state);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

Html LinkedName(const FollowedSource& source) {
  const std::string& name = source.title.empty() ? source.url : source.title;
  Html html;
  if (IsWebLink(source.url_in_use))
    html.Put("<a href=\"{}\" rel=\"noreferrer\">{}</a>", source.url_in_use, name);
  else
    html.Put("{}", name);
  return html;
}

Html ReasonsOf(const SourceStatus& status, const Asked& asked) {
  Html html;
  for (const SourceTrouble& trouble : status.troubles) {
    html.Put("<div>");
    if (&trouble != &status.troubles.front()) html.Put("{}: ", StateWords(NameOf(trouble.trouble)));
    html.Put("{}", trouble.text);
    if (trouble.since)
      html.Put(" <span class=\"ours\">since {}</span>", WhenOf(*trouble.since, asked));
    html.Put("</div>");
  }
  if (const std::string words = ScriptWords(status); !words.empty())
    html.Put("<div>{}</div>", words);
  if (!status.source.note.empty()) html.Put("<div>{}</div>", status.source.note);
  return html;
}

Html AskedWhen(const FollowedSource& source, const Asked& asked) {
  Html html;
  if (source.last_tried)
    html.Put("{}", AgoOf(*source.last_tried, asked.now));
  else
    html.Put("not yet");
  if (!source.next_due)
    html.Put("; not again");
  else if (*source.next_due < asked.now + std::chrono::minutes(1))
    html.Put("; due now");
  else
    html.Put("; again in {}", AgeOf(asked.now, *source.next_due));
  return html;
}

void Row(const SourceStatus& status, const Asked& asked, Html& html) {
  const auto today = std::chrono::floor<std::chrono::days>(asked.now);
  const bool any_today = !status.days.empty() && status.days.front().day == today;
  html.Put(
      "<tr><th scope=\"row\" dir=\"auto\">{} <span class=\"ours\">{}</span></th><td>{}</td>"
      "<td dir=\"auto\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
      LinkedName(status.source), NameOf(status.source.kind), StateWords(status.state),
      ReasonsOf(status, asked), any_today ? status.days.front().listed : 0U,
      status.PagesIn(PageState::kWatched), AskedWhen(status.source, asked));
}

}  // namespace

Result<Html> FollowedSection(const Asked& asked) {
  Html html;
  if (asked.as_of || asked.folder.empty()) return html;
  const auto book =
      SourceBook::OpenToRead(fmt::format("{}/{}", asked.folder, SourceBook::kFileName));
  if (!book) return Fail(book.error());
  if (!*book) return html;
  std::vector<SourceStatus> sources;
  const Result<void> done = ForEachSource(
      **book, asked.now, [&](const SourceStatus& status) { sources.push_back(status); });
  if (!done) return Fail(done.error());
  if (sources.empty()) return html;
  std::stable_partition(sources.begin(), sources.end(),
                        [](const SourceStatus& status) { return !IsWell(status); });
  const auto well = std::count_if(sources.begin(), sources.end(), IsWell);
  html.Put("<h2>Followed</h2><p class=\"ours\">{}, {} without trouble.</p>",
           CountOf(sources.size(), "source", "sources"), well);
  html.Put(
      "<div class=\"wide\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"Followed\"><table><thead><tr>"
      "<th scope=\"col\">Source</th><th scope=\"col\">State</th><th scope=\"col\">Why</th><th "
      "scope=\"col\">New today</th><th scope=\"col\">Pages watched</th><th "
      "scope=\"col\">Asked</th></tr></thead><tbody>\n");
  for (std::size_t i = 0; i < std::min(sources.size(), kMostFollowedShown); ++i)
    Row(sources[i], asked, html);
  html.Put("</tbody></table></div>");
  if (sources.size() > kMostFollowedShown)
    html.Put("<p class=\"ours\">and {} more</p>", sources.size() - kMostFollowedShown);
  return html;
}

}  // namespace checkback
