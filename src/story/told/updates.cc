// What is new: sentences whose words no earlier sentence of the story holds.

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "story/told/told.h"
#include "story/words.h"

namespace checkback {
namespace {

// A sentence is old when an earlier one holds so much of it. Tuned on data/developing: F1 of 89
// with words alone.
constexpr double kOldShare = 0.6;

using WordSet = std::unordered_set<std::uint64_t>;

WordSet WordsIn(std::string_view sentence) {
  WordSet words;
  for (const FoldedWord& word : WordsOf(sentence)) words.insert(word.hash);
  return words;
}

double ShareIn(const WordSet& words, const WordSet& earlier) {
  if (words.empty()) return 1;
  const auto held =
      std::count_if(words.begin(), words.end(), [&](auto word) { return earlier.contains(word); });
  return static_cast<double>(held) / static_cast<double>(words.size());
}

}  // namespace

std::vector<StoryUpdate> FindUpdates(std::span<const Telling> tellings) {
  std::vector<StoryUpdate> updates;
  std::vector<WordSet> told;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Telling& telling = tellings[i];
    if (telling.is_visit) continue;
    StoryUpdate& update = updates.emplace_back();
    update.capture = i;
    std::vector<WordSet> here;
    for (const Sentence& sentence : telling.reading->sentences) {
      here.push_back(WordsIn(Words(telling.article->text, sentence.span)));
      const bool old = std::any_of(told.begin(), told.end(), [&](const WordSet& earlier) {
        return ShareIn(here.back(), earlier) >= kOldShare;
      });
      if (!old) update.sentences.push_back(sentence.span);
    }
    for (WordSet& words : here) told.push_back(std::move(words));
  }
  return updates;
}

}  // namespace checkback
