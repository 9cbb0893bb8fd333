#include "follow/revisit/change_rates.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace checkback {
namespace {

// Steps begin at 0, 15 and 30 minutes, 1, 2, 4 ... hours; the last one, at 43 days, has no end.
constexpr double kFirstStep = 900;

// A cell with less than so many changes leans on the cells beside it. Tuned on nu_nl.
constexpr double kLean = 4;

// What is taken for true of a site that was never looked at, by how long a page has stood still:
// the chance that it changes within as much time again. Read off nu_nl: about one in eight while it
// is news, hardly any after a week.
constexpr std::array<double, 14> kFirstGuess = {.3,  .13,  .15,  .15,  .12,  .08,  .05,
                                                .02, .008, .004, .002, .001, .001, .001};

double BeginOf(std::size_t step) {
  return step == 0 ? 0 : std::ldexp(kFirstStep, static_cast<int>(step) - 1);
}

double FirstGuess(std::size_t still) {
  return kFirstGuess[still] / std::max(kFirstStep, BeginOf(still));
}

}  // namespace

ChangeRates::ChangeRates() = default;

std::size_t ChangeRates::StepOf(double seconds) {
  if (seconds < kFirstStep) return 0;
  const int step = 1 + static_cast<int>(std::floor(std::log2(seconds / kFirstStep)));
  return std::min<std::size_t>(static_cast<std::size_t>(step), kSteps - 1);
}

double ChangeRates::LeftOfCell(const PageAge& age) {
  const std::size_t old = StepOf(age.old), still = StepOf(age.still);
  double left = 1e12;
  if (old + 1 < kSteps) left = std::min(left, BeginOf(old + 1) - age.old);
  if (still + 1 < kSteps) left = std::min(left, BeginOf(still + 1) - age.still);
  return std::max(1.0, left);
}

double ChangeRates::RateOf(std::size_t cell) const {
  const std::size_t still = cell % kSteps;
  const Cell& margin = still_[still];
  const double marginal = (margin.changes + kLean) / (margin.seconds + kLean / FirstGuess(still));
  const Cell learned = CellAt(cell);
  return (learned.changes + kLean) / (learned.seconds + kLean / marginal);
}

ChangeRates::Cell ChangeRates::CellAt(std::size_t cell) const {
  return places_[cell] == 0 ? Cell() : learned_[places_[cell] - 1u];
}

ChangeRates::Cell& ChangeRates::Learned(std::size_t cell) {
  static_assert(kSteps * kSteps <= 255);
  if (places_[cell] == 0) {
    learned_.emplace_back();
    places_[cell] = static_cast<std::uint8_t>(learned_.size());
  }
  return learned_[places_[cell] - 1u];
}

double ChangeRates::At(const PageAge& age) const {
  return RateOf(StepOf(age.old) * kSteps + StepOf(age.still));
}

template <typename Visit>
void ChangeRates::Through(const PageAge& age, double seconds, const Visit& visit) const {
  PageAge at = age;
  while (seconds > 0) {  // two times kSteps rounds at most
    const double here = std::min(seconds, LeftOfCell(at));
    visit(StepOf(at.old) * kSteps + StepOf(at.still), here);
    at.old += here;
    at.still += here;
    seconds -= here;
  }
}

double ChangeRates::Expected(const PageAge& age, double seconds) const {
  double expected = 0;
  Through(age, seconds, [&](std::size_t cell, double here) { expected += RateOf(cell) * here; });
  return expected;
}

void ChangeRates::Learn(const PageAge& age, double seconds, bool changed, double factor) {
  const double expected = Expected(age, seconds) * factor;
  // A change was seen: how many there are likely to have been, given that there was one.
  const double happened = changed ? expected / -std::expm1(-expected) : 0;
  Through(age, seconds, [&](std::size_t cell, double here) {
    const double share = expected > 0 ? RateOf(cell) * here * factor / expected : 0;
    for (Cell* learned : {&Learned(cell), &still_[cell % kSteps]}) {
      learned->seconds += here * factor;
      learned->changes += happened * share;
    }
  });
}

std::string ChangeRates::Bytes() const {
  std::string bytes;
  bytes.reserve((places_.size() + still_.size()) * sizeof(Cell));
  const auto put = [&](const Cell& cell) {
    for (const double value : {cell.changes, cell.seconds}) {
      auto bits = std::bit_cast<std::uint64_t>(value);
      for (std::size_t i = 0; i < sizeof bits; ++i, bits >>= 8)
        bytes.push_back(static_cast<char>(bits & 0xFF));
    }
  };
  for (std::size_t cell = 0; cell < places_.size(); ++cell) put(CellAt(cell));
  for (const Cell& cell : still_) put(cell);
  return bytes;
}

std::optional<ChangeRates> ChangeRates::FromBytes(std::string_view bytes) {
  ChangeRates rates;
  if (bytes.size() != (rates.places_.size() + rates.still_.size()) * sizeof(Cell))
    return std::nullopt;
  const auto take = [&](Cell& cell) {
    for (double* value : {&cell.changes, &cell.seconds}) {
      std::uint64_t bits = 0;
      for (std::size_t i = 0; i < sizeof bits; ++i)
        bits |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
      bytes.remove_prefix(sizeof bits);
      *value = std::bit_cast<double>(bits);
      if (!std::isfinite(*value) || *value < 0) return false;
    }
    return true;
  };
  for (std::size_t cell = 0; cell < rates.places_.size(); ++cell) {
    Cell learned;
    if (!take(learned)) return std::nullopt;
    if (learned.changes > 0 || learned.seconds > 0) rates.Learned(cell) = learned;
  }
  for (Cell& cell : rates.still_)
    if (!take(cell)) return std::nullopt;
  return rates;
}

}  // namespace checkback
