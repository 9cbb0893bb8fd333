// Which captures of a story carry one text, and from which reports they all come.
//
//   wordings  1 -- 2    3 -- 4    pairs of the table `copy`: few, however long the story is
//              \  /
//               5
//
// What is done here follows the pairs that there are, never all that there could be.

#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "store/sqlite.h"
#include "store/store.h"
#include "story/copies.h"
#include "text/result.h"

namespace checkback {

// Pairs of wordings of one story that are copies of one another.
class WordingPairs {
 public:
  struct Pair {
    std::int64_t other = 0;
    CopyPair copy;  // of_a is of the lower wording; ids are not set
  };

  explicit WordingPairs(const Database& db)
      : find_(db.Prepare("select b, kind, of_a, of_b from copy where a = ?1")) {}

  // Those of `captures`, in place of what was read before. Errors are those of the database.
  Result<void> Read(const std::vector<StoryCapture>& captures);
  // By the other wording, ascending.
  const std::vector<Pair>& Of(std::int64_t wording) const;
  bool Has(std::int64_t wording, std::int64_t other) const;

 private:
  Result<Statement> find_;
  std::unordered_map<std::int64_t, std::vector<Pair>> pairs_;
};

// Fills StoredStory::copies and ::copied: groups in which each is a copy of each. A capture joins
// the first group that takes it; pairs that no group holds stand as groups of two.
void GroupCopies(const WordingPairs& pairs, StoredStory& story);

// The reports that the pages of `story` go back to.
Origins OriginsOf(const WordingPairs& pairs, const StoredStory& story);

// More articles of one story than are compared with one another for groups of copies.
inline constexpr std::size_t kMostCompared = 2000;

}  // namespace checkback
