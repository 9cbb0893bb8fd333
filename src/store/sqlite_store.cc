#include "store/sqlite_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "page/url.h"
#include "store/current_file.h"
#include "store/past.h"
#include "store/schema.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

// Set for every connection. A server has some that read; what they read stands in the memory of the
// system anyway. Batches are some thousand pages of the database; a WAL of 16 MB takes
// several before it is copied back.
constexpr std::string_view kForWriting = R"(
pragma journal_mode = wal;
pragma synchronous = normal;
pragma wal_autocheckpoint = 4000;
pragma cache_size = -16384;
pragma temp_store = memory;
)";
constexpr std::string_view kForReading = R"(
pragma query_only = on;
pragma cache_size = -4096;
)";

Error About(const std::string& folder, Error error) {
  error.what = fmt::format("store {}: {}", folder, error.what);
  return error;
}

}  // namespace

KeepTally& KeepTally::operator+=(const KeepTally& other) {
  kept += other.kept;
  known += other.known;
  versions += other.versions;
  copies += other.copies;
  without_article += other.without_article;
  return *this;
}

std::string PageKeyOf(std::string_view url) {
  std::string key = CanonicalUrl(url);
  constexpr std::string_view kHttp = "http://";
  if (key.starts_with(kHttp)) return "https://" + key.substr(kHttp.size());
  return key;
}

Result<std::unique_ptr<Store>> Store::Open(const std::string& folder, const Options& options) {
  Result<std::unique_ptr<SqliteStore>> store = SqliteStore::Open(folder, options);
  if (!store) return Fail(store.error());
  return std::unique_ptr<Store>(std::move(*store));
}

SqliteStore::SqliteStore(std::string folder, Options options)
    : folder_(std::move(folder)), options_(std::move(options)), log_(folder_ + "/captures") {}

