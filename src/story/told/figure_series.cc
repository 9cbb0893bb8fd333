// How numbers moved: figures of the same thing, by time.

#include <fmt/format.h>

#include <map>
#include <utility>

#include "story/told/told.h"
#include "text/hash.h"

namespace checkback {
namespace {

// What one number counts: "killed people"; where no role is known, what is counted as worded.
using FigureKey = std::pair<std::string, std::string>;

std::optional<FigureKey> KeyOfFigure(const Figure& figure) {
  if (!figure.role.empty()) return FigureKey(figure.role, figure.unit);
  if (!figure.what.empty()) return FigureKey(figure.what, figure.unit);
  return std::nullopt;
}

// Part of a number, or what it was before, is no point of the series.
bool IsPoint(const Figure& figure) {
  return figure.standing == FigureStanding::kWhole;
}

}  // namespace

std::vector<FigureSeries> FindFigureSeries(std::span<const Telling> tellings) {
  std::map<FigureKey, std::size_t> place_of;
  std::vector<FigureSeries> series;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit) continue;
    for (const Figure& figure : tellings[i].reading->figures) {
      const auto key = KeyOfFigure(figure);
      if (!key || !IsPoint(figure)) continue;
      const auto [found, is_new] = place_of.emplace(*key, series.size());
      if (is_new) {
        FigureSeries& made = series.emplace_back();
        made.id = fmt::format("f{:08x}", Hash64(key->first + '\n' + key->second) & 0xFFFFFFFF);
        made.what = figure.what;
        made.unit = figure.unit;
      }
      series[found->second].points.push_back({.at = {i, figure.span},
                                              .value = figure.value,
                                              .high = figure.high,
                                              .bound = std::string(NameOf(figure.bound)),
                                              .source = figure.source});
    }
  }
  return series;
}

}  // namespace checkback
