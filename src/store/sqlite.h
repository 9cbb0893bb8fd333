// SQLite, as far as the store needs it. The only interface to the library.
//
//   Result<Database> db = Database::Open("checkback.db", Database::Mode::kWrite);
//   Result<Statement> find = db->Prepare("select seen_at from capture where capture = ?1");
//   find->Bind(1, number);
//   while (*find->Step()) Use(find->Integer(0));
//
// A Database and its Statements belong to one thread at a time. Statements must go before their
// Database does. Errors are kIo (the disk, the lock), kBadInput (a file that is no database or is
// damaged); `what` holds SQLite's own words and the file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace checkback {

class IdleStatements;

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // Parameters count from 1. Views are read during Step and must live until Reset or the end.
  void Bind(int parameter, std::int64_t value);
  void Bind(int parameter, double value);
  void BindText(int parameter, std::string_view text);
  void BindBlob(int parameter, std::string_view bytes);
  void BindNull(int parameter);

  // True: a row is there. False: there is none any more.
  Result<bool> Step();
  // Steps through all rows, whose values nobody wants, and resets.
  Result<void> Run();
  // To be stepped again; what was bound stays.
  void Reset();

  // Columns count from 0. Null gives 0 and "". Views live until the next Step or Reset.
  std::int64_t Integer(int column) const;
  double Real(int column) const;
  std::string_view Text(int column) const;
  std::string_view Blob(int column) const;
  bool IsNull(int column) const;

 private:
  friend class Database;
  Statement(sqlite3* db, IdleStatements* idle, sqlite3_stmt* statement)
      : db_(db), idle_(idle), statement_(statement) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  sqlite3* db_ = nullptr;
  IdleStatements* idle_ = nullptr;  // where it goes in the end
  sqlite3_stmt* statement_ = nullptr;
};

// Tells a full-text index the words of a text: word and its bytes [start, end) in the text.
using WordSink = std::function<void(std::string_view word, std::size_t start, std::size_t end)>;
// Cuts `text`, a document's or a query's, into words. Called by the thread of the Database.
using WordCutter = std::function<void(std::string_view text, const WordSink& sink)>;

// The row that a rank function is asked about, inside a full-text query (FTS5's xInst).
struct MatchInstance {
  int phrase = 0;
  int column = 0;
  int word = 0;  // of the column, from 0
};
class Match {
 public:
  virtual ~Match() = default;
  virtual int Phrases() const = 0;
  virtual std::size_t Instances() const = 0;
  virtual MatchInstance Instance(std::size_t index) const = 0;
};
using RankFunction = std::function<double(const Match&)>;

class Database {
 public:
  enum class Mode {
    kRead,   // the file must be there; never changes it
    kWrite,  // made where it is missing
  };
  // kInMemory as path, with kWrite: a database that goes with this object.
  static constexpr std::string_view kInMemory = ":memory:";
  static Result<Database> Open(const std::string& path, Mode mode);
  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  // One or more statements without rows.
  Result<void> Run(std::string_view sql);
  // The same SQL again costs next to nothing: statements that are done with wait to be used again.
  Result<Statement> Prepare(std::string_view sql) const;
  // The first column of the first row; nothing where there is no row.
  Result<std::optional<std::int64_t>> Integer(std::string_view sql) const;

  std::int64_t LastRow() const;  // rowid of the last insert
  std::int64_t Changes() const;  // rows that the last statement changed

  // What is held of the file to be read again goes; the system holds it too, as long as it has
  // room.
  void GiveBackMemory();

  // For FTS5: `tokenize = 'NAME'`, and NAME(table) in a query. A name that is there already keeps
  // what it has.
  Result<void> AddTokenizer(const std::string& name, WordCutter cutter);
  Result<void> AddRank(const std::string& name, RankFunction rank);

 private:
  struct Extensions;
  Database(sqlite3* db, std::string path);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  sqlite3* db_ = nullptr;
  std::string path_;
  std::unique_ptr<Extensions> extensions_;  // what the library was given pointers to
  std::unique_ptr<IdleStatements> idle_;
};

// Everything between Begin and Commit is in the database, or nothing of it: without Commit the
// destructor takes it back.
class Transaction {
 public:
  static Result<Transaction> Begin(Database& db);
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  ~Transaction();
  Result<void> Commit();

 private:
  explicit Transaction(Database& db) : db_(&db) {}
  Database* db_;
};

}  // namespace checkback
