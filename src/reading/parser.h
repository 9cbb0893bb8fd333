// One parser over one model: for parse.cc and the program that trains models.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reading/parse.h"
#include "reading/parser_model.h"
#include "reading/parser_network.h"

namespace checkback {

class Parser {
 public:
  explicit Parser(ParserModel model) : model_(std::move(model)) {}

  const ParserModel& model() const { return model_; }

  // Fills in everything but the spans of `words`, sentence by sentence (`ends`: the places behind
  // their last words). Safe to call from many threads.
  void Fill(std::string_view text, std::span<Word> words, std::span<const std::size_t> ends) const;

 private:
  struct Batch;
  void FillBatch(Batch& batch, std::span<Word> words) const;

  ParserModel model_;
};

}  // namespace checkback
