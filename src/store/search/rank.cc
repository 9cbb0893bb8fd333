#include "store/search/rank.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "store/search/expression.h"
#include "store/search/query.h"

namespace checkback {
namespace {

// Chosen by hand on the orders that search_test.cc wants, not tuned on a set.
constexpr double kInHeadline = 3.0;
constexpr double kInDescription = 0.75;
constexpr double kInByline = 1.5;
constexpr double kOften = 1.0;       // at most, for many times in the text
constexpr double kHalfOften = 1.5;   // times that give half of it
constexpr double kEarly = 1.5;       // at most, for the first word of the text
constexpr double kHalfEarly = 60.0;  // words after which half of it is left
constexpr double kTogether = 1.0;    // two phrases side by side, in the order of the query
constexpr int kNear = 4;             // words between the starts of two that are side by side

constexpr double kStepsOfOne = 20.0;
constexpr double kMostLost = 0.25;
constexpr double kHalfLostDays = 30.0;

// The phrases of dates and the like come to more than these and never count.
constexpr std::size_t kMostPhrases = kMostQueryWords;

struct PhraseFound {
  int times = 0;  // in the text
  int first = std::numeric_limits<int>::max();
  bool headline = false, description = false, byline = false;
  bool together = false;  // the phrase before it in the query stands just before it
  int last_column = -1;   // where it was seen last
  int last_word = 0;
};

double ScoreOf(const PhraseFound& found) {
  double score = 0;
  if (found.headline) score += kInHeadline;
  if (found.description) score += kInDescription;
  if (found.byline) score += kInByline;
  if (found.together) score += kTogether;
  if (found.times > 0) {
    score += kOften * found.times / (found.times + kHalfOften);
    score += kEarly * kHalfEarly / (kHalfEarly + found.first);
  }
  return score;
}

void Take(const MatchInstance& seen, std::array<PhraseFound, kMostPhrases>& phrases) {
  if (seen.column == kFiledColumn || seen.phrase < 0) return;
  const auto number = static_cast<std::size_t>(seen.phrase);
  if (number >= phrases.size()) return;
  PhraseFound& found = phrases[number];
  if (seen.column == kHeadlineColumn) found.headline = true;
  if (seen.column == kDescriptionColumn) found.description = true;
  if (seen.column == kAuthorColumn) found.byline = true;
  if (seen.column == kTextColumn) {
    ++found.times;
    found.first = std::min(found.first, seen.word);
  }
  if (number > 0) {
    const PhraseFound& before = phrases[number - 1];
    const int apart = seen.word - before.last_word;
    if (before.last_column == seen.column && apart > 0 && apart <= kNear) found.together = true;
  }
  found.last_column = seen.column;
  found.last_word = seen.word;
}

}  // namespace

double ScoreOf(const Match& match) {
  std::array<PhraseFound, kMostPhrases> phrases{};
  const std::size_t count = match.Instances();  // in the order of columns and words
  for (std::size_t n = 0; n < count; ++n) Take(match.Instance(n), phrases);
  double score = 0;
  const auto some = std::min<std::size_t>(static_cast<std::size_t>(match.Phrases()), kMostPhrases);
  for (std::size_t n = 0; n < some; ++n) score += ScoreOf(phrases[n]);
  return score;
}

std::int64_t StepsOf(double score, std::chrono::seconds older) {
  const double days = std::max(0.0, static_cast<double>(older.count()) / 86'400);
  const double kept = 1.0 - kMostLost * days / (days + kHalfLostDays);
  return std::llround(score * kept * kStepsOfOne);
}

double FromSteps(std::int64_t steps) {
  return static_cast<double>(steps) / kStepsOfOne;
}

}  // namespace checkback
