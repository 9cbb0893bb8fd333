#include "vocabulary.h"

#include <map>

#include "reading/universal.h"
#include "reading/word_features.h"

namespace checkback::train {
namespace {

WordKeys KeysAt(const TreebankSentence& sentence, std::size_t i) {
  return KeysOf(sentence[i].form, {.glued = sentence[i].glued, .first = i == 0});
}

// Classes as the library names them.
std::string FormName(const Word& word) {
  const std::string name(NameOf(FormOf(word.feats)));
  return name.empty() ? "_" : name;
}
std::string RelationName(const Word& word) {
  return std::string(NameOf(RelationNamed(word.rel)));
}

}  // namespace

void Names::Add(const std::string& name) {
  if (numbers_.emplace(name, static_cast<std::int32_t>(names_.size())).second) {
    names_.push_back(name);
  }
}

std::int32_t Names::Of(const std::string& name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? 0 : found->second;
}

Vocabulary::Vocabulary(const std::vector<TreebankSentence>& sentences, std::uint32_t fewest) {
  struct Count {
    std::uint32_t times = 0;
    bool word = false;
  };
  std::map<std::uint32_t, Count> counts;  // in the order of the keys, so that rows are the same
  for (const TreebankSentence& sentence : sentences) {
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      upos.Add(sentence[i].upos);
      form.Add(FormName(sentence[i]));
      rel.Add(RelationName(sentence[i]));
      const WordKeys word_keys = KeysAt(sentence, i);
      for (std::size_t slot = 0; slot < word_keys.size(); ++slot) {
        if (word_keys[slot] == 0) continue;
        Count& count = counts[word_keys[slot]];
        ++count.times;
        count.word = count.word || slot == 0;
      }
    }
  }
  keys.push_back(0);
  often.push_back(1'000'000);
  for (const auto& [key, count] : counts) {
    if (count.times < (count.word ? fewest : fewest + 1)) continue;
    row_of[key] = static_cast<std::int32_t>(keys.size());
    keys.push_back(key);
    often.push_back(count.times);
  }
}

std::vector<Sample> Vocabulary::SamplesOf(const std::vector<TreebankSentence>& sentences) const {
  std::vector<Sample> samples;
  for (const TreebankSentence& sentence : sentences) {
    Sample sample;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
      const WordKeys word_keys = KeysAt(sentence, i);
      for (std::size_t slot = 0; slot < word_keys.size(); ++slot) {
        const auto found = row_of.find(word_keys[slot]);
        sample.rows.push_back(found != row_of.end() ? found->second : slot == 0 ? 0 : -1);
      }
      sample.upos.push_back(upos.Of(sentence[i].upos));
      sample.form.push_back(form.Of(FormName(sentence[i])));
      sample.rel.push_back(rel.Of(RelationName(sentence[i])));
      sample.head.push_back(sentence[i].head - 1);
    }
    samples.push_back(std::move(sample));
  }
  return samples;
}

}  // namespace checkback::train
