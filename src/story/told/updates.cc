// What is new: the sentences that rules/updates.model holds for it (story/told/novelty.h), and the
// corrections that a page put up.

#include <unordered_set>

#include "story/told/content_words.h"
#include "story/told/notes.h"
#include "story/told/novelty.h"
#include "story/told/told.h"
#include "text/sentences.h"

namespace checkback {
namespace {

// The correction notes of a page that was seen before, sentence by sentence; each once.
class NewNotes {
 public:
  std::vector<NotePassage> Of(const Telling& telling) {
    const bool page_before = !pages_.insert(telling.page).second;
    std::vector<NotePassage> notes;
    const Article& article = *telling.article;
    for (std::size_t block = 0; block < article.blocks.size(); ++block) {
      const Block& b = article.blocks[block];
      if (b.kind != BlockKind::kCorrection || b.span) continue;
      const Span body = WithoutLabel(b.text);
      for (Span span : FindSentences(Words(b.text, body), article.language)) {
        span = {span.start + body.start, span.end + body.start};
        const Content content = ContentOf(Words(b.text, span), article.language);
        if (told_.insert(content.printed).second && page_before) notes.push_back({block, span});
      }
    }
    return notes;
  }

 private:
  std::unordered_set<std::size_t> pages_;
  std::unordered_set<std::uint64_t> told_;
};

}  // namespace

std::vector<StoryUpdate> FindUpdates(std::span<const Telling> tellings) {
  std::vector<StoryUpdate> updates;
  std::vector<std::size_t> update_of(tellings.size());
  NewNotes notes;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (tellings[i].is_visit) continue;
    update_of[i] = updates.size();
    updates.push_back({.capture = i, .sentences = {}, .notes = notes.Of(tellings[i])});
  }
  MeasureNovelty(tellings, [&](const MeasuredSentence& sentence) {
    if (IsNew(sentence)) updates[update_of[sentence.capture]].sentences.push_back(sentence.span);
  });
  return updates;
}

}  // namespace checkback
