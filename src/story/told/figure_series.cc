#include "story/told/figure_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "story/told/content_words.h"
#include "story/told/told_before.h"
#include "text/hash.h"

namespace checkback {
namespace {

// How well two numbers fit, in parts of what one is; from kLeastFit on they are of one series.
// Tuned on data/developing (pairs of points of one series, F1; docs/decisions/0020); figures within
// a fourth of each weight move it by less than a point.
constexpr double kLeastFit = 0.3;
constexpr double kNearWords = 0.45;  // of the words near by that are common
constexpr double kAllWords = 0.45;   // of those of the sentence
constexpr double kSameNoun = 0.1;    // "soldiers" and "soldiers"
constexpr double kSameThing = 0.05;  // "people killed" and "people killed"
constexpr double kSameValue = 0.4;
constexpr double kSameSmall = 0.175;  // below kTelling a value says less
constexpr double kCloseValue = 0.3;   // falls to nothing at kCloseWithin of the value
constexpr double kSameRole = 0.6;     // and what measures the one event
constexpr double kOtherRole = 0.1;    // taken off
constexpr double kBothMargins = 0.3;  // "a lead of 640", "winning by 9,000"
constexpr double kOneThing = 0.2;     // houses and houses, hectares and hectares
// Of people of whom only one number says what became of them, no more than so many times as much.
constexpr double kMostTimesOfARole = 3;
constexpr double kWithoutUnit = 0.2;  // a decimal that is like one with a unit
constexpr double kCloseWithin = 0.12;
constexpr double kDecimalWithin = 0.05;
constexpr double kMeasureWithin = 0.1;
constexpr double kTelling = 10;
constexpr double kTellingBare = 20;
constexpr double kCloseFrom = 50;
// A role that only grows is another one's where it is less than half of the highest of these.
constexpr double kHighTop = 10;
// Only a sentence that is nearly the same takes it in then.
constexpr double kNearlySame = 0.75;

constexpr std::size_t kMostCompared = 16;      // numbers of a series, the newest
constexpr std::size_t kMostOfAKey = 32;        // series that share a word, a role, a value
constexpr std::size_t kMostOfACapture = 1000;  // no report has so many points, a table may

constexpr std::string_view kOfTheEvent = "magnitude";
constexpr std::string_view kPerCent = "per cent";

bool IsWhole(double value) {
  return value == std::floor(value);
}

std::uint64_t HashOrNone(std::string_view text) {
  return text.empty() ? 0 : Hash64(text);
}

bool MeasuresTheEvent(const KnownNumber& number) {
  static const std::uint64_t unit = Hash64(kOfTheEvent);
  return number.unit == unit;
}

// 1 for nearly the same value, falling to 0.
double CloseTo(const KnownNumber& a, const KnownNumber& b) {
  static const std::uint64_t per_cent = Hash64(kPerCent);
  const double from = a.unit == per_cent ? kTelling : kCloseFrom;
  if (std::min(std::abs(a.value), std::abs(b.value)) < from) return 0;
  const double apart = std::abs(a.value - b.value) / std::max(std::abs(a.value), std::abs(b.value));
  return std::max(0.0, 1 - apart / kCloseWithin);
}

bool OneLacksUnit(const KnownNumber& a, const KnownNumber& b) {
  return a.unit == 0 || b.unit == 0;
}

// Whether a number without a unit is so like one that has it that it stands for the same.
bool MayLackUnit(const KnownNumber& a, const KnownNumber& b) {
  if (!OneLacksUnit(a, b)) return false;
  if (a.value == b.value && a.value >= kTellingBare) return true;
  return !IsWhole(a.value) && !IsWhole(b.value) &&
         std::abs(a.value - b.value) <= kDecimalWithin * std::abs(a.value);
}

double LowEnd(const Figure& figure) {
  return figure.bound == FigureBound::kAtMost ? 0 : figure.value;
}

double HighEnd(const Figure& figure) {
  if (figure.bound == FigureBound::kAtLeast) return std::numeric_limits<double>::infinity();
  return figure.high ? *figure.high : figure.value;
}

std::uint64_t KeyOf(std::uint64_t kind, std::uint64_t unit, std::uint64_t what) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  return ((unit ^ kind) * kPrime) ^ what;
}

// What a series is found by.
template <typename Take>
void ForEachKey(const KnownNumber& number, const Take& take) {
  enum : std::uint64_t { kUnit = 1, kRole, kValue, kWord, kMargin };
  if (number.is_margin) take(KeyOf(kMargin, 0, 0));
  take(KeyOf(kUnit, number.unit, 0));
  if (number.role != 0) take(KeyOf(kRole, number.unit, number.role));
  take(KeyOf(kValue, 0, std::hash<double>()(number.value)));
  for (const std::uint64_t word : number.around.words) take(KeyOf(kWord, 0, word));
}

// Stable in any store that holds the capture of the first point.
std::string IdOf(const Telling& telling, const Figure& figure) {
  const std::string first =
      fmt::format("{} {} {}", telling.article->url, telling.seen_at.time_since_epoch().count(),
                  figure.span.start);
  return fmt::format("f{:08x}", Hash64(first) & 0xFFFFFFFF);
}

}  // namespace

