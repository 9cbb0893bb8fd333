// Numbers that moved, as charts with their values; then those that did not.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "serve/pages/figure_chart.h"
#include "serve/pages/story_sections.h"

namespace checkback {
namespace {

constexpr std::size_t kMostCharts = 12;

std::string NameOfSeries(const FigureSeries& series) {
  if (series.what.empty()) return series.unit;
  return series.what;
}

void PutTable(const WholeStory& whole, const FigureSeries& series, const Asked& asked, Html& html) {
  html.Put(
      "<details><summary>{}</summary><div class=\"wide\"><table><thead><tr><th "
      "scope=\"col\">Value</th><th scope=\"col\">Words</th><th scope=\"col\">Says "
      "who</th><th scope=\"col\">Printed by</th></tr></thead><tbody>",
      CountOf(series.points.size(), "sentence", "sentences"));
  for (const FigurePoint& point : series.points)
    html.Put("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
             PointWords(point), LinkedWords(whole, point.at, asked),
             point.source.empty() ? "the outlet" : point.source,
             PrintedBy(whole, point.at.capture, asked));
  html.Put("</tbody></table></div></details>");
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
  std::map<std::size_t, std::set<std::string>> values;  // of each capture
  for (const FigurePoint& point : series.points) values[point.at.capture].insert(PointWords(point));
  return std::any_of(values.begin(), values.end(),
                     [&](const auto& one) { return one.second != values.begin()->second; });
}

void PutFigures(const WholeStory& whole, const Asked& asked, Html& html) {
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
  for (std::size_t i = 0; i < moved.size(); ++i) {
    html.Put(
        "<figure class=\"figure\"><figcaption><b dir=\"auto\">{}</b> <span "
        "class=\"moves\">{}</span></figcaption>",
        NameOfSeries(*moved[i]), MovesOf(*moved[i]));
    if (i < kMostCharts && SaysWhatItCounts(*moved[i]))
      html.Put("{}", FigureChart(whole, *moved[i], asked));
    PutTable(whole, *moved[i], asked, html);
    html.Put("</figure>\n");
  }
  if (!still.empty()) {
    html.Put("<details class=\"still\"><summary>{} that did not move</summary><ul>",
             CountOf(still.size(), "figure", "figures"));
    for (const FigureSeries* series : still)
      html.Put("<li><b class=\"number\">{}</b> {}: {} {}</li>", PointWords(series->points.front()),
               NameOfSeries(*series), LinkedWords(whole, series->points.front().at, asked),
               PrintedBy(whole, series->points.front().at.capture, asked));
    html.Put("</ul></details>");
  }
  html.Put("</section>\n");
}

}  // namespace checkback
