// What one party says and another says is not so.
//
//   "A batch failed a check in April," a worker said.   "There was no failed test in April."
//   "Nobody aboard had been shown how it worked."       "The company says they had."
//   "The two groups were in the same room."             "They had sat in separate rooms."
//
// Precision first: a statement and a later one that is turned around must tell of one act by one
// party on one thing (said_claim.h), share half of the words of the shorter one, by their rarity,
// name no two days, and be said by different parties. The words of the other two forms stand in
// rules/<language>/contradictions.txt. A sentence meets only those that share a word with it, the
// newest of each.
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/newest.h"
#include "story/told/read_sentences.h"
#include "story/told/said_claim.h"
#include "story/told/teller.h"
#include "story/told/told.h"
#include "text/hash_table.h"

namespace checkback {

class Denials {
 public:
  // `sentences`: of `next`. Those of the capture, in the order of its text; without their ids.
  std::vector<Contradiction> Add(const NextCapture& next, ReadSentences& sentences);

 private:
  // A word that has an opposite, and the noun behind it: "same room".
  struct Opposite {
    Passage sentence;
    Span words;
    int side = 0;
    std::string source;
  };
  struct SentenceOf;

  void Compare(const NextCapture& next, const SentenceOf& sentence,
               const std::vector<SaidClaim>& claims, std::vector<Contradiction>& found);
  void Keep(const SaidClaim& claim);
  void ReadShortDenial(const NextCapture& next, const SentenceOf& sentence,
                       const SentenceOf* before, std::vector<Contradiction>& found);
  void ReadMirrored(const std::vector<SentenceOf>& sentences, std::vector<Contradiction>& found);
  void ReadDeniesIt(const NextCapture& next, const std::vector<SentenceOf>& sentences,
                    std::vector<Contradiction>& found);
  void ReadSuch(const NextCapture& next, const std::vector<SentenceOf>& sentences,
                std::vector<Contradiction>& found);
  void ReadOpposites(const NextCapture& next, const SentenceOf& sentence,
                     std::vector<Contradiction>& found);
  double WeightOf(const HeldWords& words) const;
  double Held(const SaidClaim& a, const SaidClaim& b) const;
  bool IsDeniedBy(const SaidClaim& claim, const SaidClaim& denial) const;

  ListedItems<SaidClaim> claims_;                  // said to be so
  HashTable<std::vector<std::uint32_t>> by_word_;  // the newest claims
  HashTable<std::vector<Opposite>> opposites_;     // by line and noun
  HashTable<std::uint32_t> sentences_with_;        // by word
  std::size_t sentences_ = 0;
  HashSet printed_;  // sentences by page
  HashSet denied_;   // claims by the page that denies them
};

}  // namespace checkback
