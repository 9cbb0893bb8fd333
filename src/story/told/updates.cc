// What is new: the sentences that rules/updates.model holds for it (story/told/novelty.h).

#include "story/told/novelty.h"
#include "story/told/told.h"

namespace checkback {

std::vector<StoryUpdate> FindUpdates(std::span<const Telling> tellings) {
  std::vector<StoryUpdate> updates;
  std::vector<std::size_t> update_of(tellings.size());
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit) continue;
    update_of[i] = updates.size();
    updates.push_back({.capture = i, .sentences = {}});
  }
  MeasureNovelty(tellings, [&](const MeasuredSentence& sentence) {
    if (IsNew(sentence)) updates[update_of[sentence.capture]].sentences.push_back(sentence.span);
  });
  return updates;
}

}  // namespace checkback