SqliteStore::~SqliteStore() {
  writer_.reset();  // its statements go before their database
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::Open(const std::string& folder,
                                                       const Options& options) {
  std::unique_ptr<SqliteStore> store(new SqliteStore(folder, options));
  const Result<void> opened = options.access == Access::kRead    ? store->OpenReadable()
                              : options.access == Access::kWrite ? store->OpenWritable()
                                                                 : store->OpenRebuild();
  if (!opened) return Fail(opened.error());
  return store;
}

Result<void> SqliteStore::OpenIndex(const std::string& name, Database::Mode mode) {
  Result<Database> db = Database::Open(fmt::format("{}/{}", folder_, name), mode);
  if (!db) return Fail(db.error());
  db_ = std::make_unique<Database>(std::move(*db));
  return db_->Run(mode == Database::Mode::kWrite ? kForWriting : kForReading);
}

Result<void> SqliteStore::OpenReadable() {
  std::error_code wrong;
  if (!fs::exists(folder_, wrong))
    return Fail(Errc::kNotFound,
                fmt::format("there is no store at {}; `checkback import` makes one", folder_));
  const auto current = ReadCurrent(folder_);
  if (!current) return Fail(About(folder_, current.error()));
  if (!current->has_value())
    return Fail(Errc::kNotFound,
                fmt::format("{} holds no store; `checkback import` makes one", folder_));
  number_ = **current;
  if (const auto opened = OpenIndex(IndexName(number_), Database::Mode::kRead); !opened)
    return Fail(About(folder_, opened.error()));
  if (const auto fits = CheckSchema(*db_); !fits) return Fail(About(folder_, fits.error()));
  if (!options_.as_of) return {};
  if (const auto back = LookBack(*db_, *options_.as_of); !back)
    return Fail(About(folder_, back.error()));
  return {};
}

Result<void> SqliteStore::TakeLock() {
  std::error_code wrong;
  fs::create_directories(folder_, wrong);
  if (wrong) return Fail(About(folder_, {Errc::kIo, wrong.message()}));
  Result<StoreLock> lock = StoreLock::Take(folder_, options_.purpose);
  if (!lock) return Fail(lock.error());
  lock_ = std::move(*lock);
  return {};
}

Result<void> SqliteStore::OpenWritable() {
  if (const auto locked = TakeLock(); !locked) return locked;
  const auto current = ReadCurrent(folder_);
  if (!current) return Fail(About(folder_, current.error()));
  number_ = current->value_or(std::max<std::int64_t>(1, HighestIndex(folder_)));
  if (current->has_value()) RemoveOtherIndexes(folder_, number_);
  if (const auto opened = OpenIndex(IndexName(number_), Database::Mode::kWrite); !opened)
    return Fail(About(folder_, opened.error()));
  if (const auto made = MakeTables(); !made) return Fail(About(folder_, made.error()));
  if (!current->has_value()) {
    if (const auto named = WriteCurrent(folder_, number_); !named)
      return Fail(About(folder_, named.error()));
  }
  if (const auto whole = CheckSegments(); !whole) return Fail(About(folder_, whole.error()));
  return OpenWriter();
}

Result<void> SqliteStore::OpenRebuild() {
  if (const auto locked = TakeLock(); !locked) return locked;
  // CURRENT may be what is damaged.
  const Result<std::optional<std::int64_t>> current = ReadCurrent(folder_);
  const std::int64_t old = current && current->has_value() ? **current : HighestIndex(folder_);
  if (current && current->has_value()) RemoveOtherIndexes(folder_, old);
  number_ = HighestIndex(folder_) + 1;
  if (const auto opened = OpenIndex(IndexName(number_), Database::Mode::kWrite); !opened)
    return Fail(About(folder_, opened.error()));
  if (const auto made = MakeTables(); !made) return Fail(About(folder_, made.error()));
  if (old > 0) CopyOwnTables(fmt::format("{}/{}", folder_, IndexName(old)));
  return OpenWriter();
}

Result<void> SqliteStore::MakeTables() {
  if (const auto migrated = Migrate(*db_); !migrated) return migrated;
  const auto searchable = db_->Integer("select 1 from sqlite_master where name = 'search'");
  if (!searchable) return Fail(searchable.error());
  if (searchable->has_value()) return {};
  Result<Transaction> transaction = Transaction::Begin(*db_);
  if (!transaction) return Fail(transaction.error());
  if (const auto made = SearchIndex::CreateTables(*db_); !made) return made;
  return transaction->Commit();
}

// What is not derived from captures: how far files were imported, and what people said of stories
// and which ids they had. Where the old database cannot tell any more, files are read again and
// what is known is passed over.
void SqliteStore::CopyOwnTables(const std::string& old) {
  Result<Statement> attach = db_->Prepare("attach ?1 as old");
  if (!attach) return;
  attach->BindText(1, old);
  if (!attach->Run()) return;
  // Sources of captures that are lost are read again.
  if (HoldsAll("old.segment"))
    static_cast<void>(db_->Run("insert or replace into source select * from old.source"));
  const auto copy = [&](std::string_view table) {
    return db_->Run(fmt::format("insert into {0} select * from old.{0}", table)).has_value();
  };
  if (copy("story_gone")) {
    static_cast<void>(copy("story_moved") && copy("keeper_event"));
  } else {
    CopyOldEvents();
  }
  static_cast<void>(db_->Run("detach old"));
}

// Of schemas before 4, with places as the migration gives them; schema 1 knows no times.
void SqliteStore::CopyOldEvents() {
  for (const std::string_view made_at : {"made_at", "0"}) {
    const auto copied = db_->Run(fmt::format(
        "insert into keeper_event (event, place, kind, a, b, made_at) select event, max(({0} + 1) "
        "<< 30, 1 + coalesce((select max(capture) from old.capture where id in (a, b)), 0)), kind, "
        "a, b, {0} from old.keeper_event where kind <> 'repair'",
        made_at));
    if (copied) return;
  }
}

Result<void> SqliteStore::OpenWriter() {
  const auto segments = log_.Segments();
  if (!segments) return Fail(About(folder_, segments.error()));
  std::uint64_t known = 0;
  if (!segments->empty()) {
    const auto derived = db_->Integer(
        fmt::format("select derived from segment where segment = {}", segments->back()));
    if (!derived) return Fail(About(folder_, derived.error()));
    known = static_cast<std::uint64_t>(derived->value_or(0));
  }
  if (const auto opened = log_.OpenForAppend(known); !opened)
    return Fail(About(folder_, opened.error()));
  Result<std::unique_ptr<BatchWriter>> writer =
      BatchWriter::Make(*db_, {.program = options_.program,
                               .now = options_.now,
                               .snapshot_every = options_.snapshot_every});
  if (!writer) return Fail(About(folder_, writer.error()));
  writer_ = std::move(*writer);
  return {};
}

// Whether every segment is as long as that table says.
bool SqliteStore::HoldsAll(std::string_view table) const {
  Result<Statement> rows = db_->Prepare(fmt::format("select segment, derived from {}", table));
  if (!rows) return false;
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return false;
    if (!*row) return true;
    if (log_.SizeOf(rows->Integer(0)).value_or(0) < static_cast<std::uint64_t>(rows->Integer(1)))
      return false;
  }
}

