// The questions that the writer of stories asks of the tables, and small things that its files
// share.

#pragma once

#include <cstdint>
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
      add_event, snapshot;

  struct Text {
    std::optional<Statement> Statements::* statement;
    std::string_view sql;
  };
  static const std::vector<Text>& Texts();
};

// A raw record's place in the order of arrival: segment << 40 | offset.
std::int64_t PlaceOf(const RawPlace& raw);

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
