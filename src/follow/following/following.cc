#include "follow/following/following.h"

#include <algorithm>
#include <utility>

#include "follow/following/following_inside.h"

namespace checkback {

using std::chrono::milliseconds;

Result<std::unique_ptr<Following>> Following::Open(Store& store, const std::string& folder,
                                                   FollowingOptions options) {
  Result<std::unique_ptr<SourceBook>> book =
      SourceBook::Open(folder + "/" + std::string(SourceBook::kFileName));
  if (!book) return Fail(book.error());
  auto inside = std::make_unique<Inside>(store, std::move(*book), std::move(options));
  if (const Result<void> restored = inside->Restore(); !restored) return Fail(restored.error());
  return std::unique_ptr<Following>(new Following(std::move(inside)));
}

Following::Following(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Following::~Following() = default;
Result<void> Following::Turn(milliseconds wait) {
  return inside_->Turn(wait);
}
bool Following::Idle() {
  return inside_->Idle();
}
std::optional<FetchTime> Following::NextDue() {
  return inside_->NextDue();
}
std::vector<std::string> Following::asked() const {
  return inside_->asked();
}
std::size_t Following::under_way() const {
  return inside_->under_way();
}
std::size_t Following::making() const {
  return inside_->making();
}
Result<void> Following::Finish(milliseconds grace) {
  return inside_->Finish(grace);
}
Result<void> Following::TellNow(const std::function<bool()>& stop) {
  return inside_->TellNow(stop);
}
const FollowTally& Following::tally() const {
  return inside_->tally();
}
void Following::Wake() {
  inside_->Wake();
}

Following::Inside::Inside(Store& store, std::unique_ptr<SourceBook> book, FollowingOptions options)
    : store_(store),
      book_(std::move(book)),
      options_(std::move(options)),
      fetcher_(TellingOfHolds()),
      watch_(options_.revisits),
      queues_(options_.hosts),
      workshop_(std::max(1U, options_.threads), [this] { fetcher_.Wake(); }) {
  opened_ = Clock();
  quiet_until_ = opened_ + options_.quiet_start.value_or(options_.fetch.per_host_delay);
  told_ = repaired_ = looked_ = opened_;
}

FetcherOptions Following::Inside::TellingOfHolds() {
  FetcherOptions options = options_.fetch;
  options.on_hold = [this](const std::string& host, FetchTime until) {
    held_.push_back({host, std::chrono::ceil<std::chrono::seconds>(until)});
  };
  return options;
}

// In the book before anything else is done: a restart has to know of it.
Result<void> Following::Inside::KeepHolds() {
  if (held_.empty()) return {};
  const Result<void> kept = book_->Step([&](SourceBook& book) -> Result<void> {
    for (const SourceBook::HeldHost& held : held_)
      if (const Result<void> done = book.HoldHost(held.host, held.until); !done) return done;
    return {};
  });
  held_.clear();
  return kept;
}

FetchTime Following::Inside::Clock() const {
  if (options_.fetch.clock) return options_.fetch.clock();
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

Result<void> Following::Inside::Restore() {
  if (const Result<void> read = watch_.Restore(*book_, Now()); !read) return read;
  if (const Result<void> read = LoadWaiting(); !read) return read;
  const Result<void> moved = book_->MoveSubscriptions(options_.push_callback, Now());
  if (!moved) return Fail(moved.error());
  // Who asked to be left alone is left alone by the new fetcher too.
  const Result<std::vector<SourceBook::HeldHost>> held = book_->HeldHosts(Now());
  if (!held) return Fail(held.error());
  for (const SourceBook::HeldHost& host : *held)
    fetcher_.Hold("http://" + host.host + "/", host.until);
  return stories_.Look(store_, *book_, watch_, Now());
}

Result<void> Following::Inside::Turn(milliseconds wait) {
  if (!ending_ && !IsQuiet()) {
    if (const Result<void> done = StartPolls(); !done) return done;
    if (const Result<void> done = AskHubs(); !done) return done;
    if (const Result<void> done = QueueDue(); !done) return done;
    if (const Result<void> done = StartPages(); !done) return done;
  }
  // What has come is taken in one go; then there may be more to begin.
  constexpr int kAnswersAtOnce = 64;
  for (int taken = 0; taken < kAnswersAtOnce; ++taken) {
    std::optional<FetchAnswer> answer = fetcher_.Next(taken == 0 ? wait : milliseconds(0));
    if (const Result<void> kept = KeepHolds(); !kept) return kept;
    if (!answer) break;
    if (const Result<void> done = Take(std::move(*answer)); !done) return done;
  }
  if (const Result<void> done = TakeMade(); !done) return done;
  if (BatchIsDue()) {
    if (const Result<void> done = KeepBatch(); !done) return done;
  }
  if (!to_tell_ || ending_ || Clock() - told_ < options_.tell_every) return {};
  // A slice of real time, so that what comes in does not wait for long.
  constexpr auto kSlice = std::chrono::seconds(1);
  const auto until = std::chrono::steady_clock::now() + kSlice;
  return TellNow([until] { return std::chrono::steady_clock::now() > until; });
}

Result<void> Following::Inside::Take(FetchAnswer answer) {
  switch (AskingOf(answer.tag)) {
    case Asking::kPoll:
      return TakePolled(std::move(answer));
    case Asking::kPage:
      return TakeFetched(std::move(answer));
    case Asking::kPart:
      return TakeSitemapAnswer(std::move(answer));
    case Asking::kHub:
      return TakeHubAnswer(answer);
  }
  return {};
}

bool Following::Inside::Idle() {
  if (IsQuiet() || fetcher_.in_flight() > 0 || workshop_.open() > 0 || !batch_.empty())
    return false;
  const std::optional<FetchTime> due = NextDue();
  return !due || *due > Clock();
}

std::optional<FetchTime> Following::Inside::NextDue() {
  std::optional<FetchTime> first;
  const auto may_be = [&](std::optional<FetchTime> time) {
    if (time && IsQuiet()) time = std::max(*time, quiet_until_);
    if (time) first = std::min(first.value_or(*time), *time);
  };
  // Where as much is under way as may be, what else is due is not begun before something ends.
  const bool polls_fit = polling_.size() < options_.polls_at_once;
  const bool pages_fit =
      fetching_.size() < options_.pages_at_once && workshop_.open() < options_.answers_at_once;
  if (const auto source = book_->NextDue(); polls_fit && source && *source) may_be(**source);
  if (const auto due = book_->NextSubscriptionDue();
      due && *due && asked_of_hubs_ == 0 && !options_.push_callback.empty())
    may_be(**due);
  if (const auto page = watch_.FirstDue();
      page && (!options_.revisits_until || *page <= *options_.revisits_until))
    may_be(*page);
  if (!later_.empty()) may_be(later_.top().first);
  if (pages_fit && queues_.IsReady(Clock())) may_be(Clock());
  if (pages_fit) may_be(queues_.NextReady());
  may_be(fetcher_.WaitsUntil());
  if (!batch_.empty()) may_be(batch_began_ + options_.keep_every);
  if (to_tell_) may_be(told_ + options_.tell_every);
  return first;
}

Result<void> Following::Inside::Finish(milliseconds grace) {
  using Real = std::chrono::steady_clock;
  ending_ = true;
  const auto begun = Real::now();
  constexpr milliseconds kStep(50);
  // Half of the time for answers that are on their way, the other for what is made of them.
  while (fetcher_.in_flight() > fetcher_.queued() && Real::now() - begun < grace / 2) {
    if (const Result<void> done = Turn(kStep); !done) return done;
  }
  fetcher_.Stop();
  while (workshop_.open() > 0 && Real::now() - begun < grace) {
    if (const Result<void> done = Turn(kStep); !done) return done;
  }
  if (const Result<void> kept = KeepBatch(); !kept) return kept;
  return KeepRates();
}

}  // namespace checkback
