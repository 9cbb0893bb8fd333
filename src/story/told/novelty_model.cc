// The decision: a logistic regression over the measures (rules/updates.model).

#include "story/told/linear_model.h"
#include "story/told/novelty.h"
#include "text/embedded.h"

namespace checkback {
namespace {

const LinearModel& Model() {
  static const LinearModel model =
      ReadLinearModel(FindEmbedded("rules/updates.model"), kNoveltyNames);
  return model;
}

}  // namespace

double SumOf(const Novelty& novelty) {
  return Model().Sum(novelty);
}

bool IsNew(const MeasuredSentence& sentence) {
  return !sentence.told_already && SumOf(sentence.novelty) > 0;
}

std::vector<NoveltyTerm> TermsOf(const Novelty& novelty) {
  std::vector<NoveltyTerm> terms = {{"bias", 1, Model().bias}};
  for (std::size_t i = 0; i < novelty.size(); ++i) {
    const double adds = Model().weights[i] * novelty[i];
    if (adds != 0) terms.push_back({kNoveltyNames[i], novelty[i], adds});
  }
  return terms;
}

}  // namespace checkback
