#include "story/keeper/acceptance.h"

#include <algorithm>
#include <span>
#include <string>

#include "text/embedded.h"

namespace checkback {
namespace {

// A story that goes on after a day or more, told in other words and by another paper, is told of
// the same people and places; no set that the forest learned from has such silences. So a story
// that alone has told of so many names takes an article that the forest does not find hopeless.
// Tuned on ledes, ecbplus/dev and train, the developing stories and our own (decision 0015).
constexpr float kSilence = 24;  // hours
constexpr float kLeastNames = 4;
constexpr float kHopeless = 0.03f;
constexpr float kReturned = 0.55f;  // enough for an article to join, not for stories to merge

Verdict Judged(float forest, const Measures& measures) {
  const bool returns = measures[kOwnNamesMet] >= kLeastNames &&
                       measures[kHoursToNearest] >= kSilence && forest >= kHopeless &&
                       forest < kReturned;
  return {.score = returns ? kReturned : forest, .forest = forest, .by_names = returns};
}

}  // namespace

Result<Acceptance> Acceptance::Read(std::string_view model) {
  Result<Forest> forest = Forest::Read(model);
  if (!forest) return Fail(forest.error());
  const auto known = std::span(kColumnNames).first<kForestColumns>();
  if (!std::equal(forest->columns().begin(), forest->columns().end(), known.begin(), known.end())) {
    return Fail(Errc::kBadInput, "story model: its columns are not those of this program");
  }
  return Acceptance(*std::move(forest));
}

Result<Acceptance> Acceptance::Trained() {
  return Read(FindEmbedded("rules/story.model"));
}

std::vector<float> Acceptance::ScoresOf(const std::vector<Candidate>& candidates) const {
  std::vector<std::span<const float>> rows;
  rows.reserve(candidates.size());
  for (const Candidate& candidate : candidates)
    rows.push_back(std::span(candidate.measures).first<kForestColumns>());
  std::vector<float> scores = forest_.Judge(rows);
  for (std::size_t i = 0; i < scores.size(); ++i)
    scores[i] = Judged(scores[i], candidates[i].measures).score;
  return scores;
}

Verdict Acceptance::VerdictOf(const Measures& measures) const {
  return Judged(forest_.Judge({std::span(measures).first<kForestColumns>()})[0], measures);
}

}  // namespace checkback
