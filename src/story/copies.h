// Which articles print what another article prints? Found as articles arrive.
//
//   wire    | A storm closed the port of Arden on Monday, the harbour master said. ...
//   exact   | A storm closed the port of Arden on Monday, the harbour master said. ...
//   edited  | A storm shut the port of Arden on Monday, the harbour master said. ...
//   contained | Our live page. [...] A storm closed the port of Arden on Monday, ...
//
// An article is found by its sketch (sketch.h) and then compared word by word: what is
// reported is exact. Measured are shingles, five words in a row: `jaccard` is the share of
// all shingles of both that both have, `of_this` and `of_other` the shares of each
// article's own. A pair is a copy where the shorter one's share is at least
// CopyOptions::least_share.
//
// Which pairs are found does not depend on the order in which articles arrive, up to
// the bounds below. Each is reported once, when its second article arrives.
//
// Wordings: articles with the same words in the same order are one wording. Its first
// article stands for it: a later one is reported as an exact copy of that one and of
// nothing else, and costs no memory. The copies of an exact copy are those of its first.
//
// Bounds: a shingle is looked up in the first 64 wordings that keep it
// (SketchIndex::kLongest), and at most kMostCompared wordings are compared with a new one,
// those with most shingles in common first. So boilerplate under every article of a
// site costs a constant; and where more than 64 wordings share their text, each new one is
// still paired with others of the group: the group stays whole, though not every pair
// of it is listed.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "story/shingles.h"
#include "story/sketch.h"
#include "story/sketch_index.h"

namespace checkback {

using ArticleId = std::uint64_t;

enum class CopyKind {
  kExact,      // the same words in the same order
  kEdited,     // half of both taken together, or more, is shared
  kContained,  // the shorter one stands in the longer one, by half or more
};
std::string_view NameOf(CopyKind kind);  // "edited"

struct Copy {
  ArticleId other = 0;
  CopyKind kind = CopyKind::kExact;
  double jaccard = 1;
  double of_this = 1;   // share of the new article's shingles that stand in `other`
  double of_other = 1;  // share of the other's shingles that stand in the new article
  std::vector<SharedPassage> passages;  // `here` in the new article, `there` in `other`

  friend bool operator==(const Copy&, const Copy&) = default;
};

// Where the texts of earlier articles are read again.
class ArticleTexts {
 public:
  virtual ~ArticleTexts() = default;
  // The text that was given to CopyFinder::Add. Nothing: it cannot be had any more, and the
  // article takes part in no further pair.
  virtual std::optional<std::string> TextOf(ArticleId id) const = 0;
  // The same, ready to be compared; null where TextOf gives nothing. For those who keep what was
  // asked for last, and may drop it while it is compared: hence shared.
  virtual std::shared_ptr<const ShingledText> ShingledOf(ArticleId id) const;
};

struct CopyOptions {
  double least_share = 0.5;  // of the shorter article's shingles
  // A text of fewer words is a teaser, and shares half of itself with anything; it has exact copies
  // only. (The shortest article of a pair in the rumour bodies has 34.)
  std::size_t least_words = 30;
  bool passages = true;  // fill Copy::passages
};

// Two articles compared, however they were found; nothing where they share too little.
// `other` of the result is 0. Linear. Safe to call from many threads.
std::optional<Copy> CompareTexts(std::string_view text, std::string_view other,
                                 const CopyOptions& options = {});

// Takes some 600 bytes for an article of 500 words, a kilobyte for one of 950, nothing for an
// exact copy. For one thread at a time; sketches can be made in many.
class CopyFinder {
 public:
  static constexpr std::size_t kMostCompared = 128;

  // `texts` must outlive the finder.
  explicit CopyFinder(const ArticleTexts& texts, const CopyOptions& options = {})
      : texts_(texts), options_(options) {}

  // The copies of a new article among those added before, by id. A text under five words
  // has none. An id may be given once.
  std::vector<Copy> Add(ArticleId id, std::string_view text) {
    return Add(id, text, SketchOf(text));
  }
  // The same with a sketch of this text made elsewhere.
  std::vector<Copy> Add(ArticleId id, std::string_view text, const Sketch& sketch);

  // The copies of an article among those added, without adding it. Safe to call from many threads
  // while nothing is added.
  std::vector<Copy> Find(std::string_view text, const Sketch& sketch) const;

  // Takes an article in without looking for copies: after a restart, from stored sketches,
  // in the order in which they were added.
  void Load(ArticleId id, const Sketch& sketch);

  std::size_t wordings() const { return wordings_.size(); }
  std::size_t bytes() const;  // of memory, all told

 private:
  struct Wording {
    ArticleId first = 0;
    std::uint64_t hash = 0;
    std::uint32_t shingles = 0;
    std::uint32_t rate = 0;
  };

  std::vector<std::uint32_t> SameHash(const Sketch& sketch) const;
  std::vector<std::uint32_t> Candidates(const Sketch& sketch) const;
  std::optional<Copy> CompareWith(const Wording& wording, const ShingledText& text) const;
  void Enter(ArticleId id, const Sketch& sketch);

  const ArticleTexts& texts_;
  CopyOptions options_;
  std::vector<Wording> wordings_;
  SketchIndex index_;
};

}  // namespace checkback
