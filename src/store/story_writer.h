// Puts captures into stories as they arrive, and keeps what the keeper says (story/keeper).
//
//   seen     10  20  30  40      and then one that was seen at 15
//   places   10  20  30  40  41  it has a story at once, as what came last;
//            10  15  20  30  40  Settle: back to a snapshot before 15, and on from there
//
// Stories follow from the captures in the order of their keys, that is of the time at which they
// were seen: whatever the order in which they came, the batches, and restarts between them. Each
// capture has a place in that order, its key. One that comes late gets the next place behind all
// others, until Settle puts it right (store/story_order.cc). What people say has a place too, by
// our clock, and counts from there on.
//
// The keeper's state is kept as a snapshot now and then; what has its place behind the last one is
// added again when the store is opened, with the same outcome. Older ones stay, the sparser the
// older, and so does every move between stories: from there go late captures, and the stories of a
// moment in the past (store/past.h).
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
  // What Settle does again at most, in articles: some ten seconds. And so many more for each late
  // capture: those that come alone from very far back wait until they are enough.
  static constexpr std::uint64_t kAgain = 50'000;
  static constexpr std::uint64_t kAgainForEach = 4;
  // `db` must outlive it. Reads the last snapshot, and adds what came after it.
  static Result<std::unique_ptr<StoryWriter>> Open(Database& db, const Options& options);
  ~StoryWriter();

  // Puts captures into stories, in the transaction that the caller has begun.
  Result<void> Add(std::span<const ArrivedCapture> arrived);

  // Puts late captures right, and all that came after them: at the end of an import, or (kAll,
  // whatever it costs) of a rebuild. All three in the transaction of the caller.
  enum class Reach : std::uint8_t { kBounded, kAll };
  Result<void> Settle(Reach reach);
  // People's word; kNotFound where there is nothing to do.
  Result<void> Merge(StoryId a, StoryId b);
  Result<void> Split(StoryId story, const std::vector<ArticleId>& articles);
  // What people said, with a place up to `until`, and was not heard yet.
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
  Result<std::int64_t> TakeSnapshot(std::int64_t until);
  Result<void> ForgetSince(std::int64_t place);
  Result<void> AddAgain(std::int64_t since);
  Result<void> AddOne(const ArrivedCapture& arrived, std::int64_t place);
  Result<Known> KnownOf(std::int64_t key);
  Result<void> WriteVisit(std::int64_t key, std::int64_t place, std::int64_t voice);
  Result<void> WritePlacement(const Placement& placement, std::int64_t place, std::int64_t follows);
  Result<void> WakeFor(const StoryArticle& article, std::int64_t place);
  Result<void> Wake(Statement& rows, std::int64_t place);
  Result<void> WriteChanges(std::int64_t place);
  Result<void> RedirectAnew(std::int64_t since);
  std::int64_t PlaceOfWord() const;
  Result<void> ApplyPins(std::vector<Pin> pins, std::int64_t place);
  Result<void> Say(const std::vector<Pin>& pins, std::int64_t place);
  Result<void> WriteSnapshot();
  Result<void> ThinSnapshots();

  // Late captures (store/story_order.cc).
  struct Placed;
  struct Merged;
  Result<void> PlaceAgain(std::int64_t late);
  Result<std::vector<Placed>> PlacedSince(std::int64_t place);
  Result<Merged> MergedSince(std::int64_t place);
  Result<void> TakeOut(const std::vector<Placed>& placed, std::int64_t since);
  Result<void> PutIn(std::vector<Placed> placed, std::int64_t since);
  Result<std::vector<std::int64_t>> StoriesNow(const std::vector<Placed>& placed);
  Result<void> LeadOn(const std::vector<Placed>& before, const std::vector<std::int64_t>& now,
                      const Merged& merged);
  Result<void> TellAgain(const std::vector<Placed>& before, const std::vector<std::int64_t>& now,
                         const std::vector<std::int64_t>& to_tell);
  Result<std::string> IdOf(ArticleId capture);

  Database& db_;
  Options options_;
  std::unique_ptr<StoryKeeper> keeper_;
  std::unique_ptr<Statements> sql_;
  std::int64_t reached_ = 0;   // all that has a place before here was added or heard
  std::int64_t settled_ = 0;   // where the last import had ended
  std::uint64_t snapped_ = 0;  // articles in the last snapshot
  std::uint64_t added_ = 0;    // since then
  StoryTime newest_ = 0;       // of all captures
};

}  // namespace checkback
