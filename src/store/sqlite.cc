#include "store/sqlite.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <deque>
#include <functional>
#include <list>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace checkback {
namespace {

// How long a statement waits for another process before it gives up, in milliseconds. Writers
// hold the store's lock, so only the moments of opening and of checkpoints are ever waited for.
constexpr int kBusyMilliseconds = 10'000;

Errc CodeOf(int result) {
  switch (result & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:
      return Errc::kBadInput;
    case SQLITE_TOOBIG:
      return Errc::kTooLarge;
    default:
      return Errc::kIo;
  }
}

// Why no file can be made and written beside `path`: an errno, 0 where one can. SQLite does not
// say: where it cannot make a file it tries to read one, and tells why that failed.
int WhyNotMade(const std::string& path) {
  const std::string probe = fmt::format("{}.probe-{}", path, getpid());
  const int file = open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return errno;
  const int why = write(file, "x", 1) == 1 ? 0 : errno;
  close(file);
  unlink(probe.c_str());
  return why;
}

// The errno behind a failure of the disk; 0 where it is another failure, or not known.
int SystemErrorOf(sqlite3* db, const char* path) {
  const int result = sqlite3_errcode(db) & 0xff;
  if (result != SQLITE_IOERR && result != SQLITE_FULL && result != SQLITE_CANTOPEN &&
      result != SQLITE_READONLY)
    return 0;
  // For a failure inside a virtual table, and for a full disk, it is 0 too.
  if (const int told = sqlite3_system_errno(db); result == SQLITE_IOERR && told != 0) return told;
  const int why = path != nullptr && *path != '\0' ? WhyNotMade(path) : 0;
  return why == 0 && result == SQLITE_FULL ? ENOSPC : why;
}

Error ErrorOf(sqlite3* db) {
  std::string what = sqlite3_errmsg(db);
  const int result = sqlite3_extended_errcode(db);
  const char* path = sqlite3_db_filename(db, "main");
  if (const int system = SystemErrorOf(db, path); system != 0)
    what += fmt::format(" ({})", std::strerror(system));
  if (path != nullptr && *path != '\0') what = fmt::format("{}: {}", path, what);
  return {CodeOf(result), std::move(what)};
}

int Length(std::size_t bytes) {
  constexpr std::size_t kMost = 1u << 30;  // SQLite's own limit
  return static_cast<int>(bytes < kMost ? bytes : kMost);
}

}  // namespace

// Statements of one connection that nobody uses, by their SQL; the ones of long ago go first.
// Making one takes the library as long as finding some tens of rows with it.
class IdleStatements {
 public:
  IdleStatements() = default;
  IdleStatements(const IdleStatements&) = delete;
  IdleStatements& operator=(const IdleStatements&) = delete;
  ~IdleStatements() {
    for (sqlite3_stmt* statement : by_time_) sqlite3_finalize(statement);
  }

  // Null where there is none.
  sqlite3_stmt* Take(std::string_view sql) {
    const auto found = places_.find(sql);
    if (found == places_.end()) return nullptr;
    sqlite3_stmt* const statement = *found->second;
    by_time_.erase(found->second);
    places_.erase(found);
    return statement;
  }

  void Give(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    const auto [place, is_new] = places_.try_emplace(sqlite3_sql(statement));
    if (!is_new) {
      sqlite3_finalize(statement);
      return;
    }
    place->second = by_time_.insert(by_time_.begin(), statement);
    if (by_time_.size() <= kMost) return;
    places_.erase(sqlite3_sql(by_time_.back()));
    sqlite3_finalize(by_time_.back());
    by_time_.pop_back();
  }

 private:
  static constexpr std::size_t kMost = 128;  // all that reading asks; those with numbers in them go

  std::list<sqlite3_stmt*> by_time_;  // the one that was used last is the first
  // The keys are the statements' own copies.
  std::unordered_map<std::string_view, std::list<sqlite3_stmt*>::iterator> places_;
};

// ---- Statement

Statement::Statement(Statement&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)),
      idle_(std::exchange(other.idle_, nullptr)),
      statement_(std::exchange(other.statement_, nullptr)) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(idle_, other.idle_);
  std::swap(statement_, other.statement_);
  return *this;
}

Statement::~Statement() {
  if (statement_ != nullptr) idle_->Give(statement_);
}

