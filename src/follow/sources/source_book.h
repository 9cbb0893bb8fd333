// The book of what is followed: sources, the items that they listed, the pages that were found
// through them, and when each is due. A small database of its own beside the store (sources.db): it
// is not derived from captures, and a rebuild leaves it alone.
//
//   book->Begin(key, now, wait)        before a poll: a crash does not make it poll again at once
//   book->Sift(key, items, now)        which of the items of a feed are new
//   book->AddPages(key, pages, now)    the pages behind them
//   book->Polled(key, poll, wishes)    what came of the poll, and when the next one is due
//   book->Visited(page, visit)         the same of a page
//
// Times are arguments. Everything is in the file when a call returns, so that a restart polls
// nothing early. Safe to call from many threads, and from several processes of one store (`add`
// while `run` runs). Errors: kIo, kBadInput (a file that is no book, or is damaged), kNotFound.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "follow/revisit/revisit_plan.h"
#include "follow/sources/followed_source.h"
#include "follow/sources/poll_time.h"
#include "follow/sources/sitemap_parts.h"
#include "follow/websub/subscription.h"
#include "follow/websub/websub.h"
#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct NewSource {
  FollowedKind kind = FollowedKind::kFeed;
  std::string url;              // absolute http or https
  std::string url_in_use = {};  // "": as `url`
  std::string title = {};
  std::vector<std::string> tags = {};
};

// An item as a feed or sitemap lists it.
struct ListedItem {
  std::string id;            // "" where there is none
  std::string url;           // "" where there is none
  std::string title;         // "" where there is none
  std::string changed = {};  // what else tells that it was edited: atom:updated, lastmod
};
enum class ItemNews : std::uint8_t { kNew, kEdited, kKnown };  // edited: title or `changed` differ
struct Sifted {
  std::vector<ItemNews> items;  // one for each item, in their order
  std::size_t fresh = 0;
  bool first = false;  // nothing was known of this source
  bool gap = false;    // none of the items listed before is listed now: some may be missed
};

using PageKey = std::int64_t;  // from 1; 0: none

enum class PageState : std::uint8_t {
  kWaiting,  // never fetched
  kWatched,  // fetched, and looked at again
  kDone,     // not looked at again
  kGone,     // 404, 410
};

using PageCounts = std::array<std::size_t, 4>;  // by PageState

struct FoundPage {
  PageKey key = 0;
  SourceKey source = 0;  // 0: the source was removed
  SiteNumber site = 0;   // one for each outlet's domain, from 0 without gaps
  std::string url;
  Instant first_seen{};
  std::optional<Instant> published_at;  // as the feed said
  std::optional<Instant> visited, changed;
  std::uint32_t visits = 0, changes = 0, failures = 0;
  Validators validators;
  PageState state = PageState::kWaiting;
  std::string reason;                 // why gone or done; what failed last
  std::optional<Instant> not_before;  // not to be asked before
};

struct NewPage {
  std::string url;
  std::optional<Instant> published_at = {};
};

struct PageVisit {
  Instant at{};
  bool changed = false;        // what it says, not only its bytes
  bool failed = false;         // nothing came: `visited` stays
  Validators validators = {};  // of this answer; kept where it did not fail
  PageState state = PageState::kWatched;
  std::string reason = {};
  std::optional<Instant> not_before = {};
  // As RevisitPlan has it after the visit (HistoryOf), so that a restart knows it; nothing: made of
  // the above.
  std::optional<PageHistory> history = {};
};

// Of a watched page, what the plan needs: no texts.
struct WatchedPage {
  PageKey key = 0;
  SiteNumber site = 0;
  PageHistory history;
};

// A day of a source, UTC: what it listed and what came of that.
struct SourceDay {
  std::chrono::sys_days day{};
  std::uint32_t polls = 0, failed_polls = 0;
  std::uint32_t listed = 0;  // new items
  std::uint32_t kept = 0;    // their pages that were kept
  std::uint32_t failed = 0;  // that could not be fetched or read
  std::uint32_t gaps = 0;    // polls that no longer showed anything of the one before
};

