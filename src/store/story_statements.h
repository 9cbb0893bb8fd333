// The questions that the writer of stories asks of the tables, and small things that its files
// share.

#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "store/sqlite.h"
#include "store/story_writer.h"
#include "text/result.h"

namespace checkback {

struct StoryWriter::Statements {
  std::optional<Statement> same_version, before, later, copied, add_version, add_wording, insert,
      id_of, key_of, move, moved, redirect, sleep, sleeper_of, sleeper, sleepers_near, wake, events,
      add_event, snapshot, forget_version, forget_wording, wording_again, frame_of, story_of;

  struct Text {
    std::optional<Statement> Statements::* statement;
    std::string_view sql;
  };
  static const std::vector<Text>& Texts();
};

// Keys of captures are seconds << 30 | bits of the id (store/schema.cc); 33 bits of seconds.
inline constexpr int kTieBits = 30;
inline constexpr std::int64_t kLastSecond = (std::int64_t{1} << 33) - 1;
// The first key after all that were seen at `moment` or before.
std::int64_t KeysEnd(std::int64_t moment);

inline constexpr std::int64_t kAnyPlace = std::numeric_limits<std::int64_t>::max();

// How far back stories have to be found again, for captures that stand behind their time; all of
// those, or as far as that is worth it. Nothing: none has to, or none is
// worth it. Of the captures in `story_capture`, a table's name, with keys before `end`.
struct LateRule {
  StoryWriter::Reach reach = StoryWriter::Reach::kBounded;
  std::uint64_t least = StoryWriter::kAgain;
};
Result<std::optional<std::int64_t>> EarliestLate(const Database& db, const LateRule& rule,
                                                 std::string_view story_capture, std::int64_t end);

// The first column of the only row, and the statement is reset; nothing where there is none.
Result<std::optional<std::int64_t>> NumberOf(Statement& statement);

// What the keeper is told of an article.
StoryTime Milliseconds(Instant instant);
StoryArticle StoryArticleFor(std::int64_t key, Instant seen_at, const Article& article,
                             std::int64_t follows);

// What the keeper gives is kept packed.
inline constexpr int kKeeperLevel = 1;
inline constexpr std::size_t kMostKeeperBytes = std::size_t{4} << 30;

}  // namespace checkback