FigureWords FigureLayer::WordsOf(HeldWords words) {
  FigureWords found;
  found.places.reserve(words.size());
  for (const std::uint64_t word : words) {
    const auto next = static_cast<std::uint32_t>(words_.size());
    const auto [place, is_new] = word_places_.try_emplace(word, next);
    if (is_new) words_.emplace_back();
    found.places.push_back(place->second);
    found.marks |= std::uint64_t{1} << word % 64;
  }
  found.words = std::move(words);
  return found;
}

KnownNumber FigureLayer::KnownOf(std::size_t capture, const CountedNumber& number) {
  const Figure& figure = *number.figure;
  return {.unit = HashOrNone(figure.unit),
          .role = HashOrNone(figure.role),
          .what = HashOrNone(figure.what),
          .noun = number.noun,
          .near = WordsOf(number.near),
          .around = WordsOf(number.around),
          .value = figure.value,
          .year = HashOrNone(number.year),
          .part = number.part,
          .is_more = figure.standing == FigureStanding::kMore,
          .is_fewer = figure.standing == FigureStanding::kFewer,
          .is_margin = number.is_margin,
          .is_thing = number.is_thing,
          .is_of_story = number.is_of_story,
          .capture = capture,
          .sentence = number.sentence};
}

double FigureLayer::WeightOf(std::uint32_t word) {
  Word& known = words_[word];
  if (known.round != round_) {
    known.round = round_;
    known.weight = std::log(1 + (static_cast<double>(numbers_) + 1) / (1.0 + known.numbers));
  }
  return known.weight;
}

// Words of both by words of either, by their rarity.
double FigureLayer::Alike(const FigureWords& a, const FigureWords& b) {
  if ((a.marks & b.marks) == 0) return 0;
  const std::size_t ends_a = a.words.size(), ends_b = b.words.size();
  double common = 0, either = 0;
  for (std::size_t x = 0, y = 0; x < ends_a || y < ends_b;) {
    const bool both = x < ends_a && y < ends_b && a.words[x] == b.words[y];
    const bool first = y == ends_b || (x < ends_a && a.words[x] <= b.words[y]);
    const double weight = WeightOf(first ? a.places[x] : b.places[y]);
    if (both) common += weight;
    either += weight;
    if (both || !first) ++y;
    if (first) ++x;
  }
  return either == 0 ? 0 : common / either;
}

double FigureLayer::Fit(const KnownNumber& known, const KnownNumber& number) {
  const bool same_unit = known.unit == number.unit;
  const bool margins = known.is_margin && number.is_margin;
  if (!same_unit && !MayLackUnit(known, number) && !(margins && OneLacksUnit(known, number)))
    return 0;
  if (known.part != number.part || known.is_more != number.is_more) return 0;
  if (known.is_fewer != number.is_fewer) return 0;
  const bool same_value = known.value == number.value;
  const bool any_role = known.role != 0 || number.role != 0;
  // "Killing a firefighter, forcing 6,500 people from their homes."
  if (known.role != number.role &&
      std::max(known.value, number.value) > kMostTimesOfARole * std::min(known.value, number.value))
    return 0;
  if (any_role && known.year != number.year && (!same_value || known.value < kTelling)) return 0;

  double fit =
      kNearWords * Alike(known.near, number.near) + kAllWords * Alike(known.around, number.around);
  const bool same_noun = known.noun != 0 && known.noun == number.noun;
  if (same_noun)
    fit += kSameNoun;
  else if (known.role != 0 && known.what == number.what)
    fit += kSameThing;
  if (same_value)
    fit += known.value >= kTelling || !IsWhole(known.value) ? kSameValue : kSameSmall;
  else
    fit += kCloseValue * CloseTo(known, number);
  if (same_unit && MeasuresTheEvent(known) &&
      std::abs(known.value - number.value) < kMeasureWithin * number.value)
    fit += kSameRole;
  if (margins) fit += kBothMargins;
  const bool one_thing = known.is_thing && number.is_thing && same_noun;
  if (same_unit && (one_thing || (known.is_of_story && number.is_of_story))) fit += kOneThing;
  if (!same_unit) fit += kWithoutUnit;
  if (known.role == number.role)
    fit += known.role != 0 && !known.part && !known.is_more ? kSameRole : 0;
  else if (!same_noun || (known.role != 0 && number.role != 0))
    fit -= kOtherRole;
  return fit;
}

// `alone`: no other number of the capture goes with it.
double FigureLayer::FitOfSeries(std::size_t series, const PlacedNumber& placed,
                                const KnownNumber& number, bool alone) {
  const Known& known = known_[series];
  const bool told =
      std::find(known.values.begin(), known.values.end(), number.value) != known.values.end();
  if (placed.number.leans && !told) return 0;
  double best = 0;
  for (const KnownNumber& one : known.newest) {
    const bool beside = one.capture == number.capture && one.sentence == number.sentence;
    if (alone && beside && one.value != number.value) return 0;
    best = std::max(best, Fit(one, number));
  }
  const Figure& figure = *placed.number.figure;
  const bool grows = placed.number.kind == RoleKind::kGrows;
  const bool falls = known.top >= kHighTop && HighEnd(figure) < known.top / 2 && !told;
  return grows && falls && best < kNearlySame && known.newest.front().role == number.role ? 0
                                                                                          : best;
}

