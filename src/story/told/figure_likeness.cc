#include "story/told/figure_likeness.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "text/hash.h"

namespace checkback {
namespace {

// Tuned on data/developing; figures within a fourth of each weight move it by less than a point.
constexpr double kNearWords = 0.45;  // of the words near by that are common
constexpr double kAllWords = 0.45;   // of those of the sentence
constexpr double kSameNoun = 0.1;    // "soldiers" and "soldiers"
constexpr double kSameThing = 0.05;  // "people killed" and "people killed"
constexpr double kSameValue = 0.4;
constexpr double kSameSmall = 0.175;   // below kTelling a value says less
constexpr double kCloseValue = 0.3;    // falls to nothing at kCloseWithin of the value
constexpr double kSameRole = 0.6;      // and what measures the one event
constexpr double kOtherRole = 0.1;     // taken off
constexpr double kBothMargins = 0.3;   // "a lead of 640", "winning by 9,000"
constexpr double kOneThing = 0.15;     // houses and houses, hectares and hectares
constexpr double kOneThingFar = 0.05;  // more than kThingsWithin times as many
constexpr double kThingsWithin = 5;
constexpr double kSameMeasured = 0.2;  // the reservoir and the reservoir, in per cent
// Of people of whom only one number says what became of them, no more than so many times as much.
constexpr double kMostTimesOfARole = 3;
// Those aboard stay as many as they are: 30 aboard a boat are not the ferry's 214.
constexpr double kMostTimesStanding = 2;
// What has no role is so many times as much only in a sentence that is nearly the same. The gold of
// quality/developing has 15 times ("86,000", "1.2 million records").
constexpr double kMostTimes = 20;
constexpr double kWithoutUnit = 0.2;     // a decimal that is like one with a unit
constexpr double kWithoutMeasure = 0.2;  // and more where that measures the event: "at 5.9"
constexpr double kCloseWithin = 0.12;
constexpr double kDecimalWithin = 0.05;
constexpr double kMeasureWithin = 0.1;
constexpr double kTelling = 10;
constexpr double kCloseFrom = 50;
// "About 1.3 million" and "1,264,000" are one number.
constexpr double kRoundFrom = 1000;
constexpr double kRoundWithin = 0.05;

constexpr std::string_view kOfTheEvent = "magnitude";
constexpr std::string_view kPerCent = "per cent";

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

// Of a whole number without its last digits that are 0: 10,000 of 130,000.
double StepOf(double value) {
  double step = 1;
  while (value >= step * 10 && std::fmod(value, step * 10) == 0) step *= 10;
  return step;
}

// Whether one of two numbers is the other one rounded.
bool IsRounded(double a, double b) {
  if (std::min(a, b) < kRoundFrom || !IsWhole(a) || !IsWhole(b)) return false;
  const double step = std::max(StepOf(a), StepOf(b));
  const double apart = std::abs(a - b);
  return apart <= step / 2 && apart <= kRoundWithin * std::max(a, b);
}

double TimesAsMuch(double a, double b) {
  if (a == b) return 1;
  const auto [less, more] = std::minmax(a, b);
  return less > 0 ? more / less : std::numeric_limits<double>::infinity();
}

// "Five members", "seven seats", "her five votes".
bool AreOfAChamber(const KnownNumber& a, const KnownNumber& b) {
  return (a.is_seat || a.sits) && (b.is_seat || b.sits) && (a.is_seat || b.is_seat);
}

bool OneLacksUnit(const KnownNumber& a, const KnownNumber& b) {
  return a.unit == 0 || b.unit == 0;
}

// Whether a number without a unit is so like one that has it that it stands for the same.
bool MayLackUnit(const KnownNumber& a, const KnownNumber& b) {
  if (!OneLacksUnit(a, b)) return false;
  if (a.is_margin && b.is_margin) return true;
  if (a.value == b.value && a.value >= kTellingBare) return true;
  return !IsWhole(a.value) && !IsWhole(b.value) &&
         std::abs(a.value - b.value) <= kDecimalWithin * std::abs(a.value);
}

// Whether something tells two numbers apart, whatever their words are; `times`: as much as the
// other one.
bool AreTwo(const KnownNumber& a, const KnownNumber& b, double times) {
  if (a.part != b.part || a.is_more != b.is_more || a.is_fewer != b.is_fewer) return true;
  const bool same_value = a.value == b.value;
  if (a.role != 0 || b.role != 0) {
    if (a.other_year != b.other_year && !(same_value && a.value >= kTelling)) return true;
    // "The man accused of killing four people bought a rifle in March."
    if (a.other_day != b.other_day && !same_value) return true;
  }
  // "Killing a firefighter, forcing 6,500 people from their homes."
  if (a.role != b.role && times > kMostTimesOfARole) return true;
  if (!a.stands || !b.stands) return false;
  // "Passengers" of the "people aboard": with the crew they are as many.
  const bool others = a.noun != 0 && b.noun != 0 && a.noun != b.noun && a.value != b.value;
  return others || times > kMostTimesStanding;
}

double ValueParts(const KnownNumber& known, const KnownNumber& number, bool same_unit) {
  if (known.value == number.value)
    return known.value >= kTelling || !IsWhole(known.value) ? kSameValue : kSameSmall;
  if (same_unit && IsRounded(known.value, number.value)) return kSameValue;
  return kCloseValue * CloseTo(known, number);
}

double EventParts(const KnownNumber& known, const KnownNumber& number, bool same_unit) {
  if (!same_unit) {
    const bool either = MeasuresTheEvent(known) || MeasuresTheEvent(number);
    return kWithoutUnit + (either ? kWithoutMeasure : 0);
  }
  const bool close = std::abs(known.value - number.value) < kMeasureWithin * number.value;
  return MeasuresTheEvent(known) && close ? kSameRole : 0;
}

double ThingParts(const KnownNumber& known, const KnownNumber& number, double times) {
  const bool same_noun = known.noun != 0 && known.noun == number.noun;
  double parts = 0;
  if ((known.is_thing && number.is_thing && same_noun) || (known.is_of_story && number.is_of_story))
    parts += times <= kThingsWithin ? kOneThing : kOneThingFar;
  if (known.is_measured && number.is_measured && known.what == number.what) parts += kSameMeasured;
  return parts;
}

double RoleParts(const KnownNumber& known, const KnownNumber& number, bool same_noun) {
  if (known.role == number.role)
    return known.role != 0 && !known.part && !known.is_more ? kSameRole : 0;
  return !same_noun || (known.role != 0 && number.role != 0) ? -kOtherRole : 0;
}

}  // namespace

bool IsWhole(double value) {
  return value == std::floor(value);
}

Likeness LikenessOf(const KnownNumber& known, const KnownNumber& number) {
  const bool same_unit = known.unit == number.unit || AreOfAChamber(known, number);
  if (!same_unit && !MayLackUnit(known, number)) return {};
  const double times = TimesAsMuch(known.value, number.value);
  if (AreTwo(known, number, times)) return {};
  const bool same_noun =
      (known.noun != 0 && known.noun == number.noun) || AreOfAChamber(known, number);
  const bool margins = known.is_margin && number.is_margin;
  Likeness likeness;
  likeness.may_fit = true;
  likeness.is_far = known.role == 0 && !margins && times > kMostTimes;
  if (same_noun)
    likeness.parts += kSameNoun;
  else if (known.role != 0 && known.what == number.what)
    likeness.parts += kSameThing;
  likeness.parts += ValueParts(known, number, same_unit);
  likeness.parts += EventParts(known, number, same_unit);
  likeness.parts += RoleParts(known, number, same_noun);
  if (margins) likeness.parts += kBothMargins;
  if (same_unit) likeness.parts += ThingParts(known, number, times);
  return likeness;
}

double FitOf(double near, double around, const Likeness& likeness) {
  if (likeness.is_far && around < kNearlySame) return 0;
  return kNearWords * near + kAllWords * around + likeness.parts;
}

}  // namespace checkback
