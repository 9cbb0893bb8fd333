// Numbers that moved, as charts with their values; then those that did not.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "serve/pages/figure_chart.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostCharts = 12;
// Of the page of a story; its page "figures" has them all.
constexpr std::size_t kFiguresBrief = 5;    // that moved
constexpr std::size_t kStillBrief = 8;      // that did not
constexpr std::size_t kSentencesBrief = 4;  // of one figure, the newest

std::string NameOfSeries(const FigureSeries& series) {
  if (series.what.empty()) return series.unit;
  return series.what;
}

void PutTable(const WholeStory& whole, const FigureSeries& series,
              const std::vector<PrintedOnce>& once, const Asked& asked, Extent extent, Html& html) {
  html.Put(
      "<details><summary>{}</summary><div class=\"wide\"><table><thead><tr><th "
      "scope=\"col\">Value</th><th scope=\"col\">Words</th><th scope=\"col\">Says "
      "who</th><th scope=\"col\">Printed by</th></tr></thead><tbody>",
      CountOf(once.size(), "sentence", "sentences"));
  const bool is_cut = extent == Extent::kBrief && once.size() > kSentencesBrief + 1;
  for (std::size_t i = is_cut ? once.size() - kSentencesBrief : 0; i < once.size(); ++i) {
    const FigurePoint& point = series.points[once[i].first];
    std::vector<std::size_t> again;
    again.reserve(once[i].again.size());
    for (const std::size_t other : once[i].again) again.push_back(series.points[other].at.capture);
    html.Put("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
             PointWords(point), LinkedWords(whole, point.at, asked),
             point.source.empty() ? "the outlet" : point.source,
             PrintedBy(whole, point.at.capture, again, asked));
  }
  html.Put(
      "</tbody></table></div><p class=\"ours\">{}{}</p></details>",
      WhyLink(whole.story, series.id, asked),
      is_cut ? PartLink(whole.story, "figures", asked, fmt::format("all {} sentences", once.size()))
             : Html());
}

void PutStill(const WholeStory& whole, const std::vector<const FigureSeries*>& still,
              const Asked& asked, Extent extent, Html& html) {
  if (still.empty()) return;
  html.Put("<details class=\"still\"><summary>{} that did not move</summary><ul>",
           CountOf(still.size(), "figure", "figures"));
  const bool is_cut = extent == Extent::kBrief && still.size() > kStillBrief + 1;
  for (std::size_t i = is_cut ? still.size() - kStillBrief : 0; i < still.size(); ++i) {
    const Passage& at = still[i]->points.front().at;
    html.Put("<li><b class=\"number\">{}</b> {}: {} {}</li>", PointWords(still[i]->points.front()),
             NameOfSeries(*still[i]), LinkedWords(whole, at, asked),
             PrintedBy(whole, at.capture, asked));
  }
  if (is_cut)
    html.Put("<li>{}</li>",
             PartLink(whole.story, "figures", asked, fmt::format("all {}", still.size())));
  html.Put("</ul></details>");
}

}  // namespace

std::string ValueWords(double value) {
  constexpr double kWhole = 1e15;  // up to here every whole number is exact
  if (std::floor(value) != value || std::abs(value) >= kWhole) return fmt::format("{:.6g}", value);
  const std::string digits = fmt::format("{:.0f}", std::abs(value));
  std::string words = value < 0 ? "−" : "";
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool group = i > 0 && (digits.size() - i) % 3 == 0;
    if (group && digits.size() > 4) words += ',';  // four digits read well as they are
    words += digits[i];
  }
  return words;
}

std::string PointWords(const FigurePoint& point) {
  if (point.high && *point.high > point.value)
    return fmt::format("{}–{}", ValueWords(point.value), ValueWords(*point.high));
  if (point.bound.empty() || point.bound == "exact" || point.bound == "range")
    return ValueWords(point.value);
  return fmt::format("{} {}", point.bound, ValueWords(point.value));
}