void Statement::Bind(int parameter, std::int64_t value) {
  sqlite3_bind_int64(statement_, parameter, value);
}
void Statement::Bind(int parameter, double value) {
  sqlite3_bind_double(statement_, parameter, value);
}
void Statement::BindText(int parameter, std::string_view text) {
  sqlite3_bind_text(statement_, parameter, text.data() == nullptr ? "" : text.data(),
                    Length(text.size()), SQLITE_STATIC);
}
void Statement::BindBlob(int parameter, std::string_view bytes) {
  sqlite3_bind_blob(statement_, parameter, bytes.data() == nullptr ? "" : bytes.data(),
                    Length(bytes.size()), SQLITE_STATIC);
}
void Statement::BindNull(int parameter) {
  sqlite3_bind_null(statement_, parameter);
}

Result<bool> Statement::Step() {
  const int result = sqlite3_step(statement_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  return Fail(ErrorOf(db_));
}

Result<void> Statement::Run() {
  while (true) {
    const Result<bool> row = Step();
    if (!row) {
      Reset();
      return Fail(row.error());
    }
    if (!*row) break;
  }
  Reset();
  return {};
}

void Statement::Reset() {
  sqlite3_reset(statement_);
}

std::int64_t Statement::Integer(int column) const {
  return sqlite3_column_int64(statement_, column);
}
double Statement::Real(int column) const {
  return sqlite3_column_double(statement_, column);
}
std::string_view Statement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
std::string_view Statement::Blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}
bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

// ---- full text

struct Database::Extensions {
  struct Tokenizer {
    WordCutter cutter;
    fts5_tokenizer methods{};
  };
  std::deque<Tokenizer> tokenizers;  // pointers into them are kept by the library
  std::deque<RankFunction> ranks;
  std::set<std::string, std::less<>> names;  // of both
};

namespace {

// FTS5 gives its interface through a pointer that a query hands out.
fts5_api* FullTextOf(sqlite3* db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, "select fts5(?1)", -1, &statement, nullptr) == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

int MakeTokenizer(void* cutter, const char** /*words*/, int /*count*/, Fts5Tokenizer** made) {
  *made = static_cast<Fts5Tokenizer*>(cutter);  // one cutter serves all tables: it has no state
  return SQLITE_OK;
}

void DropTokenizer(Fts5Tokenizer* /*tokenizer*/) {}

int CutWords(Fts5Tokenizer* tokenizer, void* context, int /*why*/, const char* text, int bytes,
             int (*take)(void*, int, const char*, int, int, int)) {
  const auto& cutter = *reinterpret_cast<const WordCutter*>(tokenizer);
  int result = SQLITE_OK;
  cutter({text, static_cast<std::size_t>(bytes)},
         [&](std::string_view word, std::size_t start, std::size_t end) {
           if (result != SQLITE_OK) return;
           const char* letters = word.data();  // with their number, so no zero ends them
           result = take(context, 0, letters, Length(word.size()), static_cast<int>(start),
                         static_cast<int>(end));
         });
  return result;
}

class FoundRow : public Match {
 public:
  FoundRow(const Fts5ExtensionApi* api, Fts5Context* context) : api_(api), context_(context) {}
  int Phrases() const override { return api_->xPhraseCount(context_); }
  std::size_t Instances() const override {
    int count = 0;
    if (api_->xInstCount(context_, &count) != SQLITE_OK) return 0;
    return static_cast<std::size_t>(count);
  }
  MatchInstance Instance(std::size_t index) const override {
    MatchInstance found;
    api_->xInst(context_, static_cast<int>(index), &found.phrase, &found.column, &found.word);
    return found;
  }

 private:
  const Fts5ExtensionApi* api_;
  Fts5Context* context_;
};

void AnswerRank(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* answer,
                int /*count*/, sqlite3_value** /*values*/) {
  const auto& rank = *static_cast<const RankFunction*>(api->xUserData(context));
  sqlite3_result_double(answer, rank(FoundRow(api, context)));
}

}  // namespace

Result<void> Database::AddTokenizer(const std::string& name, WordCutter cutter) {
  if (extensions_->names.contains(name)) return {};
  fts5_api* api = FullTextOf(db_);
  if (api == nullptr) return Fail(Errc::kIo, "this SQLite was built without FTS5");
  Extensions::Tokenizer& kept = extensions_->tokenizers.emplace_back();
  kept.cutter = std::move(cutter);
  kept.methods = {MakeTokenizer, DropTokenizer, CutWords};
  if (api->xCreateTokenizer(api, name.c_str(), &kept.cutter, &kept.methods, nullptr) != SQLITE_OK)
    return Fail(ErrorOf(db_));
  extensions_->names.insert(name);
  return {};
}

