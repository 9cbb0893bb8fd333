// What the model knows by number: keys of words and their parts, names of classes.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "conllu.h"
#include "network.h"

namespace checkback::train {

class Names {
 public:
  void Add(const std::string& name);
  // The number of `name`; 0 where it was never added.
  std::int32_t Of(const std::string& name) const;
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, std::int32_t> numbers_;
};

struct Vocabulary {
  Names upos, form, rel;
  std::vector<std::uint32_t> keys;   // by row; row 0 stands for words that are not known
  std::vector<std::uint32_t> often;  // how often each was seen
  std::unordered_map<std::uint32_t, std::int32_t> row_of;

  // Rows for words that stand `fewest` times in `sentences`, and for parts of words that stand
  // once more.
  Vocabulary(const std::vector<TreebankSentence>& sentences, std::uint32_t fewest);

  std::vector<Sample> SamplesOf(const std::vector<TreebankSentence>& sentences) const;
};

}  // namespace checkback::train
