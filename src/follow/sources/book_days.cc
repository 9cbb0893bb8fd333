// How it went with all sources, each told by one query however many they are.

#include <algorithm>

#include "follow/sources/book_rows.h"
#include "follow/sources/source_book.h"

namespace checkback {

Result<std::map<SourceKey, std::vector<SourceDay>>> SourceBook::Days(std::size_t most) {
  std::map<SourceKey, std::vector<SourceDay>> days;
  if (most == 0) return days;
  const std::lock_guard lock(mutex_);
  Result<Statement> rows = Bound(
      db_,
      "select d.source, d.day, d.polls, d.failed_polls, d.listed, d.kept, d.failed, d.gaps from "
      "source s join source_day d on d.source = s.source and d.day >= coalesce((select day from "
      "source_day where source = s.source order by day desc limit 1 offset ?1), d.day) order by "
      "d.source, d.day desc",
      most - 1);
  if (!rows) return Fail(Named(rows.error()));
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step()) {
    const auto number = [&](int column) {
      return static_cast<std::uint32_t>(rows->Integer(column));
    };
    days[rows->Integer(0)].push_back({std::chrono::sys_days(std::chrono::days(rows->Integer(1))),
                                      number(2), number(3), number(4), number(5), number(6),
                                      number(7)});
  }
  if (!row) return Fail(Named(row.error()));
  return days;
}

Result<std::map<SourceKey, PageCounts>> SourceBook::Pages() {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows =
      db_.Prepare("select source, state, count(*) from page group by source, state");
  if (!rows) return Fail(Named(rows.error()));
  std::map<SourceKey, PageCounts> counts;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step()) {
    const auto state = static_cast<std::size_t>(rows->Integer(1));
    if (state < PageCounts{}.size())
      counts[rows->Integer(0)][state] = static_cast<std::size_t>(rows->Integer(2));
  }
  if (!row) return Fail(Named(row.error()));
  return counts;
}

Result<std::map<SourceKey, std::size_t>> SourceBook::PagesBecause(std::string_view reason) {
  const std::lock_guard lock(mutex_);
  Result<Statement> rows = Bound(
      db_,
      "select source, count(*) from page where reason = ?1 and state in (1, 2) group by source",
      reason);
  if (!rows) return Fail(Named(rows.error()));
  std::map<SourceKey, std::size_t> counts;
  Result<bool> row = rows->Step();
  for (; row && *row; row = rows->Step())
    counts[rows->Integer(0)] = static_cast<std::size_t>(rows->Integer(1));
  if (!row) return Fail(Named(row.error()));
  return counts;
}

}  // namespace checkback
