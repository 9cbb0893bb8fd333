// What is new: the sentences that rules/updates.model holds for it (story/told/novelty.h), without
// lines that are none, and the corrections that a page put up.

#include "story/told/updates.h"

#include <utility>

#include "story/told/loose_lines.h"
#include "story/told/notes.h"
#include "story/told/printed_hash.h"
#include "story/told/sentence_around.h"
#include "text/sentences.h"

namespace checkback {

std::vector<NotePassage> NewNotes::Of(const Telling& telling) {
  const bool page_before = !pages_.insert(telling.page).second;
  std::vector<NotePassage> notes;
  const Article& article = *telling.article;
  for (std::size_t block = 0; block < article.blocks.size(); ++block) {
    const Block& b = article.blocks[block];
    if (b.kind != BlockKind::kCorrection || b.span) continue;
    const Span body = WithoutLabel(b.text);
    for (Span span : FindSentences(Words(b.text, body), article.language)) {
      span = {span.start + body.start, span.end + body.start};
      if (told_.insert(PrintedHashOf(Words(b.text, span))).second && page_before)
        notes.push_back({block, span});
    }
  }
  return notes;
}

std::optional<StoryUpdate> UpdateLayer::Add(std::size_t capture, const Telling& telling) {
  const std::vector<MeasuredSentence> measured = meter_.Add(capture, telling);
  if (telling.is_visit) return std::nullopt;
  StoryUpdate update{.capture = capture, .sentences = {}, .notes = notes_.Of(telling)};
  const std::vector<bool> loose = LooseLinesOf(telling);
  for (const MeasuredSentence& sentence : measured) {
    const std::size_t place = SentenceAt(*telling.reading, sentence.span);
    const bool is_loose = place < loose.size() && loose[place];
    if (IsNew(sentence) && !is_loose) update.sentences.push_back(sentence.span);
  }
  return update;
}

std::vector<StoryUpdate> FindUpdates(std::span<const Telling> tellings) {
  std::vector<StoryUpdate> updates;
  UpdateLayer layer;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    if (auto update = layer.Add(i, tellings[i])) updates.push_back(std::move(*update));
  }
  return updates;
}

}  // namespace checkback
