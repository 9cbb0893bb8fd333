#include "store/batch_writer.h"

#include <algorithm>
#include <utility>

#include "article/article_json.h"
#include "page/zstd_frame.h"
#include "store/article_frame.h"
#include "store/story_statements.h"
#include "story/running/matter.h"
#include "text/hash.h"

namespace checkback {
namespace {

// Of the wordings compared last, at about 40 bytes a word.
constexpr std::size_t kMostShingledWords = 1'000'000;

// Keys: 33 bits of seconds, then 30 bits that tell captures of one second apart.
std::int64_t FirstKey(const NewCapture& capture) {
  const std::int64_t seconds =
      std::clamp<std::int64_t>(capture.seen_at.time_since_epoch().count(), 0, kLastSecond);
  const std::uint64_t tie = Hash64(capture.id) & ((1u << kTieBits) - 1);
  return seconds << kTieBits | static_cast<std::int64_t>(tie);
}

std::string BytesOfHex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) << 4 | digit(hex[i + 1]));
  return bytes;
}

void BindTime(Statement& statement, int parameter, const std::optional<PageTime>& time) {
  if (time)
    statement.Bind(parameter, std::int64_t{time->utc.time_since_epoch().count()});
  else
    statement.BindNull(parameter);
}

// The first column of the only row; nothing where there is none.
Result<std::optional<std::int64_t>> Number(Statement& statement) {
  const Result<bool> row = statement.Step();
  if (!row) {
    statement.Reset();
    return Fail(row.error());
  }
  std::optional<std::int64_t> number;
  if (*row && !statement.IsNull(0)) number = statement.Integer(0);
  statement.Reset();
  return number;
}

}  // namespace

struct BatchWriter::Statements {
  struct Text {
    std::optional<Statement> BatchWriter::Statements::* statement;
    std::string_view sql;
  };
  std::optional<Statement> holds, find_page, insert_page, find_article, insert_article, key_taken,
      insert_capture, original, revisits, resolve, before, after, set_version, wording_known,
      insert_wording, week_known, insert_week, insert_copy, elsewhere, text_of, journal, source,
      derived, insert_reading, insert_matter;

  static const Text kTexts[25];
};

const BatchWriter::Statements::Text BatchWriter::Statements::kTexts[25] = {
    {&Statements::holds, "select 1 from capture where id = ?1"},
    {&Statements::find_page, "select page from page where url = ?1"},
    {&Statements::insert_page, "insert into page (url) values (?1)"},
    {&Statements::find_article, "select article from article where hash = ?1"},
    {&Statements::insert_article,
     "insert into article (hash, version_key, wording, language, outlet, headline, published_at, "
     "modified_at, json, agency) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"},
    {&Statements::key_taken, "select 1 from capture where capture = ?1"},
    {&Statements::insert_capture,
     "insert into capture (capture, id, page, url, seen_at, sha256, segment, offset, length, "
     "revisit, "
     "refers_to, article, version, trouble) "
     "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13)"},
    {&Statements::original,
     "select article from capture where page = ?1 and capture >= (?2 << 30) and capture < ((?2 + "
     "2) "
     "<< 30) and seen_at = ?2 and revisit = 0 and article is not null order by id limit 1"},
    {&Statements::revisits,
     "select capture from capture where page = ?1 and refers_to = ?2 and revisit = 1 and seen_at "
     ">= ?2 and article is not ?3"},
    {&Statements::resolve, "update capture set article = ?2 where capture = ?1"},
    {&Statements::before,
     "select c.capture, a.version_key, c.version from capture c join article a using (article) "
     "where c.page = ?1 and c.capture < ?2 and a.version_key is not null "
     "order by c.capture desc limit 1"},
    {&Statements::after,
     "select c.capture, a.version_key, c.version from capture c join article a using (article) "
     "where c.page = ?1 and c.capture >= ?2 and a.version_key is not null "
     "order by c.capture limit 1"},
    {&Statements::set_version, "update capture set version = ?2 where capture = ?1"},
    {&Statements::wording_known, "select 1 from wording where wording = ?1"},
    {&Statements::insert_wording, "insert into wording (wording, sketch) values (?1, ?2)"},
    {&Statements::week_known, "select 1 from wording_week where week = ?1 and wording = ?2"},
    {&Statements::insert_week, "insert into wording_week (week, wording) values (?1, ?2)"},
    {&Statements::insert_copy,
     "insert or ignore into copy (a, b, kind, jaccard, of_a, of_b) values (?1, ?2, ?3, ?4, ?5, "
     "?6)"},
    {&Statements::elsewhere,
     "with alike(wording) as (select ?1 union select b from copy where a = ?1 union select a from "
     "copy "
     "where b = ?1) select 1 from alike join article a on a.wording = alike.wording join capture c "
     "on "
     "c.article = a.article where c.page <> ?2 limit 1"},
    {&Statements::text_of, "select json from article where wording = ?1 limit 1"},
    {&Statements::journal,
     "insert into journal (capture, article, program, made_at) values (?1, ?2, ?3, ?4)"},
    {&Statements::source,
     "insert or replace into source (path, bytes, modified_ns, head_sha256, offset, inside, line, "
     "done) "
     "values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"},
    {&Statements::derived, "insert or replace into segment (segment, derived) values (?1, ?2)"},
    {&Statements::insert_reading,
     "insert or ignore into reading (article, day, model, json) values (?1, ?2, ?3, ?4)"},
    {&Statements::insert_matter, "insert into article_matter (article, matter) values (?1, ?2)"},
};

