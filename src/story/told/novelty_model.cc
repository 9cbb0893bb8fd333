// The decision: a logistic regression over the measures (rules/updates.model).

#include <algorithm>
#include <charconv>

#include "story/told/novelty.h"
#include "text/embedded.h"
#include "text/take_until.h"

namespace checkback {
namespace {

struct NoveltyModel {
  double bias = 0;
  Novelty weights{};
};

NoveltyModel ReadModel(std::string_view bytes) {
  NoveltyModel model;
  while (!bytes.empty()) {
    std::string_view line = TakeUntil(bytes, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = TakeUntil(line, ' ');
    double weight = 0;
    std::from_chars(line.begin(), line.end(), weight);
    const auto at = std::find(kNoveltyNames.begin(), kNoveltyNames.end(), name);
    if (at != kNoveltyNames.end())
      model.weights[static_cast<std::size_t>(at - kNoveltyNames.begin())] = weight;
    else if (name == "bias")
      model.bias = weight;
  }
  return model;
}

}  // namespace

bool IsNew(const MeasuredSentence& sentence) {
  static const NoveltyModel model = ReadModel(FindEmbedded("rules/updates.model"));
  if (sentence.told_already) return false;
  double sum = model.bias;
  for (std::size_t i = 0; i < sentence.novelty.size(); ++i)
    sum += model.weights[i] * sentence.novelty[i];
  return sum > 0;
}

}  // namespace checkback
