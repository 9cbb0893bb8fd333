// The inside of Following, for the files of this folder: polls (following_polls.cc), pages
// (following_pages.cc), what they need beside their first answer (following_parts.cc), the log of
// what is no capture (following_fetches.cc), keeping and telling (following_keep.cc).

#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "follow/following/following.h"
#include "follow/following/made.h"
#include "follow/following/page_watch.h"
#include "follow/following/workshop.h"
#include "follow/teller_shelf.h"

namespace checkback {

// The host in whose queue the page at `url` waits; "" for no URL.
std::string QueueHostOf(const std::string& url);

class Following::Inside {
 public:
  Inside(Store& store, std::unique_ptr<SourceBook> book, FollowingOptions options);
  // The log of fetches in `folder`, before anything else is done.
  Result<void> OpenLog(const std::string& folder);

  Result<void> Restore();
  Result<void> Turn(std::chrono::milliseconds wait);
  Result<void> Finish(std::chrono::milliseconds grace);
  Result<void> TellNow(const std::function<bool()>& stop);
  bool Idle();
  std::optional<FetchTime> NextDue();
  std::vector<std::string> asked() const { return fetcher_.asked(); }
  std::size_t under_way() const { return fetcher_.in_flight() + workshop_.open(); }
  std::size_t making() const { return workshop_.open(); }
  const FollowTally& tally() const { return tally_; }
  void Wake() { fetcher_.Wake(); }

 private:
  enum class Asking : std::uint8_t { kPoll, kPage, kHub, kPart };  // in the lowest bits of a tag
  static constexpr std::uint64_t kAskings = 4;
  static std::uint64_t TagOf(Asking asking, std::int64_t key) {
    return static_cast<std::uint64_t>(key) * kAskings + static_cast<std::uint64_t>(asking);
  }
  static Asking AskingOf(std::uint64_t tag) { return static_cast<Asking>(tag % kAskings); }
  static std::int64_t KeyOf(std::uint64_t tag) { return static_cast<std::int64_t>(tag / kAskings); }
  FetchTime Clock() const;
  Instant Now() const { return std::chrono::floor<std::chrono::seconds>(Clock()); }
  bool IsQuiet() const { return Clock() < quiet_until_; }

  Result<void> Take(FetchAnswer answer);
  // The options of the fetcher, which tells of hosts that say to be left alone, and of hops.
  FetcherOptions TellingOfHolds();
  Result<void> KeepHolds();

  // ---- polls
  Result<void> StartPolls();
  Result<void> PollPage(const FollowedSource& source);
  Result<void> TakePolled(FetchAnswer answer);
  Result<void> TakeFeed(MadeFeed made);
  Result<void> Sifted(SourceBook& book, const MadeFeed& made, SourcePoll& poll,
                      std::vector<std::pair<PageKey, std::size_t>>& wanted);
  Result<void> EndPoll(MadeFeed made);
  Result<void> WantAll(MadeFeed& made, const std::vector<std::pair<PageKey, std::size_t>>& wanted);
  Result<void> TakeDiscovered(const MadeFeed& made, Instant now);
  Result<void> Want(const std::shared_ptr<const Feed>& feed, std::size_t number, PageKey key,
                    const MadeFeed& made);
  Result<bool> LeaveUnread(SourceBook& book, const MadeFeed& made, const SourcePoll& poll,
                           const std::vector<std::pair<PageKey, std::size_t>>& wanted);
  Result<void> TextDone(SourceKey source, PageKey page);

  // ---- indexes of sitemaps
  Result<bool> BeginIndex(MadeFeed& made);
  Result<void> NextPart(SourceKey key);
  Result<void> TakeSitemapAnswer(FetchAnswer answer);
  Result<void> TakeSitemapPart(MadeFeed made);
  Result<void> EndIndex(SourceKey key);

  // ---- pushes
  Result<void> AskHubs();
  Result<void> TakeHubAnswer(const FetchAnswer& answer);

