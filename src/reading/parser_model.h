// The weights of the tagger and parser of one language, as quality/train_parser writes them and
// rules/<language>/parser.model holds them.
//
//   checkback parser 1
//   language en
//   sha256 <of all that follows this line>
//   embed 128
//   ...
//   relations acl acl:relcl ...
//   end
//   <numbers, little-endian: steps, biases, matrices, keys, rows>
//
// What the numbers are for stands in parser_network.h.

#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reading/matrix.h"
#include "reading/universal.h"
#include "reading/word_features.h"
#include "text/result.h"

namespace checkback {

struct ParserLayer {
  Matrix in;                  // inputs x 6 hidden: [forward|backward][value, forget, reset]
  float step = 0;             // what one in a product of weight and input stands for
  std::vector<float> bias;    // 6 hidden
  std::vector<float> memory;  // 4 hidden: [forward|backward][forget, reset]
};

struct ParserModel {
  std::string language;
  std::string version;  // "en 0123456789ab": the language and the begin of the checksum

  std::size_t embed = 0, hidden = 0, arc = 0, relation = 0;
  std::vector<Upos> upos;  // by number of the class
  std::vector<Form> forms;
  std::vector<Relation> relations;

  float table_step = 0;               // what one in a row stands for
  const std::int8_t* rows = nullptr;  // of `embed` numbers; row 0 stands for unknown words
  std::size_t row_count = 0;
  std::vector<ParserLayer> layers;
  Matrix out;  // 2 hidden x outputs
  float out_step = 0;
  std::vector<float> out_bias;
  std::vector<float> root_arc, root_relation;  // the root as a head
  Matrix relation_out;                         // relation x classes, filled up to a multiple of 32
  float relation_step = 0;
  std::vector<float> relation_bias;

  // The row of `key`, or `otherwise`.
  std::uint32_t RowOf(std::uint32_t key, std::uint32_t otherwise) const {
    for (std::size_t at = key & slot_mask;; at = (at + 1) & slot_mask) {
      if (slots[at].row == 0) return otherwise;
      if (slots[at].key == key) return slots[at].row;
    }
  }
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;

  struct Slot {
    std::uint32_t key = 0;
    std::uint32_t row = 0;  // 0: free
  };
  std::vector<Slot> slots;
  std::size_t slot_mask = 0;

  // Where the parts of the output of the last layer begin.
  static constexpr std::size_t kUposAt = 0;
  static constexpr std::size_t kFormAt = 32;
  static constexpr std::size_t kWordAt = 48;  // the word as one that looks for its head
  std::size_t HeadAt() const { return kWordAt + arc; }
  std::size_t DistanceAt() const { return HeadAt() + arc; }
  std::size_t RelationWordAt() const { return DistanceAt() + 16; }
  std::size_t RelationHeadAt() const { return RelationWordAt() + relation; }
  std::size_t Outputs() const { return RelationHeadAt() + relation; }

  // The model in `bytes`, which must outlive it; an error names what is wrong with them. The
  // checksum is compared.
  static Result<ParserModel> Read(std::string_view bytes);
};

// How far a head is, in classes: 0 to 7 before the word, 8 to 15 behind it. `distance` is the
// place of the head less that of the word, not 0.
std::size_t DistanceClass(std::int64_t distance);

}  // namespace checkback
