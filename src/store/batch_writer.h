// Writes batches of captures into the tables: pages, articles, versions, copies, search, journal.
//
// What the tables hold afterwards depends on which captures there are, not on their order or on the
// batches. Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/article_documents.h"
#include "store/capture.h"
#include "store/copy_weeks.h"
#include "store/search/search.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/story_writer.h"
#include "text/result.h"

namespace checkback {

class BatchWriter : private ArticleTexts {
 public:
  struct Options {
    std::string program;
    std::int64_t now = 0;
    std::uint64_t snapshot_every = 10'000;  // articles, of the stories' state
  };
  // `db` must outlive it.
  static Result<std::unique_ptr<BatchWriter>> Make(Database& db, Options options);

  ~BatchWriter() override;

  Result<bool> Holds(std::string_view id);

  // Writes captures that are not there yet, whose records stand at `raw`, in the transaction that
  // the caller has begun. Sorts them by time.
  Result<KeepTally> Write(std::span<NewCapture*> captures);
  StoryWriter& stories() { return *stories_; }
  Result<void> WriteSource(const SourceState& source);
  Result<void> WriteDerived(std::int64_t segment, std::uint64_t bytes);

  // Texts that are held to be compared again go.
  void GiveBackMemory();

  // The transaction was taken back: forget what was remembered of it. An error where the stories
  // cannot be read again; nothing more can be written then.
  Result<void> Forget();

 private:
  struct Statements;
  struct Row {  // of one capture, as far as versions go
    std::int64_t key = 0;
    std::string version_key;
    bool is_version = false;
  };

  BatchWriter(Database& db, Options options);
  StoryWriter::Options StoryOptions() const {
    return {.now = options_.now, .snapshot_every = options_.snapshot_every};
  }
  Result<void> WriteOne(NewCapture& capture, KeepTally& tally);
  Result<std::int64_t> PageOf(const std::string& url);
  Result<std::int64_t> ArticleOf(const NewCapture& capture);
  Result<void> KeepReading(const NewCapture& capture, std::int64_t article);
  Result<std::int64_t> FreeKey(const NewCapture& capture);
  Result<void> InsertCapture(const NewCapture& capture, std::int64_t key, std::int64_t page,
                             std::int64_t article);
  Result<std::int64_t> OriginalOf(const NewCapture& revisit, std::int64_t page);
  Result<void> ResolveRevisits(const NewCapture& capture, std::int64_t page);
  Result<void> UpdateSearch();
  Result<void> UpdateStories();
  Result<bool> MarkVersions(std::int64_t page, std::int64_t key);
  Result<std::optional<Row>> Neighbour(Statement& statement, std::int64_t page, std::int64_t key);
  Result<void> SetVersion(std::int64_t key, bool is_version);
  Result<void> WriteCopies(const NewCapture& capture);
  Result<bool> IsElsewhere(std::int64_t wording, std::int64_t page);
  std::optional<std::string> TextOf(ArticleId wording) const override;
  std::shared_ptr<const ShingledText> ShingledOf(ArticleId wording) const override;

  Database& db_;
  Options options_;
  std::unique_ptr<Statements> sql_;
  CopyWeeks weeks_;
  std::unique_ptr<StoryWriter> stories_;
  std::optional<SearchIndex> search_;
  std::optional<ArticleDocuments> documents_;
  // Captures that began or ceased to be versions in this batch, and what they were before it: only
  // what differs in the end is searched otherwise. And the captures that are new in it.
  struct Change {
    bool was = false;
    bool now = false;
  };
  std::map<std::int64_t, Change> changed_;
  std::unordered_map<std::int64_t, const NewCapture*> fresh_;
  // Wordings that were compared last: the other side of most copies.
  mutable std::unordered_map<std::uint64_t, std::shared_ptr<const ShingledText>> shingled_;
  mutable std::size_t shingled_words_ = 0;
};

}  // namespace checkback
