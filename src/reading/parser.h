// One parser over one model: for parse.cc and the program that trains models.

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "reading/parse.h"
#include "reading/parser_model.h"
#include "reading/parser_network.h"

namespace checkback {

class ParseMemory;

class Parser {
 public:
  explicit Parser(ParserModel model) : model_(std::move(model)) {}

  const ParserModel& model() const { return model_; }

  // Fills in everything but the spans of `words`, sentence by sentence (`ends`: the places behind
  // their last words). Safe to call from many threads, each with a memory of its own or none; a
  // memory must be of this parser alone.
  void Fill(std::string_view text, std::span<Word> words, std::span<const std::size_t> ends,
            ParseMemory* memory = nullptr) const;

 private:
  struct Batch;
  void FillBatch(Batch& batch, std::span<Word> words, ParseMemory* memory) const;

  ParserModel model_;
};

}  // namespace checkback