class SourceBook {
 public:
  static constexpr std::string_view kFileName = "sources.db";
  static constexpr std::size_t kMostSources = 200'000;  // one more is kTooLarge
  static constexpr std::size_t kMostItems = 50'000;     // remembered of a source; the oldest go
  static constexpr int kDaysKept = 90;

  // Makes the file where it is missing, and brings it to this program's form.
  static Result<std::unique_ptr<SourceBook>> Open(const std::string& path);
  // Never changes it; null where there is no such file.
  static Result<std::unique_ptr<SourceBook>> OpenToRead(const std::string& path);

  // ---- sources ----

  // In one step for all. The key of each; 0: its address (without its scheme) is in the book
  // already. New ones are due at once.
  Result<std::vector<SourceKey>> Add(std::span<const NewSource> sources, Instant now);
  // By its key as a number, or one of its addresses; nothing where there is none.
  Result<std::optional<FollowedSource>> Find(std::string_view key_or_url);
  Result<FollowedSource> SourceAt(SourceKey key);
  // In the order in which they were added.
  Result<std::vector<FollowedSource>> All();
  Result<std::size_t> Count();
  // Its items, days and sizes go with it; its pages are done.
  Result<bool> Remove(SourceKey key);
  // What discovery found: another kind, address, title ("": stays).
  Result<void> Become(SourceKey key, FollowedKind kind, const std::string& url_in_use,
                      const std::string& title);

  // Those that are due, the longest waiting first.
  Result<std::vector<FollowedSource>> Due(Instant now, std::size_t most);
  // When the first one is due.
  Result<std::optional<Instant>> NextDue();
  // A poll begins: tried now, and not again before `until`, whatever happens.
  Result<void> Begin(SourceKey key, Instant now, Instant until);
  // TakePoll on what the book holds, and NextPoll; gives what it holds then.
  Result<FollowedSource> Polled(SourceKey key, const SourcePoll& poll, const PollWishes& wishes);
  // Those of an answer that was entered without, since not all of it was kept yet.
  Result<void> KeepValidators(SourceKey key, const Validators& validators);
  // Was not asked after all (the host has said not to come): due then.
  Result<void> Postpone(SourceKey key, Instant until);

  // ---- hosts ----

  // It has said to be left alone until then (Retry-After), be it a feed, a page or robots.txt that
  // was asked for.
  Result<void> HoldHost(const std::string& host, Instant until);
  struct HeldHost {
    std::string host;
    Instant until{};
  };
  // Those that are still to be left alone; forgets the others.
  Result<std::vector<HeldHost>> HeldHosts(Instant now);

  // ---- items ----

  // Which are new, and remembers them all. An item is known by its address; one without, and one
  // that moved and kept its title, by its id; where a source gives new addresses at each poll, by
  // its title. Asked again it gives nothing new: AddPages of what is new belongs in the same Step.
  // A list that is one of several has no gaps: others may show what it does not.
  enum class ListIs : std::uint8_t { kWhole, kOneOfSeveral };
  Result<Sifted> Sift(SourceKey key, std::span<const ListedItem> items, Instant now,
                      ListIs list = ListIs::kWhole);

  // ---- pages ----

  // The keys in their order; of those that are known already too. `fresh` in the same order.
  struct Added {
    std::vector<PageKey> keys;
    std::vector<bool> fresh;
  };
  Result<Added> AddPages(SourceKey source, std::span<const NewPage> pages, Instant now);
  Result<FoundPage> PageAt(PageKey key);
  Result<std::optional<FoundPage>> PageOf(std::string_view url);
  // Never fetched, and may be asked now; the newest found first.
  Result<std::vector<FoundPage>> Waiting(Instant now, std::size_t most);
  Result<void> Visited(PageKey key, const PageVisit& visit);
  // An article of that source was read (its size), or could not be.
  Result<void> Kept(SourceKey source, const ArticleSize& size, Instant now);
  Result<void> NotKept(SourceKey source, Instant now);
  // All watched pages by key, for RevisitPlan::Restore; stops where `take` says false.
  Result<void> ForEachWatched(const std::function<bool(const WatchedPage&)>& take);
  // What a site's pages taught (ChangeRates::Bytes).
  Result<void> KeepRates(SiteNumber site, std::string_view bytes);
  Result<void> ForEachRates(const std::function<void(SiteNumber, std::string_view)>& take);