BatchWriter::BatchWriter(Database& db, Options options)
    : db_(db),
      options_(std::move(options)),
      sql_(std::make_unique<Statements>()),
      weeks_(db, *this) {}

BatchWriter::~BatchWriter() = default;

Result<std::unique_ptr<BatchWriter>> BatchWriter::Make(Database& db, Options options) {
  std::unique_ptr<BatchWriter> writer(new BatchWriter(db, std::move(options)));
  for (const Statements::Text& text : Statements::kTexts) {
    Result<Statement> statement = db.Prepare(text.sql);
    if (!statement) return Fail(statement.error());
    (*writer->sql_).*text.statement = std::move(*statement);
  }
  Result<std::unique_ptr<StoryWriter>> stories = StoryWriter::Open(db, writer->StoryOptions());
  if (!stories) return Fail(stories.error());
  writer->stories_ = std::move(*stories);
  Result<SearchIndex> search = SearchIndex::Open(db);
  if (!search) return Fail(search.error());
  writer->search_ = std::move(*search);
  Result<ArticleDocuments> documents = ArticleDocuments::Open(db);
  if (!documents) return Fail(documents.error());
  writer->documents_.emplace(std::move(*documents));
  return writer;
}

Result<bool> BatchWriter::Holds(std::string_view id) {
  sql_->holds->BindText(1, id);
  const auto found = Number(*sql_->holds);
  if (!found) return Fail(found.error());
  return found->has_value();
}

Result<KeepTally> BatchWriter::Write(std::span<NewCapture*> captures) {
  std::sort(captures.begin(), captures.end(), [](const NewCapture* x, const NewCapture* y) {
    return std::pair(x->seen_at, std::string_view(x->id)) <
           std::pair(y->seen_at, std::string_view(y->id));
  });
  KeepTally tally;
  for (NewCapture* capture : captures) {
    if (const Result<void> written = WriteOne(*capture, tally); !written)
      return Fail(written.error());
  }
  if (const Result<void> written = UpdateStories(); !written) return Fail(written.error());
  if (const Result<void> written = UpdateSearch(); !written) return Fail(written.error());
  fresh_.clear();
  return tally;
}

