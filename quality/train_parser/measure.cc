#include "measure.h"

namespace checkback::train {

Score Measure(const Parser& parser, const std::vector<TreebankSentence>& sentences) {
  std::string text;
  std::vector<checkback::Word> words;
  std::vector<std::size_t> ends;
  for (const TreebankSentence& sentence : sentences) {
    for (const Word& word : sentence) {
      if (!word.glued) text += ' ';
      checkback::Word& placed = words.emplace_back();
      placed.span = {text.size(), text.size() + word.form.size()};
      text += word.form;
    }
    ends.push_back(words.size());
  }
  parser.Fill(text, words, ends);
  Score score;
  std::size_t at = 0;
  for (const TreebankSentence& sentence : sentences) {
    const auto first = static_cast<std::int32_t>(at);
    for (const Word& gold : sentence) {
      const checkback::Word& found = words[at++];
      ++score.words;
      score.upos += NameOf(found.upos) == gold.upos ? 1 : 0;
      score.form += found.form == FormOf(gold.feats) ? 1 : 0;
      if (found.head != (gold.head == 0 ? -1 : first + gold.head - 1)) continue;
      ++score.uas;
      score.las += UniversalPart(found.relation) == UniversalPart(RelationNamed(gold.rel)) ? 1 : 0;
    }
  }
  return score;
}

}  // namespace checkback::train
