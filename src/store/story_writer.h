// Puts captures into stories as they arrive, and keeps what the keeper says (story/keeper).
//
// The order of arrival is that of the raw records, so it is the same in a rebuild, after a crash
// and for batches of any size. What is no article (a repair, a person's pin) is an event with its
// place in that order. The keeper's state is kept as a snapshot now and then; what came after the
// last one is added again when the store is opened, with the same outcome. Older ones stay, the
// sparser the older, and so does every move between stories: from there the stories of a moment in
// the past are found again (store/past.h).
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/capture.h"
#include "store/sqlite.h"
#include "story/keeper/keeper.h"
#include "text/result.h"

namespace checkback {

// One capture with an article, as far as its story goes.
struct ArrivedCapture {
  std::int64_t key = 0;
  RawPlace raw;
  Instant seen_at{};
  const Article* article = nullptr;  // or
  std::string_view frame;            // the article as it is kept; unpacked only where it is wanted
};

class StoryWriter {
 public:
  struct Options {
    std::int64_t now = 0;  // our clock, for what people say; seconds since 1970
    bool keeps_snapshots = true;
    // So many articles lie between two snapshots at most; between older ones a fourth of what came
    // since, if that is more: some four for each doubling of the store.
    std::uint64_t snapshot_every = 10'000;
  };
  // `db` must outlive it. Reads the last snapshot, and adds what came after it.
  static Result<std::unique_ptr<StoryWriter>> Open(Database& db, const Options& options);
  ~StoryWriter();

  // Puts captures into stories, in the transaction that the caller has begun.
  Result<void> Add(std::span<const ArrivedCapture> arrived);

  // The stories look around for others of their kind: at the end of an import. Does nothing where
  // nothing came since the last time. `end`: where the next raw record will stand. All three in
  // the transaction of the caller.
  Result<void> Repair(const RawPlace& end);
  // People's word; kNotFound where there is nothing to do.
  Result<void> Merge(StoryId a, StoryId b, const RawPlace& end);
  Result<void> Split(StoryId story, const std::vector<ArticleId>& articles, const RawPlace& end);
  // Events of an earlier database that no capture came after: at the end of a rebuild.
  Result<void> ApplyRest(const RawPlace& end);
  // Events whose place is `until` or before, and that were not applied yet.
  Result<void> ApplyEvents(std::int64_t until);

 private:
  struct Statements;
  struct Known {  // what the tables say of a capture's page and words
    std::int64_t same_version = 0;
    std::int64_t before = 0;
    std::int64_t copied = 0;
  };

  StoryWriter(Database& db, const Options& options, std::unique_ptr<StoryKeeper> keeper);
  Result<void> Prepare();
  Result<void> Restore();
  Result<void> AddAgain(std::int64_t since);
  Result<void> AddOne(const ArrivedCapture& arrived);
  Result<Known> KnownOf(std::int64_t key);
  Result<void> WriteVisit(std::int64_t key, std::int64_t place, std::int64_t voice);
  Result<void> WritePlacement(const Placement& placement, std::int64_t place, std::int64_t follows);
  Result<void> WakeFor(const StoryArticle& article, std::int64_t place);
  Result<void> Wake(Statement& rows, std::int64_t place);
  Result<void> WriteChanges(std::int64_t place);
  Result<void> ApplyPin(const Pin& pin, std::int64_t place);
  Result<void> WriteEvent(std::string_view kind, const Pin& pin, std::int64_t place);
  Result<void> WriteSnapshot(std::int64_t place);
  Result<void> ThinSnapshots();
  Result<std::string> IdOf(ArticleId capture);

  Database& db_;
  Options options_;
  std::unique_ptr<StoryKeeper> keeper_;
  std::unique_ptr<Statements> sql_;
  std::int64_t last_event_ = 0;  // applied
  std::uint64_t snapped_ = 0;    // articles in the last snapshot
  std::uint64_t added_ = 0;      // since then
  bool unrepaired_ = false;
  StoryTime newest_ = 0;  // of all captures
};

}  // namespace checkback