// Versions are what is searched: a visit that found nothing new is no hit of its own.
Result<void> BatchWriter::UpdateSearch() {
  for (const bool is_version : {false, true}) {
    for (const auto& [key, change] : changed_) {
      if (change.was == change.now || change.now != is_version) continue;
      const auto fresh = fresh_.find(key);
      const bool at_hand = fresh != fresh_.end() && fresh->second->article;
      const std::optional<SearchDocument> document =
          at_hand ? DocumentOf(fresh->second->id, fresh->second->url, fresh->second->seen_at,
                               *fresh->second->article, fresh->second->read)
                  : documents_->DocumentOf(key);
      if (!document) continue;
      const Result<void> done =
          change.now ? search_->Put(key, *document) : search_->Remove(key, *document);
      if (!done) return done;
    }
  }
  changed_.clear();
  return {};
}

Result<void> BatchWriter::UpdateStories() {
  std::vector<ArrivedCapture> arrived;
  for (const auto& [key, capture] : fresh_) {
    if (capture->article && !capture->version_key.empty())
      arrived.push_back({key, capture->seen_at, &*capture->article, {}});
  }
  return stories_->Add(arrived);
}

Result<void> BatchWriter::WriteOne(NewCapture& capture, KeepTally& tally) {
  const Result<std::int64_t> page = PageOf(capture.url);
  if (!page) return Fail(page.error());
  Result<std::int64_t> article = 0;
  if (capture.article) {
    article = ArticleOf(capture);
    if (!article) return Fail(article.error());
    if (const auto kept = KeepReading(capture, *article); !kept) return kept;
  } else if (capture.is_revisit) {
    article = OriginalOf(capture, *page);
  }
  if (!article) return Fail(article.error());
  const Result<std::int64_t> key = FreeKey(capture);
  if (!key) return Fail(key.error());
  if (const auto done = InsertCapture(capture, *key, *page, *article); !done)
    return Fail(done.error());
  ++tally.kept;
  fresh_[*key] = &capture;
  if (*article == 0) {
    ++tally.without_article;
    return {};
  }
  if (const auto done = ResolveRevisits(capture, *page); !done) return Fail(done.error());
  const Result<bool> begins = MarkVersions(*page, *key);
  if (!begins) return Fail(begins.error());
  if (*begins) ++tally.versions;
  if (!capture.article) return {};
  if (const auto done = WriteCopies(capture); !done) return done;
  if (!*begins || capture.sketch.kept.empty()) return {};
  const Result<bool> copied = IsElsewhere(static_cast<std::int64_t>(capture.sketch.wording), *page);
  if (!copied) return Fail(copied.error());
  if (*copied) ++tally.copies;
  return {};
}

Result<std::int64_t> BatchWriter::PageOf(const std::string& url) {
  const std::string key = PageKeyOf(url);
  sql_->find_page->BindText(1, key);
  const auto found = Number(*sql_->find_page);
  if (!found) return Fail(found.error());
  if (found->has_value()) return **found;
  sql_->insert_page->BindText(1, key);
  if (const auto done = sql_->insert_page->Run(); !done) return Fail(done.error());
  return db_.LastRow();
}

Result<std::int64_t> BatchWriter::ArticleOf(const NewCapture& capture) {
  sql_->find_article->BindBlob(1, capture.article_hash);
  const auto found = Number(*sql_->find_article);
  if (!found) return Fail(found.error());
  if (found->has_value()) return **found;
  Statement& insert = *sql_->insert_article;
  const Article& article = *capture.article;
  insert.BindBlob(1, capture.article_hash);
  if (capture.version_key.empty())
    insert.BindNull(2);
  else
    insert.BindBlob(2, capture.version_key);
  if (capture.sketch.kept.empty())
    insert.BindNull(3);
  else
    insert.Bind(3, static_cast<std::int64_t>(capture.sketch.wording));
  insert.BindText(4, article.language);
  insert.BindText(5, article.outlet);
  insert.BindText(6, article.headline);
  BindTime(insert, 7, article.published_at);
  BindTime(insert, 8, article.modified_at);
  insert.BindBlob(9, capture.article_frame);
  const std::string agency = CreditedAgency(article);
  insert.BindText(10, agency);
  if (const auto done = insert.Run(); !done) return Fail(done.error());
  const std::int64_t row = db_.LastRow();
  const std::string matter =
      BytesOf(MatterOf(article.language, article.headline, article.description, article.text));
  sql_->insert_matter->Bind(1, row);
  sql_->insert_matter->BindBlob(2, matter);
  if (const auto done = sql_->insert_matter->Run(); !done) return Fail(done.error());
  return row;
}

