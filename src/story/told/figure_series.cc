// How numbers moved: figures of the same thing, by time.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "story/told/content_words.h"
#include "story/told/sentence_around.h"
#include "story/told/told.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Words of one sentence that stand in the other, by words of either, from which on two numbers
// with one unit count the same thing. Tuned on data/developing, like kOfOneValue: pairs of points
// of one series, F1 64.6 by what is counted alone.
constexpr double kAlike = 0.3;
constexpr double kAlikeOfOneValue = 0.1;  // and the value is the same
// Sentences that a number is compared with, the newest ones of a series.
constexpr std::size_t kMostCompared = 16;

// Points taken from one capture, the first ones: no report has so many, a table may.
constexpr std::size_t kMostOfACapture = 1000;

using ContentSet = std::set<std::uint64_t>;

struct CountedThing {
  std::string role;
  std::string unit;
  std::string what;  // its last word, in lower case: "soldiers" of "Illmark soldiers"
  double value = 0;
  ContentSet around;  // of the sentence, without its numbers
};

std::string LastWordOf(std::string_view what) {
  const std::size_t blank = what.rfind(' ');
  return LowerCase(what.substr(blank == what.npos ? 0 : blank + 1));
}

CountedThing CountedBy(const Telling& telling, const Figure& figure) {
  CountedThing thing{figure.role, figure.unit, LastWordOf(figure.what), figure.value, {}};
  const Span sentence = SentenceAround(*telling.reading, figure.span);
  const Content content =
      ContentOf(Words(telling.article->text, sentence), telling.article->language);
  for (const ContentWord& word : content.words) {
    if (!word.is_number) thing.around.insert(word.hash);
  }
  return thing;
}

double Alike(const ContentSet& a, const ContentSet& b) {
  const auto common =
      std::count_if(a.begin(), a.end(), [&](std::uint64_t word) { return b.contains(word); });
  const std::size_t either = a.size() + b.size() - static_cast<std::size_t>(common);
  return either == 0 ? 0 : static_cast<double>(common) / static_cast<double>(either);
}

// What became of people, and measures of one event (its magnitude), are one series; other numbers
// by what they count, or by the sentences around them.
bool CountTheSame(const CountedThing& a, const CountedThing& b) {
  constexpr std::string_view kOfTheEvent = "magnitude";
  if (a.unit != b.unit || a.role != b.role) return false;
  if (!a.role.empty() || a.unit == kOfTheEvent) return true;
  const double alike = Alike(a.around, b.around);
  if (a.value == b.value && alike >= kAlikeOfOneValue) return true;
  return (!a.what.empty() && a.what == b.what) || alike >= kAlike;
}

// Part of a number, or what it was before, is no point of a series; nor is a bare number of
// which nothing says what it counts.
bool IsPoint(const Figure& figure) {
  const bool says_what = !figure.role.empty() || !figure.what.empty() || !figure.unit.empty();
  return figure.standing == FigureStanding::kWhole && says_what;
}

class SeriesOfStory {
 public:
  void Add(std::size_t capture, const Telling& telling, const Figure& figure) {
    CountedThing thing = CountedBy(telling, figure);
    const std::size_t place = PlaceOf(thing);
    if (place == series_.size()) {
      FigureSeries& made = series_.emplace_back();
      made.id = IdOf(telling, figure);
      made.what = figure.what;
      made.unit = figure.unit;
      things_.emplace_back();
    }
    series_[place].points.push_back({.at = {capture, figure.span},
                                     .value = figure.value,
                                     .high = figure.high,
                                     .bound = std::string(NameOf(figure.bound)),
                                     .source = figure.source,
                                     .who = {}});
    auto& things = things_[place];
    if (things.size() == kMostCompared) things.erase(things.begin());
    things.push_back(std::move(thing));
  }

  std::vector<FigureSeries> Take() { return std::move(series_); }

 private:
  std::size_t PlaceOf(const CountedThing& thing) const {
    for (std::size_t i = 0; i < things_.size(); ++i) {
      if (std::any_of(things_[i].begin(), things_[i].end(),
                      [&](const CountedThing& known) { return CountTheSame(known, thing); }))
        return i;
    }
    return things_.size();
  }

  // Stable in any store that holds the capture of the first point.
  static std::string IdOf(const Telling& telling, const Figure& figure) {
    const std::string first =
        fmt::format("{} {} {}", telling.article->url, telling.seen_at.time_since_epoch().count(),
                    figure.span.start);
    return fmt::format("f{:08x}", Hash64(first) & 0xFFFFFFFF);
  }

  std::vector<FigureSeries> series_;
  std::vector<std::vector<CountedThing>> things_;  // the newest of each series
};

}  // namespace

std::vector<FigureSeries> FindFigureSeries(std::span<const Telling> tellings) {
  SeriesOfStory series;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit) continue;
    std::size_t points = 0;
    for (const Figure& figure : tellings[i].reading->figures) {
      if (!IsPoint(figure)) continue;
      if (++points > kMostOfACapture) break;
      series.Add(i, tellings[i], figure);
    }
  }
  return series.Take();
}

}  // namespace checkback