  // ---- sitemaps of an index ----

  // Those that were read, by address.
  Result<std::vector<SitemapPart>> SitemapParts(SourceKey source);
  // One was read, at its `read_at`.
  Result<void> KeepSitemapPart(SourceKey source, const SitemapPart& part);

  // ---- pushes ----

  // What a good answer of a feed offered, to one who can be called at `callback`: asked for where
  // it is new, ended where it is not offered any more.
  Result<void> TakeOffer(SourceKey key, const std::optional<PushOffer>& offer,
                         const std::string& callback, Instant now);
  // Those of which something is to be asked of their hub, the longest waiting first.
  Result<std::vector<Subscription>> SubscriptionsDue(Instant now, std::size_t most);
  Result<std::optional<Instant>> NextSubscriptionDue();
  Result<std::optional<Subscription>> SubscriptionAt(SubscriptionKey key);
  Result<std::optional<Subscription>> SubscriptionOf(std::string_view token);
  // All of them, by source.
  Result<std::vector<Subscription>> Subscriptions();
  Result<void> Keep(const Subscription& subscription);
  Result<void> Forget(SubscriptionKey key);
  // A signed push came: its feed is due, unless it is in trouble.
  Result<void> Pushed(SubscriptionKey key, Instant now);
  // Whoever is to be called elsewhere asks again; "": nobody can be called, and all are forgotten.
  Result<void> MoveSubscriptions(const std::string& callback, Instant now);

  // ---- how it went ----

  // Of each source the last days on which something happened, the newest first.
  Result<std::map<SourceKey, std::vector<SourceDay>>> Days(std::size_t most);
  // How many pages of each source are in each state.
  Result<std::map<SourceKey, PageCounts>> Pages();
  // How many of those that were fetched have that reason; sources without one are left out.
  Result<std::map<SourceKey, std::size_t>> PagesBecause(std::string_view reason);

  // As Store::GiveBackMemory.
  void GiveBackMemory();

  // Everything that `work` does with this book is kept together, or nothing of it. `work` gets the
  // book; calls of other threads wait.
  Result<void> Step(const std::function<Result<void>(SourceBook&)>& work);

 private:
  SourceBook(Database db, std::string path) : db_(std::move(db)), path_(std::move(path)) {}
  // `error` with the file, and what to do about it.
  Error Named(const Error& error) const;
  Result<std::vector<FollowedSource>> Select(Statement& rows);
  Result<void> FillTags(std::vector<FollowedSource>& sources);
  struct AddStatements {
    Statement &find, &put, &tag;
  };
  Result<SourceKey> AddOne(AddStatements& add, const NewSource& added, Instant now);
  Result<void> Write(const FollowedSource& source);
  Result<void> Bump(SourceKey key, Instant now, const SourceDay& by);
  Result<Added> PutPages(SourceKey source, std::span<const NewPage> pages, Instant now);
  Result<std::int64_t> SiteOf(const std::string& url);
  Result<void> KeepSize(SourceKey source, const ArticleSize& size);
  Result<std::optional<Subscription>> ActiveOf(SourceKey source, Instant now);
  Result<void> EndSubscription(const Subscription& subscription, Instant now);

  std::recursive_mutex mutex_;  // Step calls what locks it too
  Database db_;
  std::string path_;
  bool in_step_ = false;
};

}  // namespace checkback