  // ---- pages
  Result<void> LoadWaiting();
  Result<void> QueueDue();
  Result<void> QueuePage(PageKey page, FetchUrgency urgency);
  Result<void> StartPages();
  Result<bool> StartPage(PageKey key);
  bool StartPart(PageKey key);
  Result<void> TakeFetched(FetchAnswer answer);
  Result<void> TakeFetchedPart(FetchAnswer answer, MadePage made);
  Result<void> WantPart(MadePage made);
  Result<void> PageFailed(const FoundPage& page, PageVisit visit);

  // ---- the log of fetches
  void KeepHop(const FetchAnswer& hop, HopOf of);
  FetchNote NoteOf(std::uint64_t tag);
  Result<void> LogAnswer(const FetchAnswer& answer);
  Result<void> LogMade(Made& made);
  Result<void> LogFetches(const std::vector<FetchAnswer>& answers, std::vector<Made>& made);
  Result<void> LogUnkept(const MadePage& made);
  Result<void> SyncLog();
  std::optional<CapturedBefore> SaidBefore(const std::string& url) const;

  // ---- keeping
  Result<void> TakeMade(std::vector<Made> made);
  Result<void> TakePage(MadePage made);
  bool BatchIsDue() const;
  Result<void> KeepBatch();
  Result<void> Enter(SourceBook& book, const MadePage& made);
  Result<void> EnterAs(SourceBook& book, const MadePage& made, const FoundPage& page);
  Result<void> KeepRates();
  void GiveBackMemory();

  Store& store_;
  std::unique_ptr<SourceBook> book_;
  FollowingOptions options_;
  std::vector<SourceBook::HeldHost> held_;  // that have just said to be left alone
  Fetcher fetcher_;
  PageWatch watch_;
  HostQueues queues_;
  StoryWatch stories_;
  TellerShelf tellers_;
  FollowTally tally_;

  std::unique_ptr<FetchLog> log_;
  std::vector<std::string> hops_;  // records of what no answer will hold
  // The last whole answer of feeds and sitemaps that is in the log, by the address in use.
  std::unordered_map<std::string, CapturedBefore> said_;

  FetchTime opened_{}, quiet_until_{};
  bool ending_ = false;
  std::unordered_map<SourceKey, FollowedSource> polling_;
  // A poll of an index, while its sitemaps are read.
  struct IndexPoll {
    MadeFeed made;                                    // of the index itself
    std::deque<std::pair<SitemapPart, int>> waiting;  // with how deep it stands
    std::unordered_set<std::string> met;
    SitemapPart part;  // that is asked for
    int depth = 0;
    std::size_t asked = 0;
    std::string failed;  // one that could not be read
  };
  std::unordered_map<SourceKey, IndexPoll> indexes_;
  // A feed that carries texts counts as read when they are kept: what is lost with the program
  // before that, the feed tells again.
  struct TextsOfPoll {
    std::vector<ListedItem> items;  // as they are to be remembered then
    Validators validators;          // likewise
    Instant at{};
    std::unordered_set<PageKey> waiting;  // whose texts are being made or kept
  };
  std::unordered_map<SourceKey, TextsOfPoll> texts_;
  std::size_t asked_of_hubs_ = 0;  // without an answer yet
  struct Fetching {
    FoundPage page;
    std::optional<LastContent> last;
  };
  std::unordered_map<PageKey, Fetching> fetching_;
  std::unordered_set<PageKey> making_;                // from the answer until it is kept
  std::unordered_map<PageKey, MadePage> unfinished_;  // that want another answer; among making_
  using Later = std::pair<Instant, PageKey>;
  std::priority_queue<Later, std::vector<Later>, std::greater<>> later_;
  Instant waiting_loaded_{};

  std::vector<MadePage> batch_;
  std::size_t batch_bytes_ = 0;
  FetchTime batch_began_{};
  FetchTime told_{}, repaired_{}, looked_{};
  bool to_tell_ = true;           // what an earlier run left
  std::set<SiteNumber> learned_;  // sites whose rates are to be kept

  Workshop<Made> workshop_;  // last: it goes first, and its threads with it
};

}  // namespace checkback
