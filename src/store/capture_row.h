// A row of the table capture as a Capture.

#pragma once

#include <string_view>

#include "store/capture.h"
#include "store/sqlite.h"

namespace checkback {

// What CaptureIn wants, of a table named c, as the first columns of a query.
inline constexpr std::string_view kCaptureColumns =
    "c.capture, c.id, c.url, c.seen_at, lower(hex(c.sha256)), c.revisit, c.version, c.article, "
    "c.trouble, c.segment, c.offset, c.length";
inline constexpr int kCaptureColumnCount = 12;

Capture CaptureIn(const Statement& row);

// Calls `take` with each row of `statement`, which is reset afterwards.
template <typename Take>
Result<void> ForEachRow(Statement& statement, Take&& take) {
  while (true) {
    const Result<bool> row = statement.Step();
    if (!row || !*row) {
      statement.Reset();
      if (!row) return Fail(row.error());
      return {};
    }
    take(statement);
  }
}

}  // namespace checkback