// Segments that are shorter than the database knows them have lost captures. Nothing is written
// then: whoever cut them may have a copy.
Result<void> SqliteStore::CheckSegments() const {
  Result<Statement> rows = db_->Prepare("select segment, derived from segment order by segment");
  if (!rows) return Fail(rows.error());
  while (true) {
    const Result<bool> row = rows->Step();
    if (!row) return Fail(row.error());
    if (!*row) return {};
    const std::int64_t segment = rows->Integer(0);
    const auto derived = static_cast<std::uint64_t>(rows->Integer(1));
    const auto size = log_.SizeOf(segment);
    if (size && *size >= derived) continue;
    return Fail(Errc::kBadInput,
                fmt::format("{} {}: captures that were kept are lost. Put the file back, or give "
                            "them up with `checkback rebuild`, which derives everything from what "
                            "is there",
                            log_.PathOf(segment),
                            size ? fmt::format("ends at byte {} and had {}", *size, derived)
                                 : std::string("is missing")));
  }
}

Result<std::vector<PendingRange>> SqliteStore::Pending() const {
  const auto segments = log_.Segments();
  if (!segments) return Fail(segments.error());
  std::vector<PendingRange> pending;
  for (const std::int64_t segment : *segments) {
    const auto derived =
        db_->Integer(fmt::format("select derived from segment where segment = {}", segment));
    if (!derived) return Fail(derived.error());
    const auto from = static_cast<std::uint64_t>(derived->value_or(0));
    const std::uint64_t size = log_.SizeOf(segment).value_or(0);
    if (size > from) pending.push_back({segment, from, size});
  }
  return pending;
}

// ---- writing

Result<KeepTally> SqliteStore::Keep(std::span<NewCapture> captures,
                                    std::span<const SourceState> sources) {
  KeepTally tally;
  Result<std::vector<NewCapture*>> unknown = Unknown(captures, tally);
  if (!unknown) return Fail(About(folder_, unknown.error()));
  if (const auto appended = AppendRaw(*unknown); !appended)
    return Fail(About(folder_, appended.error()));
  if (const auto written = WriteTables(*unknown, sources, tally); !written) {
    // Where the disk is gone, this fails too, and the first error is the one to tell.
    static_cast<void>(writer_->Forget());
    return Fail(About(folder_, written.error()));
  }
  return tally;
}

Result<std::vector<NewCapture*>> SqliteStore::Unknown(std::span<NewCapture> captures,
                                                      KeepTally& tally) {
  std::vector<NewCapture*> unknown;
  std::set<std::string_view> here;
  for (NewCapture& capture : captures) {
    const Result<bool> held = writer_->Holds(capture.id);
    if (!held) return Fail(held.error());
    if (*held || !here.insert(capture.id).second)
      ++tally.known;
    else
      unknown.push_back(&capture);
  }
  return unknown;
}

Result<void> SqliteStore::AppendRaw(std::span<NewCapture*> captures) {
  bool appended = false;
  for (NewCapture* capture : captures) {
    if (capture->member.empty()) continue;  // it is there
    const Result<RawPlace> place = log_.Append(capture->member);
    if (!place) return Fail(place.error());
    capture->raw = *place;
    appended = true;
  }
  if (!appended) return {};
  return log_.Sync();
}

Result<void> SqliteStore::WriteTables(std::span<NewCapture*> captures,
                                      std::span<const SourceState> sources, KeepTally& tally) {
  Result<Transaction> transaction = Transaction::Begin(*db_);
  if (!transaction) return Fail(transaction.error());
  std::map<std::int64_t, std::uint64_t> derived;
  for (const NewCapture* capture : captures) {
    std::uint64_t& end = derived[capture->raw.segment];
    end = std::max(end, capture->raw.offset + capture->raw.length);
  }
  const Result<KeepTally> written = writer_->Write(captures);
  if (!written) return Fail(written.error());
  tally += *written;
  for (const auto& [segment, end] : derived) {
    if (const auto done = writer_->WriteDerived(segment, end); !done) return done;
  }
  for (const SourceState& source : sources) {
    if (const auto done = writer_->WriteSource(source); !done) return done;
  }
  return transaction->Commit();
}