std::string MovesOf(const FigureSeries& series) {
  constexpr std::size_t kMostMoves = 8;  // the newest
  struct Move {
    std::string words;
    double value = 0;
  };
  std::vector<Move> moves;
  for (const FigurePoint& point : series.points) {
    std::string words = PointWords(point);
    const bool known = std::any_of(moves.begin(), moves.end(),
                                   [&](const Move& move) { return move.words == words; });
    if (!known) moves.push_back({std::move(words), point.value});
  }
  const std::size_t first = moves.size() - std::min(moves.size(), kMostMoves);
  std::string out = first > 0 ? "… " : "";
  for (std::size_t i = first; i < moves.size(); ++i) {
    if (i > first) out += moves[i].value < moves[i - 1].value ? " → down to " : " → ";
    out += moves[i].words;
  }
  return out;
}

bool SaysWhatItCounts(const FigureSeries& series) {
  return !series.what.empty() && series.what != series.unit;
}

bool HasMoved(const FigureSeries& series) {
  const auto is_alike = [&](const FigurePoint& a, const FigurePoint& b) {
    return a.value == b.value && a.high == b.high && a.bound == b.bound;
  };
  // Most have not; their words are the same, and need not be made.
  if (std::all_of(series.points.begin(), series.points.end(),
                  [&](const FigurePoint& point) { return is_alike(point, series.points.front()); }))
    return false;
  std::vector<std::pair<const FigurePoint*, std::string>> known;
  std::map<std::size_t, std::set<std::string_view>> values;  // of each capture
  known.reserve(series.points.size());                       // the words do not move
  for (const FigurePoint& point : series.points) {
    auto words = std::find_if(known.begin(), known.end(),
                              [&](const auto& one) { return is_alike(*one.first, point); });
    if (words == known.end()) {
      known.emplace_back(&point, PointWords(point));
      words = std::prev(known.end());
    }
    values[point.at.capture].insert(words->second);
  }
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& one) { return one.second != values.begin()->second; });
}

void PutFigures(const WholeStory& whole, const Asked& asked, Extent extent, Html& html) {
  std::vector<const FigureSeries*> moved, still;
  for (const FigureSeries& series : whole.told.figures)
    if (!series.points.empty()) (HasMoved(series) ? moved : still).push_back(&series);
  if (moved.empty() && still.empty()) return;
  std::stable_sort(moved.begin(), moved.end(), [](const auto* a, const auto* b) {
    return std::pair(SaysWhatItCounts(*a), a->points.size()) >
           std::pair(SaysWhatItCounts(*b), b->points.size());
  });
  html.Put(
      "<section id=\"figures\" aria-labelledby=\"figures-h\"><h2 id=\"figures-h\">Figures"
      "</h2>\n");
  HoldingSentences sentences(whole);
  const std::size_t shown =
      extent == Extent::kWhole ? moved.size() : std::min(moved.size(), kFiguresBrief);
  for (std::size_t i = 0; i < shown; ++i) {
    html.Put(
        "<figure class=\"figure\" id=\"{}\"><figcaption><b dir=\"auto\">{}</b> <span "
        "class=\"moves\">{}</span></figcaption>",
        moved[i]->id, NameOfSeries(*moved[i]), MovesOf(*moved[i]));
    const std::vector<PrintedOnce> once = PointsOnce(*moved[i], sentences);
    if (i < kMostCharts && SaysWhatItCounts(*moved[i]))
      html.Put("{}", FigureChart(whole, *moved[i], once, asked));
    PutTable(whole, *moved[i], once, asked, extent, html);
    html.Put("</figure>\n");
  }
  if (shown < moved.size())
    html.Put("<p class=\"ours\">{}</p>",
             PartLink(whole.story, "figures", asked,
                      fmt::format("all {} figures that moved", moved.size())));
  PutStill(whole, still, asked, extent, html);
  html.Put("</section>\n");
}

}  // namespace checkback
