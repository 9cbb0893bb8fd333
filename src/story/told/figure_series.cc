#include "story/told/figure_series.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "story/told/content_words.h"
#include "story/told/newest.h"
#include "story/told/told_before.h"
#include "text/hash.h"

namespace checkback {
namespace {

// A role that only grows is another one's where it is less than half of the highest of these; only
// a sentence that is nearly the same takes it in then.
constexpr double kHighTop = 10;
// What is counted in millions is taken for money, whose name says of no two sums that they are one
// thing: currencies that the rules do not know are told apart from houses and boxes so.
constexpr double kMillion = 1e6;
// What happened longer than that before the first report of a story is another event.
constexpr std::chrono::days kBeforeFirstReport(14);

constexpr std::size_t kMostCompared = 16;      // numbers of a series, the newest
constexpr std::size_t kMostOfAKey = 32;        // series that share a word, a role, a value
constexpr std::size_t kMostOfACapture = 1000;  // no report has so many points, a table may

// Above what sums of the same numbers in two orders differ by.
constexpr double kRounding = 1e-9;

std::uint64_t HashOrNone(std::string_view text) {
  return text.empty() ? 0 : Hash64(text);
}

// Both sorted.
HeldWords Without(const HeldWords& words, const HeldWords& others) {
  HeldWords rest;
  std::set_difference(words.begin(), words.end(), others.begin(), others.end(),
                      std::back_inserter(rest));
  return rest;
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

std::uint64_t UnitBit(std::uint64_t unit) {
  return std::uint64_t{1} << (unit & 63);
}

// What a series is found by.
template <typename Take>
void ForEachKey(const KnownNumber& number, const HeldWords& around, const Take& take) {
  enum : std::uint64_t { kUnit = 1, kRole, kValue, kWord, kMargin };
  if (number.is_margin) take(KeyOf(kMargin, 0, 0));
  take(KeyOf(kUnit, number.unit, 0));
  if (number.role != 0) take(KeyOf(kRole, number.unit, number.role));
  take(KeyOf(kValue, 0, std::hash<double>()(number.value)));
  for (const std::uint64_t word : around) take(KeyOf(kWord, 0, word));
}

// Stable in any store that holds the capture of the first point.
std::string IdOf(const Telling& telling, const Figure& figure) {
  const std::string first =
      fmt::format("{} {} {}", telling.article->url, telling.seen_at.time_since_epoch().count(),
                  figure.span.start);
  return fmt::format("f{:08x}", Hash64(first) & 0xFFFFFFFF);
}

}  // namespace

double FigureLayer::WeighedWords::AlikeAtMost(const WordMarks& marks) const {
  double common = 0;
  for (const WeighedWord& word : words) {
    if (marks.MayHold(word.hash)) common += word.weight;
  }
  return common == 0 ? 0 : common / all;
}

SurroundingWords FigureLayer::WordsOf(const HeldWords& words) {
  SurroundingWords found;
  found.places.reserve(words.size());
  for (const std::uint64_t word : words) {
    const auto next = static_cast<std::uint32_t>(words_.size());
    const auto [place, is_new] = word_places_.try_emplace(word, next);
    if (is_new) words_.emplace_back().hash = word;
    found.places.push_back(place->second);
    found.marks.Set(word);
  }
  return found;
}

// The story begins a little before its first report.
void FigureLayer::Begin(const Telling& first) {
  constexpr std::size_t kDay = 10;  // "2025-05-14"
  const auto& published = first.article->published_at;
  const Instant at = published ? std::min(published->utc, first.seen_at) : first.seen_at;
  from_ = ToRfc3339(at - kBeforeFirstReport).substr(0, kDay);
}

// "In February a gunman killed five people", told in May, is another time.
std::uint64_t FigureLayer::OtherDayOf(const CountedNumber& number) const {
  constexpr std::size_t kMonth = 7;
  const std::string_view day = number.day;
  const bool before = !day.empty() && day < std::string_view(from_).substr(0, day.size());
  return before ? Hash64(day.substr(0, kMonth)) : 0;
}

KnownNumber FigureLayer::KnownOf(std::size_t capture, const CountedNumber& number) {
  const Figure& figure = *number.figure;
  if (figure.value >= kMillion) counted_in_millions_.insert(number.noun);
  const bool is_money = number.is_money || counted_in_millions_.contains(number.noun);
  return {.unit = HashOrNone(figure.unit),
          .role = HashOrNone(figure.role),
          .what = HashOrNone(figure.what),
          .noun = is_money ? 0 : number.noun,
          .value = figure.value,
          .other_year = HashOrNone(number.year),
          .other_day = OtherDayOf(number),
          .capture = capture,
          .sentence = number.sentence,
          .part = number.part,
          .is_more = figure.standing == FigureStanding::kMore,
          .is_fewer = figure.standing == FigureStanding::kFewer,
          .is_margin = number.is_margin,
          .is_thing = number.is_thing && !is_money,
          .is_of_story = number.is_of_story,
          .stands = number.kind == RoleKind::kStands,
          .is_seat = number.is_seat,
          .sits = number.sits,
          .is_measured = number.is_measured,
          .near = WordsOf(is_money ? Without(number.near, number.own) : number.near),
          .around = WordsOf(is_money ? Without(number.around, number.own) : number.around)};
}

double FigureLayer::WeightOf(std::uint32_t word) {
  Word& known = words_[word];
  if (known.round != round_) {
    known.round = round_;
    known.weight = std::log(1 + (static_cast<double>(numbers_) + 1) / (1.0 + known.numbers));
  }
  return known.weight;
}

FigureLayer::WeighedWords FigureLayer::Weighed(const SurroundingWords& words) {
  WeighedWords weighed;
  weighed.words.reserve(words.places.size());
  for (const std::uint32_t place : words.places) {
    const double weight = WeightOf(place);
    weighed.words.push_back({words_[place].hash, weight});
    weighed.all += weight;
  }
  return weighed;
}

// Words of both by words of either, by their rarity.
double FigureLayer::Alike(const SurroundingWords& a, const SurroundingWords& b) {
  const std::size_t ends_a = a.places.size(), ends_b = b.places.size();
  double common = 0, either = 0;
  for (std::size_t x = 0, y = 0; x < ends_a || y < ends_b;) {
    const bool both = x < ends_a && y < ends_b && a.places[x] == b.places[y];
    const bool first =
        both || y == ends_b || (x < ends_a && words_[a.places[x]].hash < words_[b.places[y]].hash);
    const double weight = WeightOf(first ? a.places[x] : b.places[y]);
    if (both) common += weight;
    either += weight;
    if (both || !first) ++y;
    if (first) ++x;
  }
  return either == 0 ? 0 : common / either;
}

// How well the number fits the series, or less than `least` where it fits less. `alone`: no other
// number of the capture goes with it. near_ and around_ are of `number`.
double FigureLayer::FitOfSeries(std::size_t series, const PlacedNumber& placed,
                                const KnownNumber& number, bool alone, double least) {
  const Known& known = known_[series];
  const bool told =
      std::find(known.values.begin(), known.values.end(), number.value) != known.values.end();
  if (placed.number.leans && !told) return 0;
  double best = 0;
  for (const KnownNumber& one : known.newest) {
    const bool beside = one.capture == number.capture && one.sentence == number.sentence;
    if (alone && beside && one.value != number.value) return 0;
    const Likeness likeness = LikenessOf(one, number);
    if (!likeness.may_fit) continue;
    // Most fall short whatever their words are: those are not looked at.
    if (FitOf(1, 1, likeness) < std::max(best, least) - kRounding) continue;
    const double at_most =
        FitOf(near_.AlikeAtMost(one.near.marks), around_.AlikeAtMost(one.around.marks), likeness);
    if (at_most < std::max(best, least) - kRounding) continue;
    best = std::max(
        best, FitOf(Alike(one.near, number.near), Alike(one.around, number.around), likeness));
  }
  const Figure& figure = *placed.number.figure;
  const bool grows = placed.number.kind == RoleKind::kGrows;
  const bool falls = known.top >= kHighTop && HighEnd(figure) < known.top / 2 && !told;
  return grows && falls && best < kNearlySame && known.newest.front().role == number.role ? 0
                                                                                          : best;
}

// Whether a number of the series may be of the unit of `number`, or stand for it without one.
bool FigureLayer::MayHoldUnitOf(std::size_t series, const KnownNumber& number) const {
  const Known& known = known_[series];
  if (known.any_seat && (number.is_seat || number.sits)) return true;
  if (known.any_bare || (known.units & UnitBit(number.unit)) != 0) return true;
  return number.unit == 0 &&
         (number.is_margin || number.value >= kTellingBare || !IsWhole(number.value));
}

// The series that share something with a number of the last capture. Of those that fit alike the
// first that was made is chosen.
void FigureLayer::Consider(std::size_t member, bool alone, Choice& best) {
  const KnownNumber& number = comparing_[member];
  near_ = Weighed(number.near);
  around_ = Weighed(number.around);
  met_.resize(series_.size());
  ++meeting_;
  ForEachKey(number, placed_[member].number.around, [&](std::uint64_t key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return;
    for (const std::uint32_t series : found->second) {
      if (std::exchange(met_[series], meeting_) == meeting_) continue;
      if (!MayHoldUnitOf(series, number)) continue;
      const double fit = FitOfSeries(series, placed_[member], number, alone, best.fit);
      const bool is_first = fit == best.fit && (!best.any || series < best.series);
      if (fit > best.fit || is_first) best = {series, fit, true};
    }
  });
}

// The series that the numbers `members` of the last capture go to together; its size for none.
std::size_t FigureLayer::SeriesFor(std::span<const std::size_t> members) {
  Choice best{.series = series_.size(), .fit = kLeastFit};
  for (const std::size_t member : members) Consider(member, members.size() == 1, best);
  return best.series;
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
  ForEachKey(number, placed.number.around, [&](std::uint64_t key) {
    auto& newest = by_key_[key];
    const auto id = static_cast<std::uint32_t>(series);
    if (std::find(newest.begin(), newest.end(), id) != newest.end()) return;
    KeepNewest(newest, id, kMostOfAKey);
  });
  Known& known = known_[series];
  known.top = std::max(known.top, LowEnd(figure));
  known.units |= UnitBit(number.unit);
  known.any_seat = known.any_seat || number.is_seat || number.sits;
  known.any_bare = known.any_bare || number.unit == 0;
  if (std::find(known.values.begin(), known.values.end(), figure.value) == known.values.end())
    KeepNewest(known.values, figure.value, kMostCompared);
  KeepNewest(known.newest, std::move(number), kMostCompared);
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
  if (from_.empty()) Begin(next.telling);
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
