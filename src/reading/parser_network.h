// The network of the tagger and parser: from the words of some sentences to the numbers that tags,
// heads and relations are chosen by.
//
//   rows of the table, summed      what a word is by itself
//     | layer 1                    each layer reads the sentence forward and backward; a gate for
//     | layer 2                    each number says what is remembered (simple recurrent units,
//     v                            Lei and others 2018)
//   outputs of each word           upos, form; the word as one that looks for its head, the word
//                                  as a head; the same for relations (Dozat and Manning 2017)
//
// Products of matrices are in whole numbers, everything else in plain single arithmetic in a fixed
// order and without fused operations: the same result on every processor.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "reading/parser_model.h"

namespace checkback {

// Numbers between two calls; one for each thread, kept by the caller so that memory is reused. They
// hold what is needed or more.
struct ParserScratch {
  std::vector<std::int16_t> inputs;
  std::vector<std::int32_t> products;
  std::vector<float> layer_in, layer_out, outputs, heads_turned, scores;
};

// Fills scratch.outputs with model.Outputs() numbers for each word of `keys`; `ends` are the ends
// of its sentences.
void RunNetwork(const ParserModel& model, std::span<const WordKeys> keys,
                std::span<const std::size_t> ends, ParserScratch& scratch);

// Fills scratch.scores for the sentence of words [first, last): (n + 1) numbers for each word, one
// for each head and one for the root.
void ScoreHeads(const ParserModel& model, std::size_t first, std::size_t last,
                ParserScratch& scratch);

// The class of the relation of each word of `heads` to its head (places in scratch.outputs; -1:
// the root).
std::vector<std::uint16_t> ChooseRelations(const ParserModel& model,
                                           std::span<const std::int32_t> heads,
                                           ParserScratch& scratch);

}  // namespace checkback