Result<void> Database::AddRank(const std::string& name, RankFunction rank) {
  if (extensions_->names.contains(name)) return {};
  fts5_api* api = FullTextOf(db_);
  if (api == nullptr) return Fail(Errc::kIo, "this SQLite was built without FTS5");
  RankFunction& kept = extensions_->ranks.emplace_back(std::move(rank));
  if (api->xCreateFunction(api, name.c_str(), &kept, AnswerRank, nullptr) != SQLITE_OK)
    return Fail(ErrorOf(db_));
  extensions_->names.insert(name);
  return {};
}

// ---- Database

Database::Database(sqlite3* db, std::string path)
    : db_(db),
      path_(std::move(path)),
      extensions_(std::make_unique<Extensions>()),
      idle_(std::make_unique<IdleStatements>()) {}

Database::Database(Database&& other) noexcept
    : db_(std::exchange(other.db_, nullptr)),
      path_(std::move(other.path_)),
      extensions_(std::move(other.extensions_)),
      idle_(std::move(other.idle_)) {}

Database& Database::operator=(Database&& other) noexcept {
  std::swap(db_, other.db_);
  std::swap(path_, other.path_);
  std::swap(extensions_, other.extensions_);
  std::swap(idle_, other.idle_);
  return *this;
}

Database::~Database() {
  idle_.reset();
  sqlite3_close_v2(db_);
}

Result<Database> Database::Open(const std::string& path, Mode mode) {
  if (mode == Mode::kWrite && path != kInMemory) {
    // SQLite tries again without writing, and then tells the cause of that failure.
    const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) return Fail(Errc::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
    close(file);
  }
  // Before the library is used at all: its count of the memory in use is under one lock for all
  // threads, and nobody asks for it.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(uncounted);
  const int flags =
      mode == Mode::kWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  sqlite3* raw = nullptr;
  int result = sqlite3_open_v2(path.c_str(), &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Database db(raw, path);
  if (raw == nullptr) return Fail(Errc::kIo, fmt::format("{}: out of memory", path));
  // A reader of a folder that it may not write cannot take part in the WAL. Without one there, the
  // file is whole as it is and nobody can be writing it from here.
  if (mode == Mode::kRead && (result != SQLITE_OK || sqlite3_db_readonly(raw, "main") == 1)) {
    sqlite3* still = nullptr;
    const bool has_wal = access((path + "-wal").c_str(), F_OK) == 0;
    std::string uri = "file:";
    for (const char c : path) {
      const bool special = c == '%' || c == '?' || c == '#';
      uri += special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    uri += "?immutable=1";
    result = has_wal ? sqlite3_open_v2(path.c_str(), &still,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr)
                     : sqlite3_open_v2(uri.c_str(), &still,
                                       SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI,
                                       nullptr);
    db = Database(still, path);
  }
  if (result != SQLITE_OK) return Fail(ErrorOf(db.db_));
  sqlite3_extended_result_codes(db.db_, 1);
  sqlite3_busy_timeout(db.db_, kBusyMilliseconds);
  return db;
}

Result<void> Database::Run(std::string_view sql) {
  if (sqlite3_exec(db_, std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return Fail(ErrorOf(db_));
  return {};
}

Result<Statement> Database::Prepare(std::string_view sql) const {
  if (sqlite3_stmt* const idle = idle_->Take(sql)) return Statement(db_, idle_.get(), idle);
  sqlite3_stmt* statement = nullptr;
  const char* text = sql.data();  // with its length
  if (sqlite3_prepare_v3(db_, text, Length(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr) != SQLITE_OK)
    return Fail(ErrorOf(db_));
  return Statement(db_, idle_.get(), statement);
}

Result<std::optional<std::int64_t>> Database::Integer(std::string_view sql) const {
  Result<Statement> statement = Prepare(sql);
  if (!statement) return Fail(statement.error());
  const Result<bool> row = statement->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  return statement->Integer(0);
}

std::int64_t Database::LastRow() const {
  return sqlite3_last_insert_rowid(db_);
}
std::int64_t Database::Changes() const {
  return sqlite3_changes64(db_);
}

void Database::GiveBackMemory() {
  sqlite3_db_release_memory(db_);
}

// ---- Transaction

Result<Transaction> Transaction::Begin(Database& db) {
  if (const Result<void> begun = db.Run("begin immediate"); !begun) return Fail(begun.error());
  return Transaction(db);
}

Transaction::~Transaction() {
  // Where this fails too, the database takes it back when it is opened next.
  if (db_ != nullptr) static_cast<void>(db_->Run("rollback"));
}

Result<void> Transaction::Commit() {
  const Result<void> done = db_->Run("commit");
  if (done) db_ = nullptr;
  return done;
}

}  // namespace checkback