Result<void> BatchWriter::KeepReading(const NewCapture& capture, std::int64_t article) {
  if (capture.reading_frame.empty()) return {};
  Statement& insert = *sql_->insert_reading;
  insert.Bind(1, article);
  insert.Bind(2, capture.reading_day);
  insert.BindText(3, capture.reading_model);
  insert.BindBlob(4, capture.reading_frame);
  return insert.Run();
}

// Two captures of one second may share the bits of their ids; the later one takes the next key.
Result<std::int64_t> BatchWriter::FreeKey(const NewCapture& capture) {
  for (std::int64_t key = FirstKey(capture);; ++key) {
    sql_->key_taken->Bind(1, key);
    const auto taken = Number(*sql_->key_taken);
    if (!taken) return Fail(taken.error());
    if (!taken->has_value()) return key;
  }
}

Result<void> BatchWriter::InsertCapture(const NewCapture& capture, std::int64_t key,
                                        std::int64_t page, std::int64_t article) {
  const std::string sha256 = BytesOfHex(capture.sha256);
  Statement& insert = *sql_->insert_capture;
  insert.Bind(1, key);
  insert.BindText(2, capture.id);
  insert.Bind(3, page);
  insert.BindText(4, capture.url);
  insert.Bind(5, std::int64_t{capture.seen_at.time_since_epoch().count()});
  insert.BindBlob(6, sha256);
  insert.Bind(7, capture.raw.segment);
  insert.Bind(8, static_cast<std::int64_t>(capture.raw.offset));
  insert.Bind(9, static_cast<std::int64_t>(capture.raw.length));
  insert.Bind(10, std::int64_t{capture.is_revisit});
  if (capture.refers_to)
    insert.Bind(11, std::int64_t{capture.refers_to->time_since_epoch().count()});
  else
    insert.BindNull(11);
  if (article != 0)
    insert.Bind(12, article);
  else
    insert.BindNull(12);
  if (capture.trouble.empty())
    insert.BindNull(13);
  else
    insert.BindText(13, capture.trouble);
  if (const auto done = insert.Run(); !done) return done;
  Statement& journal = *sql_->journal;
  journal.Bind(1, key);
  if (article != 0)
    journal.Bind(2, article);
  else
    journal.BindNull(2);
  journal.BindText(3, options_.program);
  journal.Bind(4, options_.now);
  return journal.Run();
}

// The article that a revisit found unchanged; 0 where that capture is not here (yet).
Result<std::int64_t> BatchWriter::OriginalOf(const NewCapture& revisit, std::int64_t page) {
  // What was seen later cannot be meant: what a capture is does not change with captures after it.
  if (!revisit.refers_to || *revisit.refers_to > revisit.seen_at) return 0;
  sql_->original->Bind(1, page);
  sql_->original->Bind(2, std::int64_t{revisit.refers_to->time_since_epoch().count()});
  const auto found = Number(*sql_->original);
  if (!found) return Fail(found.error());
  return found->value_or(0);
}