Result<std::optional<SourceState>> SqliteStore::SourceOf(const std::string& path) const {
  Result<Statement> find = db_->Prepare(
      "select bytes, modified_ns, head_sha256, offset, inside, line, done from source where path = "
      "?1");
  if (!find) return Fail(find.error());
  find->BindText(1, path);
  const Result<bool> row = find->Step();
  if (!row) return Fail(row.error());
  if (!*row) return std::nullopt;
  const auto unsigned_at = [&](int column) {
    return static_cast<std::uint64_t>(find->Integer(column));
  };
  return SourceState{.path = path,
                     .bytes = unsigned_at(0),
                     .modified_ns = find->Integer(1),
                     .head_sha256 = std::string(find->Text(2)),
                     .offset = unsigned_at(3),
                     .inside = unsigned_at(4),
                     .line = unsigned_at(5),
                     .done = find->Integer(6) != 0};
}

Result<void> SqliteStore::MarkDerived(const PendingRange& range) {
  Result<void> written = writer_->WriteDerived(range.segment, range.size);
  if (!written) return Fail(About(folder_, written.error()));
  return written;
}

template <typename Change>
Result<void> SqliteStore::ChangeStories(Change&& change) {
  // What people said cannot be derived again, so this commit is on the disk when it returns.
  if (const auto set = db_->Run("pragma synchronous = full"); !set)
    return Fail(About(folder_, set.error()));
  Result<Transaction> transaction = Transaction::Begin(*db_);
  if (!transaction) return Fail(About(folder_, transaction.error()));
  Result<void> done = change(writer_->stories());
  if (done) done = KeepRunning(*db_);
  if (done) done = transaction->Commit();
  if (done) done = db_->Run("pragma synchronous = normal");
  if (!done) {
    transaction = Fail(Errc::kIo, "");  // takes it back, before the stories are read again
    static_cast<void>(writer_->Forget());
    return Fail(done.error().code == Errc::kNotFound ? done.error() : About(folder_, done.error()));
  }
  return done;
}

Result<void> SqliteStore::RepairStories() {
  return ChangeStories(
      [](StoryWriter& stories) { return stories.Settle(StoryWriter::Reach::kBounded); });
}

Result<void> SqliteStore::MergeStories(std::string_view a, std::string_view b) {
  const Result<std::int64_t> first = StoryKeyOf(a), second = StoryKeyOf(b);
  if (!first || !second) return Fail(!first ? first.error() : second.error());
  return ChangeStories([&](StoryWriter& stories) {
    return stories.Merge(static_cast<StoryId>(*first), static_cast<StoryId>(*second));
  });
}

Result<void> SqliteStore::SplitStory(std::string_view story,
                                     const std::vector<std::string>& captures) {
  const Result<std::int64_t> key = StoryKeyOf(story);
  if (!key) return Fail(key.error());
  std::vector<ArticleId> articles;
  for (const std::string& id : captures) {
    const Result<Capture> capture = FindCapture(id);
    if (!capture) return Fail(capture.error());
    const auto voice = db_->Integer(
        fmt::format("select voice from story_capture where capture = {}", capture->key));
    if (!voice) return Fail(voice.error());
    articles.push_back(static_cast<ArticleId>(voice->value_or(0)));
  }
  return ChangeStories(
      [&](StoryWriter& stories) { return stories.Split(static_cast<StoryId>(*key), articles); });
}

void SqliteStore::GiveBackMemory() {
  if (writer_) writer_->GiveBackMemory();
  db_->GiveBackMemory();
}

Result<void> SqliteStore::CommitRebuild() {
  Result<void> rest =
      ChangeStories([](StoryWriter& stories) { return stories.Settle(StoryWriter::Reach::kAll); });
  if (!rest) return rest;
  // All of it in the file itself, on the disk, before it is named.
  if (const auto done = db_->Run("pragma wal_checkpoint(truncate)"); !done)
    return Fail(About(folder_, done.error()));
  if (const auto named = WriteCurrent(folder_, number_); !named)
    return Fail(About(folder_, named.error()));
  RemoveOtherIndexes(folder_, number_);
  return {};
}

}  // namespace checkback
