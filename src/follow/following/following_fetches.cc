// The log of fetches: every answer that becomes no capture is kept there before use is made of it.
//
//   hops, robots.txt          packed as they come (KeepHop)
//   feeds, sitemaps           packed where they are read, on other threads
//   errors, hubs              packed here
//   pages of no use           the record that they would have been kept with

#include <utility>

#include "follow/following/following_inside.h"

namespace checkback {
namespace {

// Feeds and sitemaps whose last answer is remembered, some 300 bytes each; what is over it is kept
// whole each time that it is sent whole.
constexpr std::size_t kMostRemembered = 100'000;

// Answers that are logged with what is made of them.
bool IsToBeMade(const FetchAnswer& answer) {
  return answer.outcome == FetchOutcome::kFetched || answer.outcome == FetchOutcome::kNotModified;
}

}  // namespace

Result<void> Following::Inside::OpenLog(const std::string& folder) {
  FetchLog::Options options = options_.fetch_log;
  options.software = options_.fetch.user_agent;
  Result<std::unique_ptr<FetchLog>> log = FetchLog::Open(folder, std::move(options), Now());
  if (!log) return Fail(log.error());
  log_ = std::move(*log);
  return {};
}

// `hop` is not seen again: it is packed at once, and kept with the answers of this turn.
void Following::Inside::KeepHop(const FetchAnswer& hop, HopOf of) {
  FetchNote note{FetchPurpose::kRobots};
  if (of == HopOf::kRequest) note = NoteOf(hop.tag);
  Result<LoggedAnswer> logged = LogRecordsOf(hop, note, std::nullopt, DeflaterOfThread());
  if (logged && !logged->members.empty()) hops_.push_back(std::move(logged->members));
}

// What was asked for with `tag`; for which source, where that is not in the book with the page.
FetchNote Following::Inside::NoteOf(std::uint64_t tag) {
  const std::int64_t key = KeyOf(tag);
  switch (AskingOf(tag)) {
    case Asking::kPoll: {
      const auto found = polling_.find(key);
      return {FetchPurpose::kPoll, found == polling_.end() ? "" : found->second.url};
    }
    case Asking::kPart: {
      const auto found = indexes_.find(key);
      return {FetchPurpose::kSitemap, found == indexes_.end() ? "" : found->second.made.source.url};
    }
    case Asking::kHub: {
      const auto subscription = book_->SubscriptionAt(key);
      if (!subscription || !*subscription) return {FetchPurpose::kHub};
      const Result<FollowedSource> source = book_->SourceAt((*subscription)->source);
      return {FetchPurpose::kHub, source ? source->url : ""};
    }
    case Asking::kPage:
      break;
  }
  return {FetchPurpose::kPage};
}

std::optional<CapturedBefore> Following::Inside::SaidBefore(const std::string& url) const {
  const auto found = said_.find(url);
  if (found == said_.end()) return std::nullopt;
  // What may soon be dropped is no use to those who will read the log then: it is kept anew.
  if (Now() - found->second.seen_at > options_.fetch_log.keep / 2) return std::nullopt;
  return found->second;
}

Result<void> Following::Inside::LogAnswer(const FetchAnswer& answer) {
  const Asking asking = AskingOf(answer.tag);
  if (asking == Asking::kPoll || asking == Asking::kPart) return {};
  if (asking == Asking::kPage && IsToBeMade(answer)) return {};
  const Result<LoggedAnswer> logged =
      LogRecordsOf(answer, NoteOf(answer.tag), std::nullopt, DeflaterOfThread());
  // What no record can hold is nobody's to keep; no answer of a stranger ends the following.
  return logged && !logged->members.empty() ? log_->Append(logged->members, Now()) : Result<void>();
}

Result<void> Following::Inside::LogMade(Made& made) {
  if (auto* const page = std::get_if<MadePage>(&made)) {
    for (const std::string& member : std::exchange(page->unused, {}))
      if (const Result<void> done = log_->Append(member, Now()); !done) return done;
    return {};
  }
  auto& feed = std::get<MadeFeed>(made);
  if (feed.logged.members.empty()) return {};
  if (const Result<void> done = log_->Append(feed.logged.members, Now()); !done) return done;
  feed.logged.members = {};
  if (!feed.logged.content) return {};
  if (said_.size() >= kMostRemembered) said_.clear();
  said_[feed.source.url_in_use] = std::move(*feed.logged.content);
  return {};
}

Result<void> Following::Inside::LogFetches(const std::vector<FetchAnswer>& answers,
                                           std::vector<Made>& made) {
  for (const std::string& hop : hops_)
    if (const Result<void> done = log_->Append(hop, Now()); !done) return done;
  hops_.clear();
  for (const FetchAnswer& answer : answers)
    if (const Result<void> done = LogAnswer(answer); !done) return done;
  for (Made& one : made)
    if (const Result<void> done = LogMade(one); !done) return done;
  return SyncLog();
}

// A page that is not to be kept after all, with all that was fetched for it.
Result<void> Following::Inside::LogUnkept(const MadePage& made) {
  for (const std::string& member : RecordsOf(made))
    if (const Result<void> done = log_->Append(member, Now()); !done) return done;
  return SyncLog();
}

Result<void> Following::Inside::SyncLog() {
  return options_.sync_fetches ? log_->Sync() : Result<void>();
}

}  // namespace checkback
