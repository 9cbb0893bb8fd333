// A treebank in CoNLL-U, as far as training and measuring need it: words with their tags and heads.
#pragma once

#include <string>
#include <vector>

namespace checkback::train {

struct Word {
  std::string form;
  std::string lemma;
  std::string upos;
  std::string feats;
  int head = 0;  // 0: the root of the sentence; else the number of a word, from 1
  std::string rel;
  bool glued = false;  // no white space before it
};

using TreebankSentence = std::vector<Word>;

// Appends the sentences of `path`; words inside a token with a range ("don't") count singly, empty
// nodes ("8.1") are left out. False where the file cannot be read.
bool ReadConllu(const std::string& path, std::vector<TreebankSentence>& sentences);

}  // namespace checkback::train
