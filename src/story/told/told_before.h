// What a story has told before, sentence by sentence: the earlier sentences that are nearest to a
// new one, and how much of it they hold.
//
//   "Four people died in Halvar."  -->  told: "At least four people were killed in Halvar" 0.8, ...
//
// A sentence meets only earlier ones that share a rare word with it (kMostMet of them), so that the
// cost of one more sentence does not grow with the story. Sentences of the same content are kept
// once for each page. Memory: about 400 bytes a sentence. Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "story/told/content_words.h"
#include "text/hash_table.h"

namespace checkback {

// A sentence as it is compared.
struct ComparedTelling {
  std::vector<std::uint64_t> words;    // of content: sorted, each once
  std::vector<std::uint64_t> numbers;  // those of them that are numbers
  std::vector<std::uint64_t> names;    // or have a capital
  std::vector<std::uint64_t> pairs;    // of neighbours
  std::uint64_t printed = 0;
  bool negated = false;
  std::size_t page = 0;
  std::size_t capture = 0;
  std::size_t place = 0;  // of the sentence in its capture
};

ComparedTelling ComparedOf(const Content& content);

// How many of sorted `a` stand in sorted `b`.
std::size_t CountCommon(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);

class ToldBefore {
 public:
  // An earlier sentence, and the share of the new one's words (by rarity) that it holds.
  struct Near {
    const ComparedTelling* sentence = nullptr;
    double held = 0;
    double alike = 0;  // words of both by words of either (Jaccard)
  };
  // Where a sentence stands.
  struct Printed {
    std::size_t capture = 0;
    std::size_t place = 0;  // of the sentence in its capture
  };

  // Keeps `sentence`. All of a capture are added together, after the last was looked up.
  void Add(ComparedTelling sentence);

  // A word as the story has told it, and how much it tells: the rarer so far, the more.
  struct Places;
  struct Word {
    const Places* places = nullptr;  // null: nothing has held it
    double weight = 0;
  };
  // Of each of `words`, in their order. Valid until the next Add.
  std::vector<Word> WordsOf(std::span<const std::uint64_t> words) const;

  // The nearest, best first; at most kMostNear. `words`: those of the sentence. Valid until the
  // next Add.
  std::vector<Near> Nearest(const ComparedTelling& sentence, std::span<const Word> words);

  bool HoldsPair(std::uint64_t pair) const { return pairs_.contains(pair); }
  // Where the same words stood first.
  std::optional<Printed> FirstPrinted(std::uint64_t printed) const;

  static constexpr std::size_t kMostNear = 24;

  struct Places {
    std::vector<std::uint32_t> sentences;  // a ring once it is full, the oldest at `oldest`
    std::size_t oldest = 0;
    std::size_t count = 0;  // how many sentences held the word, told again or not
  };

 private:
  // Sentences that are looked at for one; in a story of few sentences all are.
  static constexpr std::size_t kMostMet = 1024;
  static constexpr std::size_t kMostOfWord = 256;  // the newest that hold a word

  // An earlier sentence that holds a word of the one that is looked up.
  struct Met {
    double held = 0;
    std::uint32_t place = 0;  // in told_
  };

  // Adds `weight` to what each of `places` holds of the sentence that is looked up.
  void Meet(const Places& places, double weight);

  std::vector<ComparedTelling> told_;
  HashTable<Places> places_;
  HashSet pairs_;
  HashTable<Printed> printed_;
  HashSet kept_;  // of content and page
  std::size_t sentences_ = 0;
  // While one sentence is looked up: which of told_ hold anything of it, and of each where it
  // stands among them, from 1. That list is all over memory, so it is kept small.
  std::vector<Met> met_;
  std::vector<std::uint16_t> met_at_;
};

}  // namespace checkback
