// How good a model is on a treebank whose words are given: what the library makes of them.
#pragma once

#include <cstddef>
#include <vector>

#include "conllu.h"
#include "reading/parser.h"

namespace checkback::train {

struct Score {
  std::size_t words = 0, upos = 0, form = 0, uas = 0, las = 0;  // LAS without subtypes
};

Score Measure(const Parser& parser, const std::vector<TreebankSentence>& sentences);

}  // namespace checkback::train
