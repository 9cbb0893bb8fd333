// Copies among the articles of neighbouring weeks.
//
//   week    2888   2889   2890   2891
//   wording         x ----- y             looked for
//                   x ------------- z     not: more than two weeks lie between
//
// Reprints appear within days, and a finder for all articles ever kept would not fit in memory. So
// a wording is compared with those that were seen in its week, the one before and the one after.
// Finders are filled from the database when their week is needed and dropped when they take too
// much room, so memory is bounded whatever the length of the archive and the order of its pages.
// Which pairs are found depends on what was seen in which week and on nothing else, up to the
// bounds of CopyFinder.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/sqlite.h"
#include "story/copies.h"
#include "text/instant.h"

namespace checkback {

class CopyWeeks {
 public:
  // A week of 100,000 articles takes about 80 MB; three are needed at once.
  static constexpr std::size_t kMostBytes = std::size_t{128} << 20;

  // `db` must outlive it. `texts` gives the text of a wording by its number.
  CopyWeeks(Database& db, const ArticleTexts& texts, std::size_t most_bytes = kMostBytes)
      : db_(db), texts_(texts), most_bytes_(most_bytes) {}

  static std::int64_t WeekOf(Instant time);

  // The copies of a wording that was not seen in this week before, and takes it in. `other` of a
  // Copy is the wording of the other text.
  Result<std::vector<Copy>> Add(std::int64_t week, std::uint64_t wording, std::string_view text,
                                const Sketch& sketch);

  // Forgets all finders: after a transaction was taken back.
  void Clear() { weeks_.clear(); }

 private:
  struct Week {
    std::unique_ptr<CopyFinder> finder;
    std::uint64_t used = 0;  // when, by count of calls
  };
  Result<Week*> Load(std::int64_t week);
  void MakeRoom(std::int64_t week);

  Database& db_;
  const ArticleTexts& texts_;
  std::size_t most_bytes_;
  std::map<std::int64_t, Week> weeks_;
  std::uint64_t calls_ = 0;
};

// A sketch as the bytes of its row, and back; nothing for other bytes.
std::string BytesOfSketch(const Sketch& sketch);
std::optional<Sketch> SketchOfBytes(std::string_view bytes);

}  // namespace checkback
