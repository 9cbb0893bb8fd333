#include "follow/fetch/fetcher.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <unordered_map>
#include <utility>

#include "follow/fetch/answer_head.h"
#include "follow/fetch/fetch_job.h"
#include "follow/fetch/fetch_target.h"
#include "follow/fetch/judge.h"
#include "follow/fetch/robots_cache.h"
#include "follow/fetch/transfers.h"
#include "follow/fetch/turns.h"
#include "page/url.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kMostRobotsRedirects = 5;        // RFC 9309, 2.3.1.2
constexpr std::size_t kMostUnpackedRobots = 4u << 20;  // it is asked for unpacked
constexpr seconds kQuietTime(60);         // after a 429 or 503 that does not say for how long
constexpr milliseconds kLookAround(200);  // while something is running: its head may be late

FetchTime SystemTime() {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

class Fetcher::Inside {
 public:
  explicit Inside(FetcherOptions options)
      : options_(std::move(options)),
        agent_(AgentText(options_.user_agent, options_.contact)),
        turns_({.host_delay = options_.per_host_delay,
                .host_connections = std::max<std::size_t>(options_.per_host_connections, 1),
                .address_delay = options_.per_address_delay,
                .address_connections = std::max<std::size_t>(options_.per_address_connections, 1),
                .most_hold = options_.most_retry_after}),
        robots_({.product_token = options_.user_agent, .lifetime = options_.robots_lifetime}),
        transfers_(options_, [this](std::uint64_t id, const std::string& address) {
          return options_.connect_to || turns_.HasRoom(id, address, Now());
        }) {}

  void Start(FetchRequest request) {
    const std::uint64_t id = next_id_++;
    FetchJob& job = jobs_[id];
    job.answer.tag = request.tag;
    job.request = std::move(request);
    ++asked_for_;
    const std::string url = job.request.url;
    GoTo(id, job, url);
  }

  std::optional<FetchAnswer> Next(milliseconds wait) {
    const Steady::time_point until = Steady::now() + wait;
    while (true) {
      Work();
      if (!ready_.empty()) {
        FetchAnswer answer = std::move(ready_.front());
        ready_.pop_front();
        --asked_for_;
        return answer;
      }
      const Steady::time_point now = Steady::now();
      if (now >= until || woken_.exchange(false)) return std::nullopt;
      transfers_.Wait(HowLong(std::chrono::ceil<milliseconds>(until - now)));
    }
  }

  std::size_t in_flight() const { return asked_for_; }
  std::size_t queued() const {
    return asked_for_ > ready_.size() + transfers_.running()
               ? asked_for_ - ready_.size() - transfers_.running()
               : 0;
  }
  std::vector<std::string> asked() const { return transfers_.asked(); }
  std::optional<FetchTime> WaitsUntil() const {
    const std::optional<FetchTime> turn = turns_.Due(), cap = transfers_.NextCap();
    return turn && cap ? std::min(*turn, *cap) : turn ? turn : cap;
  }

  void Hold(const std::string& url, FetchTime until) {
    const Result<FetchTarget> target = ReadFetchTarget(url, options_.allowed);
    if (target) HoldHost(target->host, until);
  }

  void Wake() {
    woken_ = true;
    transfers_.Wake();
  }

  void Stop() {
    transfers_.Clear();
    turns_.Clear();
    jobs_.clear();
    robots_waited_for_.clear();
    ready_.clear();
    asked_for_ = 0;
  }

 private:
  FetchTime Now() const { return options_.clock ? options_.clock() : SystemTime(); }

  milliseconds HowLong(milliseconds most) const {
    if (transfers_.running() > 0) most = std::min(most, kLookAround);
    if (const std::optional<FetchTime> due = turns_.Due();
        due && transfers_.running() < options_.connections)
      most = std::min(most, std::max<milliseconds>(*due - Now(), milliseconds(1)));
    return most;
  }

  void GoTo(std::uint64_t id, FetchJob& job, const std::string& url);
  void Admit(std::uint64_t id, FetchJob& job);
  bool RobotsAllow(std::uint64_t id, FetchJob& job);
  void AskRobots(std::uint64_t id, const FetchJob& job);
  void Work();
  void Send(std::uint64_t id, FetchJob& job);
  void TakeHop(HopResult hop);
  void Redirect(std::uint64_t id, FetchJob& job, const std::string& location);
  void HoldHost(const std::string& host, FetchTime until);
  bool IsHeldLong(const std::string& host, FetchTime now) const {
    return turns_.HeldUntil(host) > now + options_.longest_hold;
  }
  void EndAs(std::uint64_t id, FetchOutcome outcome, std::string why);
  void EndHeld(std::uint64_t id);
  void End(std::uint64_t id);
  void EndRobots(const std::string& origin, const FetchAnswer& answer);

  FetcherOptions options_;
  std::string agent_;
  Turns turns_;
  RobotsCache robots_;
  std::unordered_map<std::uint64_t, FetchJob> jobs_;
  std::unordered_map<std::string, std::vector<std::uint64_t>> robots_waited_for_;  // by origin
  std::deque<FetchAnswer> ready_;
  std::size_t asked_for_ = 0;  // requests of the caller without their answer
  std::uint64_t next_id_ = 1;
  std::atomic<bool> woken_ = false;
  Transfers transfers_;
};

// Looks at the text of an address and sends `job` on its way there.
void Fetcher::Inside::GoTo(std::uint64_t id, FetchJob& job, const std::string& url) {
  const bool is_first = job.answer.hops.empty();
  if (is_first) job.answer.url = ShownText(url);
  Result<FetchTarget> target = ReadFetchTarget(url, options_.allowed);
  if (!target) return EndAs(id, FetchOutcome::kRefused, target.error().what);
  job.target = std::move(*target);
  if (is_first) {
    job.answer.url = job.target.url;
    job.first_origin = job.target.origin;
  }
  Admit(id, job);
}

void Fetcher::Inside::Admit(std::uint64_t id, FetchJob& job) {
  if (IsHeldLong(job.target.host, Now())) return EndHeld(id);
  const bool is_robots = job.IsRobots();
  if (!is_robots && job.request.ask_robots && !RobotsAllow(id, job)) return;
  turns_.Queue(id, job.target.host, is_robots || !job.answer.hops.empty());
}

// False where `job` has to wait for robots.txt, or has ended because of it.
bool Fetcher::Inside::RobotsAllow(std::uint64_t id, FetchJob& job) {
  const std::string& origin = job.target.origin;
  const RobotsEntry* entry = robots_.Find(origin, Now());
  if (entry == nullptr) {
    AskRobots(id, job);
    return false;
  }
  if (entry->down) {
    job.answer.not_before = entry->until;
    EndAs(id, entry->outcome, entry->why);
    return false;
  }
  const Robots::Verdict verdict = entry->rules.Ask(job.target.path);
  if (!verdict.allowed) {
    EndAs(id, FetchOutcome::kRobots,
          fmt::format("{} is not fetched: {}/robots.txt, line {}, disallows {}",
                      ShownText(job.target.url), origin, verdict.line, ShownText(verdict.rule)));
    return false;
  }
  if (const auto delay = entry->rules.crawl_delay())
    turns_.SetDelay(
        job.target.host,
        std::max<milliseconds>(options_.per_host_delay,
                               std::min<milliseconds>(*delay, options_.most_crawl_delay)));
  return true;
}

void Fetcher::Inside::AskRobots(std::uint64_t id, const FetchJob& job) {
  const std::string origin = job.target.origin;
  std::vector<std::uint64_t>& waiting = robots_waited_for_[origin];
  waiting.push_back(id);
  if (waiting.size() > 1) return;
  const std::uint64_t robots_id = next_id_++;
  FetchJob& robots = jobs_[robots_id];
  robots.robots_of = origin;
  GoTo(robots_id, robots, origin + "/robots.txt");
}

void Fetcher::Inside::Work() {
  while (transfers_.running() < options_.connections) {
    const std::optional<std::uint64_t> id = turns_.Next(Now());
    if (!id) break;
    Send(*id, jobs_.at(*id));
  }
  transfers_.Perform();
  while (std::optional<HopResult> hop = transfers_.Take()) TakeHop(std::move(*hop));
}

void Fetcher::Inside::Send(std::uint64_t id, FetchJob& job) {
  const bool is_robots = job.IsRobots();
  job.asked = {
      .method = job.request.method,
      .most_unpacked_bytes = is_robots ? kMostUnpackedRobots : options_.most_unpacked_bytes,
      .may_cut = is_robots};
  job.answer.url = job.target.url;
  job.answer.began = Now();
  transfers_.Start({.id = id,
                    .url = job.target.url,
                    .is_post = job.request.method == FetchRequest::Method::kPost,
                    .body = job.request.body,
                    .headers = HeaderLines(job, agent_),
                    // One byte more, so that it is seen to be longer.
                    .most_bytes = is_robots ? kMostRobotsBytes + 1 : options_.most_bytes,
                    .may_cut = is_robots});
}

void Fetcher::Inside::TakeHop(HopResult hop) {
  const auto found = jobs_.find(hop.id);
  if (found == jobs_.end()) return;
  FetchJob& job = found->second;
  const std::uint64_t id = hop.id;
  const FetchTime now = Now();
  turns_.End(id, hop.end != HopEnd::kNoRoom, now);
  if (hop.end == HopEnd::kNoRoom) {
    turns_.Queue(id, job.target.host, true);
    return;
  }
  job.answer.ended = now;
  const AnswerHead head = ReadAnswerHead(hop.response_head, now, options_.most_retry_after);
  const bool is_whole = hop.end == HopEnd::kWhole;
  const bool leads_on = is_whole && IsRedirect(hop.status) && head.fault.empty();
  if (hop.status != 0) job.answer.hops.push_back({job.target.url, hop.status, ""});
  Judge(std::move(hop), head, job.asked, job.answer);
  if (job.answer.status == 429 || job.answer.status == 503) {
    const std::string host = job.target.host;  // HoldHost may end the job
    HoldHost(host, job.answer.not_before.value_or(now + kQuietTime));
    if (options_.on_hold) options_.on_hold(host, turns_.HeldUntil(host));
  }
  if (leads_on) return Redirect(id, job, head.location);
  End(id);
}

void Fetcher::Inside::Redirect(std::uint64_t id, FetchJob& job, const std::string& location) {
  const Result<std::string> to =
      FollowRedirect(job.target.url, job.answer.status, location, job.request.method);
  if (!to)
    return EndAs(id, location.empty() ? FetchOutcome::kHttpError : FetchOutcome::kRefused,
                 to.error().what);
  std::vector<FetchHop>& hops = job.answer.hops;
  hops.back().location = *to;
  const std::size_t most = !job.IsRobots() ? options_.most_redirects : kMostRobotsRedirects;
  if (hops.size() > most)
    return EndAs(
        id, FetchOutcome::kHttpError,
        fmt::format("{} is redirected more than {} times", ShownText(hops.front().url), most));
  if (std::any_of(hops.begin(), hops.end(), [&](const FetchHop& hop) { return hop.url == *to; }))
    return EndAs(id, FetchOutcome::kHttpError,
                 fmt::format("{} is redirected in a circle", ShownText(hops.front().url)));
  GoTo(id, job, *to);
}

void Fetcher::Inside::HoldHost(const std::string& host, FetchTime until) {
  const FetchTime now = Now();
  turns_.Hold(host, std::min<FetchTime>(until, now + options_.most_retry_after));
  if (!IsHeldLong(host, now)) return;
  for (const std::uint64_t id : turns_.TakeWaiting(host)) EndHeld(id);
}

void Fetcher::Inside::EndAs(std::uint64_t id, FetchOutcome outcome, std::string why) {
  FetchAnswer& answer = jobs_.at(id).answer;
  answer.outcome = outcome;
  answer.why = std::move(why);
  answer.body.clear();
  if (answer.began == FetchTime{}) answer.began = Now();
  answer.ended = Now();
  End(id);
}

void Fetcher::Inside::EndHeld(std::uint64_t id) {
  FetchJob& job = jobs_.at(id);
  const FetchTime until = turns_.HeldUntil(job.target.host);
  job.answer.not_before = until;
  EndAs(id, FetchOutcome::kHeld,
        fmt::format("{} is not asked: {} has said to be left alone until {}",
                    ShownText(job.target.url), job.target.host,
                    ToRfc3339(std::chrono::floor<seconds>(until))));
}

void Fetcher::Inside::End(std::uint64_t id) {
  const auto found = jobs_.find(id);
  const std::string origin = std::move(found->second.robots_of);
  FetchAnswer answer = std::move(found->second.answer);
  const std::string asked = std::move(found->second.request.url);
  jobs_.erase(found);
  if (!origin.empty()) return EndRobots(origin, answer);
  if (answer.outcome == FetchOutcome::kFetched || answer.outcome == FetchOutcome::kNotModified) {
    answer.permanent_url = PermanentUrl(answer.hops);
    answer.moved_elsewhere =
        !answer.permanent_url.empty() && OutletDomain(answer.permanent_url) != OutletDomain(asked);
  }
  ready_.push_back(std::move(answer));
}

// Those that waited for it go on, or end with it.
void Fetcher::Inside::EndRobots(const std::string& origin, const FetchAnswer& answer) {
  if (answer.outcome != FetchOutcome::kHeld) robots_.Keep(origin, answer, Now());
  const auto found = robots_waited_for_.find(origin);
  if (found == robots_waited_for_.end()) return;
  const std::vector<std::uint64_t> waiting = std::move(found->second);
  robots_waited_for_.erase(found);
  for (const std::uint64_t id : waiting) {
    const auto job = jobs_.find(id);
    if (job == jobs_.end()) continue;
    if (answer.outcome == FetchOutcome::kHeld) {
      job->second.answer.not_before = answer.not_before;
      EndAs(id, FetchOutcome::kHeld, answer.why);
    } else {
      Admit(id, job->second);
    }
  }
}

Fetcher::Fetcher(FetcherOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Fetcher::Fetcher(Fetcher&&) noexcept = default;
Fetcher& Fetcher::operator=(Fetcher&&) noexcept = default;
Fetcher::~Fetcher() = default;

void Fetcher::Start(FetchRequest request) {
  inside_->Start(std::move(request));
}
std::optional<FetchAnswer> Fetcher::Next(std::chrono::milliseconds wait) {
  return inside_->Next(wait);
}
std::size_t Fetcher::in_flight() const {
  return inside_->in_flight();
}
std::size_t Fetcher::queued() const {
  return inside_->queued();
}
std::vector<std::string> Fetcher::asked() const {
  return inside_->asked();
}
std::optional<FetchTime> Fetcher::WaitsUntil() const {
  return inside_->WaitsUntil();
}
void Fetcher::Hold(const std::string& url, FetchTime until) {
  inside_->Hold(url, until);
}
void Fetcher::Wake() {
  inside_->Wake();
}
void Fetcher::Stop() {
  inside_->Stop();
}

}  // namespace checkback
