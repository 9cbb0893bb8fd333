// What is said of one thing, by whom, how surely, and how that moved.
//
//   Monday, Kalo:          "the sirens had failed"      reported    R
//   Tuesday, the ministry: "the sirens had failed"      denied      D
//   Friday, the ministry:  "the sirens had failed"      confirmed   C
//
// Statements are of one thing when they share most of their words (by rarity, in families, "she"
// as the name it stands for), a name or a number among them and a word that is neither, and when
// neither names a number or a day that the other lacks. What its source has said before with the
// same status is no row of its own, nor are the same words printed again, nor the parts of one
// sentence. Linking is careful: two claims that are one are a lesser fault than one that is two.
//
// A layer of story/told/teller.h.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/teller.h"
#include "story/told/word_marks.h"
#include "text/hash_table.h"

namespace checkback {

class ClaimLayer {
 public:
  // Visits and copies say nothing themselves.
  void Add(const NextCapture& next);
  // Those of two rows or more.
  std::vector<StoryClaim> Told() const;

  // A statement as it is compared.
  struct Said {
    HeldWords words;  // with the names of those who are called otherwise
    HeldWords names;  // words of names and numbers among them
    HeldWords numbers, times;
    std::uint64_t printed = 0;
    bool negated = false;
  };

 private:
  // Rare words of a statement by which claims are looked for, and claims that are looked at for
  // one of them, the newest.
  static constexpr std::size_t kMostWords = 6;
  static constexpr std::size_t kMostOfWord = 64;

  struct Row {
    StoryStatement statement;
    HeldWords source;  // words of its name
    std::size_t origin = 0;
    std::size_t sentence = 0;  // of its capture
    std::uint64_t printed = 0;
  };
  struct Entry {
    std::string id;
    Said said;  // what it was first made with
    std::vector<Row> rows;
  };

  // What of an entry's statement tells it apart from most others.
  struct Outline {
    WordMarks words;
    std::uint64_t numbers = 0;  // a hash of them
    bool negated = false;
  };
  // A statement with what each of its words tells now; weighed once for all that it meets.
  struct WeighedSaid {
    const Said& said;
    std::vector<double> weights;
    double all = 0;
    Outline outline;
  };

  static Outline OutlineOf(const Said& said);
  static bool MayBeOne(const WeighedSaid& weighed, const Outline& other);
  static bool Repeats(const std::vector<Row>& rows, const Row& row);
  double WeightOf(std::uint64_t word) const;
  WeighedSaid Weighed(const Said& said) const;
  bool AreOne(const WeighedSaid& weighed, const Said& other) const;
  Entry* Find(const Said& said);
  std::vector<bool> Reprinted(const Telling& telling);
  void Take(Said said, Row row, std::string_view words);
  static std::vector<std::uint64_t> RarestOf(const WeighedSaid& weighed);

  std::vector<Entry> entries_;
  std::vector<Outline> outlines_;                  // of the entries
  HashTable<std::vector<std::uint32_t>> of_word_;  // the newest entries
  HashTable<double> count_;
  HashSet printed_;  // sentences
  double statements_ = 0;
  // Which entries a statement has met that is looked up.
  std::vector<std::uint64_t> met_;
  std::uint64_t meeting_ = 0;
};

}  // namespace checkback
