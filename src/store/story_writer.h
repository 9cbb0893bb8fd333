// Puts captures into stories as they arrive, and keeps what the keeper says (story/keeper).
//
// The order of arrival is that of the raw records, so it is the same in a rebuild, after a crash
// and for batches of any size. What is no article (a repair, a person's pin) is an event with its
// place in that order. The keeper's state is kept as a snapshot now and then; what came after it
// is added again when the store is opened, with the same outcome.
//
// Not for use by two threads at once.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
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
  const NewCapture* capture = nullptr;
};

class StoryWriter {
 public:
  // `db` must outlive it. Reads the snapshot, and adds what came after it.
  static Result<std::unique_ptr<StoryWriter>> Open(Database& db);
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

 private:
  struct Statements;
  struct Known {  // what the tables say of a capture's page and words
    std::int64_t same_version = 0;
    std::int64_t before = 0;
    std::int64_t copied = 0;
  };

  StoryWriter(Database& db, std::unique_ptr<StoryKeeper> keeper);
  Result<void> Prepare();
  Result<void> Restore();
  Result<void> AddAgain(std::int64_t since);
  Result<void> AddOne(const ArrivedCapture& arrived);
  Result<Known> KnownOf(std::int64_t key);
  Result<void> WriteVisit(std::int64_t key, std::int64_t place, std::int64_t voice);
  Result<void> WritePlacement(const Placement& placement, std::int64_t place, std::int64_t follows);
  Result<void> ApplyEvents(std::int64_t until);
  Result<void> WakeFor(const StoryArticle& article, std::int64_t place);
  Result<void> Wake(Statement& rows, std::int64_t place);
  Result<void> WriteChanges(std::int64_t place);
  Result<void> WriteEvent(std::string_view kind, const Pin& pin, std::int64_t place);
  Result<void> WriteSnapshot(std::int64_t place);
  Result<std::string> IdOf(ArticleId capture);

  Database& db_;
  std::unique_ptr<StoryKeeper> keeper_;
  std::unique_ptr<Statements> sql_;
  std::int64_t last_event_ = 0;  // applied
  std::uint64_t added_ = 0;      // since the snapshot
  bool unrepaired_ = false;
  StoryTime newest_ = 0;
};

}  // namespace checkback