// Revisits that came before the capture they point at. Where two captures of one second are meant,
// it is the one with the lower id, whichever came first.
Result<void> BatchWriter::ResolveRevisits(const NewCapture& capture, std::int64_t page) {
  if (capture.is_revisit) return {};
  NewCapture pointing;
  pointing.seen_at = capture.seen_at;
  pointing.refers_to = capture.seen_at;
  const Result<std::int64_t> article = OriginalOf(pointing, page);
  if (!article) return Fail(article.error());
  if (*article == 0) return {};
  std::vector<std::int64_t> waiting;
  Statement& find = *sql_->revisits;
  find.Bind(1, page);
  find.Bind(2, std::int64_t{capture.seen_at.time_since_epoch().count()});
  find.Bind(3, *article);
  while (true) {
    const Result<bool> row = find.Step();
    if (!row) return Fail(row.error());
    if (!*row) break;
    waiting.push_back(find.Integer(0));
  }
  find.Reset();
  for (const std::int64_t key : waiting) {
    sql_->resolve->Bind(1, key);
    sql_->resolve->Bind(2, *article);
    if (const auto done = sql_->resolve->Run(); !done) return done;
    if (const auto done = MarkVersions(page, key); !done) return Fail(done.error());
  }
  return {};
}

Result<std::optional<BatchWriter::Row>> BatchWriter::Neighbour(Statement& statement,
                                                               std::int64_t page,
                                                               std::int64_t key) {
  statement.Bind(1, page);
  statement.Bind(2, key);
  const Result<bool> found = statement.Step();
  if (!found) {
    statement.Reset();
    return Fail(found.error());
  }
  std::optional<Row> row;
  if (*found)
    row = Row{statement.Integer(0), std::string(statement.Blob(1)), statement.Integer(2) != 0};
  statement.Reset();
  return row;
}

// Whether a new version begins with the capture `key`, which is new in its page, and whether one
// still begins with the one after it.
Result<bool> BatchWriter::MarkVersions(std::int64_t page, std::int64_t key) {
  const auto before = Neighbour(*sql_->before, page, key);
  const auto here = Neighbour(*sql_->after, page, key);
  const auto after = Neighbour(*sql_->after, page, key + 1);
  for (const auto* row : {&before, &here, &after}) {
    if (!*row) return Fail(row->error());
  }
  if (!here->has_value() || (*here)->key != key) return false;  // an article that says nothing
  const bool begins = !before->has_value() || (*before)->version_key != (*here)->version_key;
  if (begins != (*here)->is_version) {
    if (const auto done = SetVersion(key, begins); !done) return Fail(done.error());
  }
  if (after->has_value()) {
    const bool next_begins = (*after)->version_key != (*here)->version_key;
    if (next_begins != (*after)->is_version) {
      if (const auto done = SetVersion((*after)->key, next_begins); !done)
        return Fail(done.error());
    }
  }
  return begins;
}

Result<void> BatchWriter::SetVersion(std::int64_t key, bool is_version) {
  // Only called where it changes.
  changed_.try_emplace(key, Change{!is_version, is_version}).first->second.now = is_version;
  sql_->set_version->Bind(1, key);
  sql_->set_version->Bind(2, std::int64_t{is_version});
  return sql_->set_version->Run();
}

// Whether another page has these words, or half of them.
Result<bool> BatchWriter::IsElsewhere(std::int64_t wording, std::int64_t page) {
  sql_->elsewhere->Bind(1, wording);
  sql_->elsewhere->Bind(2, page);
  const auto found = Number(*sql_->elsewhere);
  if (!found) return Fail(found.error());
  return found->has_value();
}

