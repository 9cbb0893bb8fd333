#include "story/keeper/acceptance.h"

#include <algorithm>
#include <span>
#include <string>

#include "text/embedded.h"

namespace checkback {

Result<Acceptance> Acceptance::Read(std::string_view model) {
  Result<Forest> forest = Forest::Read(model);
  if (!forest) return Fail(forest.error());
  if (!std::equal(forest->columns().begin(), forest->columns().end(), kColumnNames.begin(),
                  kColumnNames.end())) {
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
  for (const Candidate& candidate : candidates) rows.emplace_back(candidate.measures);
  return forest_.Judge(rows);
}

float Acceptance::ScoreOf(const Measures& measures) const {
  return forest_.Judge({std::span<const float>(measures)})[0];
}

}  // namespace checkback