// In the order in which they were made.
std::vector<std::size_t> FigureLayer::Candidates(const KnownNumber& number) const {
  std::vector<std::size_t> found;
  ForEachKey(number, [&](std::uint64_t key) {
    const auto series = by_key_.find(key);
    if (series != by_key_.end())
      found.insert(found.end(), series->second.begin(), series->second.end());
  });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// The series that the numbers `members` of the last capture go to together; its size for none.
std::size_t FigureLayer::SeriesFor(std::span<const std::size_t> members) {
  std::map<std::size_t, double> fits;
  for (const std::size_t member : members) {
    for (const std::size_t series : Candidates(comparing_[member])) {
      const double fit =
          FitOfSeries(series, placed_[member], comparing_[member], members.size() == 1);
      double& best = fits[series];
      best = std::max(best, fit);
    }
  }
  std::size_t chosen = series_.size();
  double best = kLeastFit;
  for (const auto& [series, fit] : fits) {
    if (fit < best || (fit == best && chosen != series_.size())) continue;
    chosen = series;
    best = fit;
  }
  return chosen;
}

std::size_t FigureLayer::MakeSeries(const Telling& telling, const CountedNumber& number) {
  const Figure& figure = *number.figure;
  FigureSeries& made = series_.emplace_back();
  made.id = IdOf(telling, figure);
  made.what = figure.what;
  if (figure.standing == FigureStanding::kMore && !figure.what.empty())
    made.what = "more " + figure.what;
  made.unit = figure.unit;
  known_.emplace_back();
  return series_.size() - 1;
}

void FigureLayer::Put(std::size_t series, std::size_t capture, const PlacedNumber& placed,
                      KnownNumber number) {
  const Figure& figure = *placed.number.figure;
  series_[series].points.push_back({.at = {capture, figure.span},
                                    .value = figure.value,
                                    .high = figure.high,
                                    .bound = std::string(NameOf(figure.bound)),
                                    .source = figure.source,
                                    .who = {}});
  ForEachKey(number, [&](std::uint64_t key) {
    auto& newest = by_key_[key];
    const auto id = static_cast<std::uint32_t>(series);
    if (std::find(newest.begin(), newest.end(), id) != newest.end()) return;
    if (newest.size() == kMostOfAKey) newest.erase(newest.begin());
    newest.push_back(id);
  });
  Known& known = known_[series];
  known.top = std::max(known.top, LowEnd(figure));
  if (std::find(known.values.begin(), known.values.end(), figure.value) == known.values.end()) {
    if (known.values.size() == kMostCompared) known.values.erase(known.values.begin());
    known.values.push_back(figure.value);
  }
  if (known.newest.size() == kMostCompared) known.newest.erase(known.newest.begin());
  known.newest.push_back(std::move(number));
}

void FigureLayer::CountWords() {
  for (const KnownNumber& number : comparing_) {
    for (const std::uint32_t word : number.around.places) ++words_[word].numbers;
  }
  numbers_ += comparing_.size();
}

std::span<const PlacedNumber> FigureLayer::Add(const NextCapture& next) {
  placed_.clear();
  comparing_.clear();
  if (next.update == nullptr) return placed_;
  ++round_;
  for (CountedNumber& number : CountedNumbersOf(next.telling, kMostOfACapture)) {
    comparing_.push_back(KnownOf(next.capture, number));
    placed_.push_back({std::move(number), std::nullopt});
  }
  // Those that count the same thing, by the first of them.
  std::vector<std::vector<std::size_t>> together(placed_.size());
  std::vector<std::size_t> first_of(placed_.size());
  for (std::size_t i = 0; i < placed_.size(); ++i) {
    const auto& with = placed_[i].number.with;
    first_of[i] = with ? first_of[*with] : i;
    together[first_of[i]].push_back(i);
  }
  for (auto& members : together) {
    if (members.empty()) continue;
    // What a number was before is told only beside what it is.
    const FigureStanding first = placed_[members.front()].number.figure->standing;
    if (members.size() == 1 && first == FigureStanding::kBefore) continue;
    std::size_t series = SeriesFor(members);
    if (series == series_.size())
      series = MakeSeries(next.telling, placed_[members.front()].number);
    std::stable_partition(members.begin(), members.end(), [&](std::size_t member) {
      return placed_[member].number.figure->standing == FigureStanding::kBefore;
    });
    for (const std::size_t member : members) {
      placed_[member].series = series;
      Put(series, next.capture, placed_[member], comparing_[member]);
    }
  }
  CountWords();
  return placed_;
}

std::vector<FigureSeries> FindFigureSeries(std::span<const Telling> tellings) {
  FigureLayer layer;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const StoryUpdate none;
    layer.Add({i, tellings[i], tellings[i].is_visit ? nullptr : &none});
  }
  return layer.Told();
}

}  // namespace checkback
