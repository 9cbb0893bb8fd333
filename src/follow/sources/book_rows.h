// Rows of the book of sources as values: what its files share.
//
// For the folder.

#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "follow/sources/source_book.h"
#include "store/sqlite.h"

namespace checkback {

// The tables, and how those of an older program become newer ones.
std::span<const std::string_view> BookSteps();

// The columns of SourceOf, in its order, from `source`; those of PageFrom, from `page`.
std::string_view SourceColumns();
std::string_view PageColumns();
FollowedSource SourceOf(const Statement& row);  // without its tags
FoundPage PageFrom(const Statement& row);

inline std::int64_t SecondsAt(Instant instant) {
  return instant.time_since_epoch().count();
}
inline Instant InstantAt(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}
std::optional<Instant> InstantIn(const Statement& row, int column);
void BindValue(Statement& statement, int parameter, const std::optional<Instant>& instant);
inline void BindValue(Statement& statement, int parameter, std::string_view text) {
  statement.BindText(parameter, text);
}
inline void BindValue(Statement& statement, int parameter, double value) {
  statement.Bind(parameter, value);
}
template <std::integral T>
void BindValue(Statement& statement, int parameter, T value) {
  statement.Bind(parameter, static_cast<std::int64_t>(value));
}

// `sql` with its parameters in their order. Texts must live until it was stepped.
template <typename... Values>
Result<Statement> Bound(Database& db, std::string_view sql, const Values&... values) {
  Result<Statement> statement = db.Prepare(sql);
  if (!statement) return statement;
  int parameter = 0;
  (BindValue(*statement, ++parameter, values), ...);
  return statement;
}
template <typename... Values>
Result<void> RunBound(Database& db, std::string_view sql, const Values&... values) {
  Result<Statement> statement = Bound(db, sql, values...);
  if (!statement) return Fail(statement.error());
  return statement->Run();
}
// The first column of the first row; nothing where there is no row.
template <typename... Values>
Result<std::optional<std::int64_t>> NumberBound(Database& db, std::string_view sql,
                                                const Values&... values) {
  Result<Statement> statement = Bound(db, sql, values...);
  if (!statement) return Fail(statement.error());
  const Result<bool> row = statement->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return statement->Integer(0);
}

// One address has one name, with http or https: the canonical URL without its scheme.
std::string NameOfAddress(std::string_view url);
// 63 bits of a digest, never 0: what stands in tables for an address, an id, a title. "" gives 0.
std::int64_t Mark(std::string_view text);

}  // namespace checkback
