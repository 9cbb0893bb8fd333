// The embedded store: WARC segments and an SQLite database in one folder (store/store.h).

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/batch_writer.h"
#include "store/capture_log.h"
#include "store/running_table.h"
#include "store/sqlite.h"
#include "store/store.h"
#include "store/store_lock.h"

namespace checkback {

class SqliteStore final : public Store {
 public:
  static Result<std::unique_ptr<SqliteStore>> Open(const std::string& folder,
                                                   const Options& options);
  ~SqliteStore() override;

  Result<KeepTally> Keep(std::span<NewCapture> captures,
                         std::span<const SourceState> sources) override;
  Result<std::vector<PendingRange>> Pending() const override;
  std::string SegmentPath(std::int64_t segment) const override { return log_.PathOf(segment); }
  Result<std::optional<SourceState>> SourceOf(const std::string& path) const override;
  Result<void> MarkDerived(const PendingRange& range) override;
  Result<void> RepairStories() override;
  Result<void> MergeStories(std::string_view a, std::string_view b) override;
  Result<void> SplitStory(std::string_view story,
                          const std::vector<std::string>& captures) override;
  Result<std::vector<std::int64_t>> StoriesToTell() const override;
  Result<void> KeepTold(std::span<const ToldRow> rows) override;
  void GiveBackMemory() override;
  Result<void> CommitRebuild() override;

  Result<Capture> FindCapture(std::string_view id) const override;
  Result<Article> ArticleOf(const Capture& capture) const override;
  Result<Reading> ReadingOf(const Capture& capture, const Article& article) const override;
  Result<WarcRecord> RawOf(const Capture& capture) const override;
  Result<std::vector<Capture>> CapturesOf(std::string_view url) const override;
  Result<std::vector<PageVersion>> VersionsOf(std::string_view url) const override;
  Result<CopiesFound> CopiesOf(const Capture& capture) const override;
  Result<std::vector<std::vector<TextShare>>> TextSharesOf(
      std::span<const Capture* const> captures) const override;
  Result<CaptureFrames> FramesOf(const Capture& capture) const override;
  Result<void> ForEachStory(const std::function<bool(StoredStory)>& take,
                            std::optional<Instant> since = {}) const override;
  Result<void> ForEachStoryFrom(
      const StoryListPlace& from,
      const std::function<bool(StoredStory story, std::int64_t version)>& take,
      std::optional<Instant> since = {}) const override;
  Result<StoredStory> StoryOfKey(std::int64_t key) const override;
  Result<std::optional<ToldRow>> ToldOf(const StoredStory& story) const override;
  Result<std::optional<ToldRow>> ToldHeadOf(const StoredStory& story) const override;
  Result<TellingStories> StoriesTelling(std::string_view item) const override;
  Result<StoredStory> FindStory(std::string_view id) const override;
  Result<std::vector<CopyElsewhere>> CopiesElsewhereOf(const StoredStory& story) const override;
  Result<StoryReason> ReasonOf(const Capture& capture) const override;
  Result<std::vector<Arrival>> ArrivalsAfter(std::int64_t place, std::size_t limit) const override;
  Result<std::int64_t> LastArrival() const override;
  Result<SearchPage> Search(const Query& query, const SearchRequest& request) const override;
  Result<StoreCounts> Counts() const override;
  Result<void> ExportCanonical(
      const std::function<bool(std::string_view line)>& take) const override;
  Result<void> ExportCaptures(
      const std::function<bool(std::string_view line)>& take) const override;
  Result<std::vector<Capture>> CapturesAfter(std::string_view id, std::size_t most) const override;
  Result<std::vector<std::string>> Check() const override;

 private:
  SqliteStore(std::string folder, Options options);
  Result<void> OpenReadable();
  Result<void> OpenWritable();
  Result<void> OpenRebuild();
  Result<void> TakeLock();
  Result<void> MakeTables();
  Result<void> OpenWriter();
  void CopyOwnTables(const std::string& old);
  void CopyOldEvents();
  Result<std::int64_t> StoryKeyOf(std::string_view id) const;
  Result<std::int64_t> StoryThenOf(std::string_view id) const;
  Result<std::string> IdOfCapture(std::int64_t key) const;
  Result<std::optional<RunningStory>> RunningStoryOf(std::int64_t story) const;
  Result<std::optional<RunningStory::Part>> RunningPartOf(std::int64_t story) const;
  Result<std::optional<RunningStory::Part>> KeptPartOf(std::int64_t story) const;
  Result<std::optional<StoryReason::Running>> RunningReasonOf(std::int64_t story) const;
  Result<void> NameStory(StoredStory& story) const;
  template <typename Change>
  Result<void> ChangeStories(Change&& change);
  Result<void> OpenIndex(const std::string& name, Database::Mode mode);
  Result<void> CheckSegments() const;
  bool HoldsAll(std::string_view table) const;
  Result<std::vector<NewCapture*>> Unknown(std::span<NewCapture> captures, KeepTally& tally);
  Result<void> AppendRaw(std::span<NewCapture*> captures);
  Result<void> WriteTables(std::span<NewCapture*> captures, std::span<const SourceState> sources,
                           KeepTally& tally);

  std::string folder_;
  Options options_;
  std::optional<StoreLock> lock_;
  CaptureLog log_;
  std::unique_ptr<Database> db_;
  std::unique_ptr<BatchWriter> writer_;
  std::int64_t number_ = 0;  // of the database
  mutable RunningTable running_;
};

}  // namespace checkback
