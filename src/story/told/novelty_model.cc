// The decision: a logistic regression over the measures (rules/updates.model).

#include "story/told/linear_model.h"
#include "story/told/novelty.h"
#include "text/embedded.h"

namespace checkback {

bool IsNew(const MeasuredSentence& sentence) {
  static const LinearModel model =
      ReadLinearModel(FindEmbedded("rules/updates.model"), kNoveltyNames);
  return !sentence.told_already && model.Sum(sentence.novelty) > 0;
}

}  // namespace checkback
