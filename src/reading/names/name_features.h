// What the tagger of names sees of a word: the word and its neighbours, their shapes, endings,
// parts of speech and lists, the run of capitals that it stands in, and what the whole article says
// of the same word. Each feature is a number, a key of the model's table.
//
// The trainer (quality/names/train.cc) and the library share this file: a change of it needs a new
// model.

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/grammar.h"
#include "reading/names/word_facts.h"

namespace checkback {

class NameFeatures {
 public:
  NameFeatures(const Grammar& grammar, const ArticleFacts& facts);

  // Whether `word` may be part of a name: one with a capital letter or that the parse takes for a
  // name, or what stands between two such ("of", "&", a hyphen).
  bool IsCandidate(WordIndex word) const { return candidate_[word]; }

  // Appends the keys of a candidate.
  void Append(WordIndex word, std::vector<std::uint32_t>& keys) const;

 private:
  struct Seen {  // of a word, as numbers, made once
    std::uint64_t lower = 0;
    std::uint64_t shape = 0;
    std::uint64_t suffix2 = 0, suffix3 = 0, suffix4 = 0, prefix3 = 0;
    std::uint64_t lists = 0;             // classes and lists together
    std::uint64_t fine = 0, coarse = 0;  // word_clusters.h
    std::uint32_t said = 0;              // what the article says of the word elsewhere
  };

  void FindCandidates();
  void LookAtWords();
  void LookAtArticle();
  std::uint32_t WhatThisPlaceSays(WordIndex word) const;
  WordRange RunAt(WordIndex word) const { return runs_[run_of_[word]]; }

  const Grammar& grammar_;
  const ArticleFacts& facts_;
  std::vector<Seen> seen_;
  std::vector<bool> candidate_;
  std::vector<WordRange> runs_;  // of candidates side by side
  std::vector<std::uint32_t> run_of_;
};

}  // namespace checkback
