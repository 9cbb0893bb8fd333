#include "story/told/disputed_figures.h"

#include <algorithm>
#include <limits>
#include <tuple>

#include "story/told/contradiction_rules.h"
#include "story/told/newest.h"
#include "story/told/said_claim.h"
#include "story/told/smallest_statement.h"
#include "text/hash.h"

namespace checkback {
namespace {

// "About" gives and takes a twentieth. What is more than three times as much is as a rule another
// thing that was taken for the same, and where a role stands still a fourth is. Set on
// data/developing, where the pairs of the gold differ by 1 to 3 times.
constexpr double kAboutWithin = 0.05;
constexpr double kMostTimes = 3;
constexpr double kMostTimesStanding = 1.25;
constexpr std::size_t kMostCompared = 64;  // values of a series, the newest

struct Ends {
  double low = 0, high = 0;
};

Ends EndsOf(const Figure& figure) {
  const double value = figure.value;
  switch (figure.bound) {
    case FigureBound::kAtLeast:
      return {value, std::numeric_limits<double>::infinity()};
    case FigureBound::kAtMost:
      return {0, value};
    case FigureBound::kRange:
      return {value, figure.high.value_or(value)};
    case FigureBound::kAbout:
      return {value * (1 - kAboutWithin), value * (1 + kAboutWithin)};
    case FigureBound::kExact:
      break;
  }
  return {value, value};
}

// When the page told it: a page that was seen before tells it as of now.
Instant ToldAt(const Telling& telling, bool seen_before) {
  const auto& published = telling.article->published_at;
  if (seen_before || !published || !published->has_time) return telling.seen_at;
  return std::min(published->utc, telling.seen_at);
}

double TimesAsMuch(double a, double b) {
  const auto [less, more] = std::minmax(a, b);
  return less <= 0 ? std::numeric_limits<double>::infinity() : more / less;
}

bool Has(const std::vector<double>& values, double value) {
  return std::find(values.begin(), values.end(), value) != values.end();
}

bool CanContradict(const PlacedNumber& placed) {
  const CountedNumber& number = placed.number;
  return placed.series && number.figure->standing == FigureStanding::kWhole && !number.part &&
         !number.single && !number.others && !number.is_of_before;
}

}  // namespace

DisputedFigures::Value DisputedFigures::ReadValue(const NextCapture& next,
                                                  const PlacedNumber& placed) const {
  const Figure& figure = *placed.number.figure;
  const Telling& telling = next.telling;
  constexpr std::string_view kPeople = "people";
  const Ends ends = EndsOf(figure);
  Value value;
  value.sentence = {next.capture, placed.number.sentence};
  value.words = figure.span;
  value.value = figure.value;
  value.unit = figure.unit;
  value.low = ends.low;
  value.high = ends.high;
  value.about = figure.what.empty() ? figure.unit : figure.what;
  value.source = figure.source;
  value.page = telling.page;
  value.told_at = ToldAt(telling, pages_.contains(telling.page));
  value.kind = placed.number.kind;
  value.has_role = !figure.role.empty();
  value.may_move = figure.unit.empty() || IsMeasure(figure.unit, telling.article->language) ||
                   (figure.unit == kPeople && figure.value < 2);
  value.is_copy = telling.copy_of.has_value();
  value.is_no_fact = IsNoFactAt(*telling.reading, figure.span);
  value.is_planned = IsPlannedAt(*telling.reading, figure.span);
  value.leans = placed.number.leans;
  value.negated = placed.number.negated;
  value.step = RoundedTo(figure.value, Words(telling.article->text, figure.span));
  value.thing = CountedThingAt(telling, figure);
  if (value.thing.is_open) value.high = std::numeric_limits<double>::infinity();
  return value;
}

// Whether its page said so before.
bool DisputedFigures::IsToldAgain(const Telling& telling, std::size_t series,
                                  const Figure& figure) {
  const std::uint64_t parts[] = {telling.page, series, static_cast<std::uint64_t>(figure.bound),
                                 std::hash<double>()(figure.value)};
  std::uint64_t key = 0;
  for (const std::uint64_t part : parts) key = (key ^ part) * 0x9e3779b97f4a7c15 + 1;
  const bool is_new = told_.insert(key).second;
  return !is_new && pages_.contains(telling.page);
}

// "There are five gunmen and not eight," says one, "They are eight" the other.
bool DisputedFigures::TellsNo(const Value& a, const Value& b) {
  // A later "not 214" corrects what was told before.
  if (!a.negated && a.sentence.capture != b.sentence.capture) return false;
  return a.negated != b.negated && a.value == b.value && a.high == b.high && !a.source.empty() &&
         !b.source.empty() && a.source != b.source && MayBeCounted(a.thing, b.thing, false);
}

std::optional<ContradictionKind> DisputedFigures::Exclude(const Value& a, const Value& b) {
  if (a.thing.is_no_count || b.thing.is_no_count) return std::nullopt;
  const bool is_told_no = TellsNo(a, b);
  if (!is_told_no && a.high >= b.low && b.high >= a.low) return std::nullopt;
  if (is_told_no)
    return a.sentence.capture == b.sentence.capture ? ContradictionKind::kSideBySide
                                                    : ContradictionKind::kAcross;
  if (std::max(b.low - a.high, a.low - b.high) < std::max(a.step, b.step)) return std::nullopt;
  const double times = TimesAsMuch(a.value, b.value);
  if (times > kMostTimes) return std::nullopt;
  const bool two_sources = !a.source.empty() && !b.source.empty() && a.source != b.source;
  if (a.sentence.capture == b.sentence.capture) {
    if (a.sentence == b.sentence || a.is_no_fact || b.is_no_fact) return std::nullopt;
    if (!a.source.empty() && a.source == b.source) return std::nullopt;
    // "Eleven boxes had not arrived." "The party spoke of fourteen boxes."
    const bool is_given = b.thing.is_given && !b.thing.agent.empty() && !b.has_role &&
                          SharedBy(b.thing.agent, a.thing.agent) <= 0;
    if (!b.leans && !two_sources && !is_given) return std::nullopt;
    if (!MayBeCounted(a.thing, b.thing, b.leans)) return std::nullopt;
    return ContradictionKind::kSideBySide;
  }
  // What two parties reckon may be what would be, and so may what two pages tell in the same words.
  const bool would_be = a.is_no_fact && (two_sources || TellMoreInCommon(a.thing, b.thing));
  if (b.is_no_fact && !(would_be && !b.is_planned)) return std::nullopt;
  if (a.page == b.page || a.is_copy || b.is_copy) return std::nullopt;
  if (Has(b.beside, a.value) || a.negated || b.negated) return std::nullopt;
  // "well below the 9 million that the company claimed"; else it tells two numbers of such things.
  const bool is_set_against = Has(b.against, a.value);
  if (!is_set_against && (a.unit != b.unit || Has(b.together, a.value) || Has(a.together, b.value)))
    return std::nullopt;
  if (!is_set_against && !MayBeCounted(a.thing, b.thing, false)) return std::nullopt;
  if (b.kind == RoleKind::kGrows) {
    const bool in_order = a.told_at <= b.told_at;
    const Value& earlier = in_order ? a : b;
    const Value& later = in_order ? b : a;
    if (MayBeOfAPart(later.thing, earlier.thing)) return std::nullopt;
    if (later.high < earlier.low) return ContradictionKind::kFell;
    return std::nullopt;
  }
  if (b.has_role && b.kind != RoleKind::kStands) return std::nullopt;
  if (a.may_move || b.may_move) return std::nullopt;
  // "31 houses had burned" on Wednesday, 38 on Friday.
  const bool counts = !a.thing.is_share && !is_set_against;
  if (counts && !b.has_role && !TellMoreInCommon(a.thing, b.thing)) return std::nullopt;
  if (counts && a.thing.adds_up != b.thing.adds_up) return std::nullopt;
  if (a.thing.adds_up && (a.told_at <= b.told_at ? a.value < b.value : b.value < a.value))
    return std::nullopt;
  if (b.kind == RoleKind::kStands && times > kMostTimesStanding) return std::nullopt;
  return ContradictionKind::kAcross;
}

std::vector<Contradiction> DisputedFigures::Add(const NextCapture& next,
                                                std::span<const PlacedNumber> placed) {
  std::vector<Contradiction> found;
  for (std::size_t i = 0; i < placed.size(); ++i) {
    if (!CanContradict(placed[i])) continue;
    const Figure& figure = *placed[i].number.figure;
    const std::size_t series = *placed[i].series;
    if (IsToldAgain(next.telling, series, figure)) continue;
    Value b = ReadValue(next, placed[i]);
    for (const PlacedNumber& other : placed) {
      if (&other == &placed[i] || other.number.sentence != placed[i].number.sentence) continue;
      const Figure& beside = *other.number.figure;
      if (other.number.negated) b.beside.push_back(beside.value);
      if (beside.unit == figure.unit && IsSetAgainst(next.telling, beside))
        b.against.push_back(beside.value);
      else if (other.series == placed[i].series)
        b.together.push_back(beside.value);
    }
    std::vector<Value>& values = newest_[series];
    // What stands beside it in the report first, then the earliest that another page printed.
    std::vector<const Value*> others;
    others.reserve(values.size());
    for (const Value& a : values) others.push_back(&a);
    std::stable_partition(others.begin(), others.end(),
                          [&](const Value* a) { return a->sentence.capture == next.capture; });
    for (const Value* a : others) {
      const auto kind = Exclude(*a, b);
      if (!kind || !found_[series].insert(std::minmax(a->value, b.value)).second) continue;
      Contradiction& made = found.emplace_back();
      made.about = b.about;
      made.a = a->sentence;
      made.b = b.sentence;
      made.kind = *kind;
      made.a_says = a->words;
      made.b_says = b.words;
    }
    KeepNewest(values, std::move(b), kMostCompared);
  }
  pages_.insert(next.telling.page);
  return found;
}

}  // namespace checkback