// The pairs of the text of `capture` and those that were there.
Result<void> BatchWriter::WriteCopies(const NewCapture& capture) {
  const Sketch& sketch = capture.sketch;
  if (sketch.kept.empty()) return {};
  const auto wording = static_cast<std::int64_t>(sketch.wording);
  const std::int64_t week = CopyWeeks::WeekOf(capture.seen_at);
  sql_->week_known->Bind(1, week);
  sql_->week_known->Bind(2, wording);
  const auto week_known = Number(*sql_->week_known);
  if (!week_known) return Fail(week_known.error());
  if (week_known->has_value()) return {};

  sql_->wording_known->Bind(1, wording);
  const auto known = Number(*sql_->wording_known);
  if (!known) return Fail(known.error());
  if (!known->has_value()) {
    const std::string bytes = BytesOfSketch(sketch);
    sql_->insert_wording->Bind(1, wording);
    sql_->insert_wording->BindBlob(2, bytes);
    if (const auto done = sql_->insert_wording->Run(); !done) return Fail(done.error());
  }
  const auto copies = weeks_.Add(week, sketch.wording, capture.article->text, sketch);
  if (!copies) return Fail(copies.error());
  sql_->insert_week->Bind(1, week);
  sql_->insert_week->Bind(2, wording);
  if (const auto done = sql_->insert_week->Run(); !done) return Fail(done.error());
  Statement& insert = *sql_->insert_copy;
  for (const Copy& copy : *copies) {
    const auto other = static_cast<std::int64_t>(copy.other);
    const bool first = wording < other;
    insert.Bind(1, first ? wording : other);
    insert.Bind(2, first ? other : wording);
    insert.BindText(3, NameOf(copy.kind));
    insert.Bind(4, copy.jaccard);
    insert.Bind(5, first ? copy.of_this : copy.of_other);
    insert.Bind(6, first ? copy.of_other : copy.of_this);
    if (const auto done = insert.Run(); !done) return Fail(done.error());
  }
  return {};
}

// Where it cannot be read, the wording takes part in no further pair; the next check of the store
// says so.
std::optional<std::string> BatchWriter::TextOf(ArticleId wording) const {
  Statement& find = *sql_->text_of;
  find.Bind(1, static_cast<std::int64_t>(wording));
  const Result<bool> row = find.Step();
  std::optional<std::string> text;
  if (row && *row) {
    Result<Article> article = ArticleOfFrame(find.Blob(0));
    if (article) text = std::move(article->text);
  }
  find.Reset();
  return text;
}

std::shared_ptr<const ShingledText> BatchWriter::ShingledOf(ArticleId wording) const {
  if (const auto held = shingled_.find(wording); held != shingled_.end()) return held->second;
  std::shared_ptr<const ShingledText> made = ArticleTexts::ShingledOf(wording);
  if (!made) return made;
  if (shingled_words_ > kMostShingledWords) {
    shingled_.clear();
    shingled_words_ = 0;
  }
  shingled_words_ += made->words().size();
  return shingled_[wording] = std::move(made);
}

Result<void> BatchWriter::WriteSource(const SourceState& source) {
  Statement& write = *sql_->source;
  write.BindText(1, source.path);
  write.Bind(2, static_cast<std::int64_t>(source.bytes));
  write.Bind(3, source.modified_ns);
  write.BindText(4, source.head_sha256);
  write.Bind(5, static_cast<std::int64_t>(source.offset));
  write.Bind(6, static_cast<std::int64_t>(source.inside));
  write.Bind(7, static_cast<std::int64_t>(source.line));
  write.Bind(8, std::int64_t{source.done});
  return write.Run();
}

Result<void> BatchWriter::WriteDerived(std::int64_t segment, std::uint64_t bytes) {
  sql_->derived->Bind(1, segment);
  sql_->derived->Bind(2, static_cast<std::int64_t>(bytes));
  return sql_->derived->Run();
}

void BatchWriter::GiveBackMemory() {
  shingled_.clear();
  shingled_words_ = 0;
}

Result<void> BatchWriter::Forget() {
  weeks_.Clear();
  changed_.clear();
  fresh_.clear();
  GiveBackMemory();
  stories_.reset();
  Result<std::unique_ptr<StoryWriter>> stories = StoryWriter::Open(db_, StoryOptions());
  if (!stories) return Fail(stories.error());
  stories_ = std::move(*stories);
  return {};
}

}  // namespace checkback
