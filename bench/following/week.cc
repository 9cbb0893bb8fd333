// A simulated week of following: several hundred invented hosts, some of them in trouble, and a
// follower that is killed (SIGKILL) once in every simulated hour.
//
//   build/following_week                       500 hosts, 7 days
//   build/following_week HOSTS DAYS SEED    fewer than ten hosts: none of them in trouble
//
// Two followers watch the same web: one undisturbed, one that is killed and started again. Both
// have to be polite to the end; the one that was killed has to know all that it had entered, and
// the same pages and sources as the other. Says so, or what was different (exit 1).

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <new>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "follow/import.h"
#include "follow/sources/source_book.h"
#include "followed.h"
#include "politeness.h"
#include "random.h"
#include "server.h"
#include "world.h"

namespace {

namespace fs = std::filesystem;
using checkback::FollowedSource;
using checkback::Following;
using checkback::Instant;
using checkback::PageState;
using checkback::SourceBook;
using checkback::Store;
using std::chrono::hours;
using std::chrono::milliseconds;
using Real = std::chrono::steady_clock;

const Instant kBegin = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2);

struct Plan {
  int hosts = 500;
  int days = 7;
  std::uint64_t seed = 1;
  int Troubled() const { return std::min(hosts / 10, 36); }
  Instant End() const { return kBegin + hours(24) * days; }
};

void Fault(const std::string& what) {
  fmt::print(stderr, "following_week: {}\n", what);
}

// In the child: follows until the end of the week or of the process.
int FollowWeek(const testweb::World& world, const std::string& folder, int port,
               testweb::SimulatedClock& clock, const Plan& plan) {
  Store::Options writing;
  writing.access = Store::Access::kWrite;
  auto store = Store::Open(folder, writing);
  if (!store) return Fault(store.error().what), 1;
  if (const auto derived = checkback::DerivePending(**store, {}); !derived)
    return Fault(derived.error().what), 1;
  checkback::FollowingOptions options = testweb::OptionsFor(port, clock);
  auto following = Following::Open(**store, folder, std::move(options));
  if (!following) return Fault(following.error().what), 1;
  auto done = testweb::FollowUntil(**following, clock, plan.End(), {.world = &world});
  if (done) done = (*following)->Finish(milliseconds(3000));
  if (done) done = (*following)->TellNow([] { return false; });
  if (!done) return Fault(done.error().what), 1;
  const checkback::FollowTally& tally = (*following)->tally();
  fmt::print("  the last process: {} polls, {} pages fetched, {} kept, {} changed\n", tally.polls,
             tally.fetched, tally.kept.kept, tally.changed);
  std::fflush(stdout);
  return 0;
}

// Follows in processes of its own, each killed after an hour and a bit; the last one ends by
// itself. Gives when on the clock the others were killed.
std::vector<std::int64_t> FollowKilled(const testweb::World& world, const std::string& folder,
                                       const testweb::Server& server,
                                       testweb::SimulatedClock& clock, const Plan& plan,
                                       bool kills) {
  bench::Random random(plan.seed + 77);
  std::vector<std::int64_t> killed;
  while (true) {
    const pid_t child = fork();
    if (child == 0) _exit(FollowWeek(world, folder, server.port(), clock, plan));
    const Instant kill_at = kills ? clock.Now() + hours(1) - std::chrono::seconds(random.Below(600))
                                  : plan.End() + hours(1);
    int status = 0;
    bool over = false;
    while (!over && clock.Now() < kill_at) {
      over = waitpid(child, &status, WNOHANG) == child;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (!over) {
      std::this_thread::sleep_for(std::chrono::microseconds(random.Below(20'000)));
      over = waitpid(child, &status, WNOHANG) == child;
    }
    if (!over) {
      kill(child, SIGKILL);
      waitpid(child, &status, 0);
      killed.push_back(clock.Milliseconds());
      // What it had asked is in the log before the next one moves the clock.
      while (server.connections() > 0) std::this_thread::sleep_for(milliseconds(1));
      continue;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) Fault("a follower failed");
    return killed;
  }
}

// What one follower knows in the end, as far as it must not depend on when it was killed.
struct Known {
  std::map<std::string, std::string> captures_of;  // by address: what there is of it
  std::set<std::string> articles;                  // addresses of which there is one
  std::map<std::string, std::string> sources;
  std::size_t lost = 0;  // visits that the book tells of and the store does not
  std::size_t captures = 0, versions = 0;
};

// Where a bad day comes and goes, what is known depends on when it was asked last: then it has to
// be what was answered.
std::string StateOf(const FollowedSource& source, const testweb::World& world,
                    const testweb::MadeHost& host) {
  const bool is_in_time =
      host.trouble == testweb::Trouble::kBusy || host.trouble == testweb::Trouble::kDown;
  if (is_in_time && source.last_tried) {
    const testweb::Served served =
        world.Answer({.host = host.name, .path = "/feed", .at = *source.last_tried});
    const bool was_refused = served.status == 429 || served.status == 503;
    if (was_refused == (source.failure == checkback::PollFailure::kTooMany)) return "as answered";
  }
  return fmt::format("{} {}", NameOf(source.failure), source.url_in_use);
}

Known KnownIn(const std::string& folder, const testweb::World& world) {
  Known known;
  auto store = Store::Open(folder, {});
  auto book = SourceBook::OpenToRead(folder + "/sources.db");
  if (!store || !book || *book == nullptr) return Fault("nothing is kept"), known;
  const auto wrong = (*store)->Check();
  if (!wrong) return Fault(wrong.error().what), known;
  for (const std::string& what : *wrong) Fault(what);
  const auto counts = (*store)->Counts();
  known.captures = static_cast<std::size_t>(counts->captures);
  known.versions = static_cast<std::size_t>(counts->versions);
  const auto sources = (*book)->All();
  std::map<std::string, const FollowedSource*> by_url;
  for (const FollowedSource& source : *sources) by_url[source.url] = &source;
  for (std::size_t n = 0; n < world.hosts().size(); ++n)
    if (const auto found = by_url.find(world.FeedUrl(n)); found != by_url.end())
      known.sources[found->first] = StateOf(*found->second, world, world.hosts()[n]);
  for (std::size_t n = 0; n < world.hosts().size(); ++n) {
    for (std::size_t k = 0; k < world.hosts()[n].articles.size(); ++k) {
      const std::string url = world.ArticleUrl(n, k);
      const auto captures = (*store)->CapturesOf(url);
      if (captures->empty()) {
        const auto page = (*book)->PageOf(url);
        known.lost += page && *page && (*page)->visited;
        continue;
      }
      std::string& told = known.captures_of[url];
      for (const checkback::Capture& capture : *captures)
        told += fmt::format(" {} {}", checkback::ToRfc3339(capture.seen_at),
                            capture.article != 0 ? "article" : capture.trouble);
      if (captures->back().article != 0 || captures->size() > 1) known.articles.insert(url);
      const auto page = (*book)->PageOf(url);
      if (!page || !*page || !(*page)->visited) continue;
      bool there = false;
      for (const checkback::Capture& capture : *captures)
        there = there || capture.seen_at == *(*page)->visited;
      known.lost += !there;
    }
  }
  return known;
}

struct Outcome {
  Known known;
  std::vector<std::string> rude;
  testweb::LogTally tally;
  std::size_t killed = 0;
  double seconds = 0;
};

Outcome Run(const testweb::World& world, const Plan& plan, const std::string& folder, bool kills) {
  void* shared = mmap(nullptr, sizeof(testweb::SimulatedClock), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* clock = new (shared) testweb::SimulatedClock(kBegin);
  fs::remove_all(folder);
  fs::create_directories(folder);
  Outcome outcome;
  const auto begun = Real::now();
  {
    testweb::Server server([&](const testweb::Asked& asked) { return world.Answer(asked); },
                           [clock] { return clock->Milliseconds(); });
    if (const auto added = testweb::AddFeeds(world, folder, kBegin); !added)
      Fault(added.error().what);
    testweb::Manners manners;
    manners.killed_at_ms = FollowKilled(world, folder, server, *clock, plan, kills);
    outcome.killed = manners.killed_at_ms.size();
    const std::vector<testweb::Logged> log = server.TakeLog();
    outcome.tally = testweb::TallyOf(log);
    manners.newest_validators = !kills;
    outcome.rude = testweb::Rudeness(world, log, manners);
  }
  outcome.seconds = std::chrono::duration<double>(Real::now() - begun).count();
  outcome.known = KnownIn(folder, world);
  munmap(shared, sizeof(testweb::SimulatedClock));
  return outcome;
}

void Tell(const char* name, const Outcome& outcome) {
  fmt::print(
      "{}: {:.0f} s, killed {} times; {} requests ({} polls, {} pages, {} not modified); {} "
      "captures, {} versions, {} articles; {} lost, {} times not polite\n",
      name, outcome.seconds, outcome.killed, outcome.tally.requests, outcome.tally.polls,
      outcome.tally.pages, outcome.tally.not_modified, outcome.known.captures,
      outcome.known.versions, outcome.known.articles.size(), outcome.known.lost,
      outcome.rude.size());
  for (const std::string& rude : outcome.rude) fmt::print("  {}\n", rude);
  std::fflush(stdout);
}

// What one knows and the other does not; articles of the last hours may still be under way.
int Differences(const testweb::World& world, const Plan& plan, const Known& a, const Known& b) {
  constexpr hours kStillUnderWay(12);
  int different = 0;
  for (std::size_t n = 0; n < world.hosts().size(); ++n) {
    for (std::size_t k = 0; k < world.hosts()[n].articles.size(); ++k) {
      const std::string url = world.ArticleUrl(n, k);
      if (world.hosts()[n].articles[k].printed > plan.End() - kStillUnderWay) continue;
      if (a.articles.count(url) == b.articles.count(url)) continue;
      if (++different > 20) continue;
      const auto told = [&](const Known& known) {
        const auto found = known.captures_of.find(url);
        return found == known.captures_of.end() ? " nothing" : found->second;
      };
      fmt::print("  {} ({}), printed {}: undisturbed{}; killed{}\n", url,
                 NameOf(world.hosts()[n].trouble),
                 checkback::ToRfc3339(world.hosts()[n].articles[k].printed), told(a), told(b));
    }
  }
  for (const auto& [url, state] : a.sources) {
    const auto other = b.sources.find(url);
    if (other != b.sources.end() && other->second == state) continue;
    if (++different <= 40)
      fmt::print("  {}: {} | {}\n", url, state, other == b.sources.end() ? "" : other->second);
  }
  return different;
}

}  // namespace

int main(int argc, char** argv) {
  Plan plan;
  if (argc > 1) plan.hosts = std::atoi(argv[1]);
  if (argc > 2) plan.days = std::atoi(argv[2]);
  if (argc > 3) plan.seed = static_cast<std::uint64_t>(std::atoll(argv[3]));
  testweb::World::Options options;
  options.seed = plan.seed;
  options.hosts = plan.hosts;
  options.days = plan.days;
  options.begin = kBegin;
  options.articles_a_day = 1;
  options.troubled = plan.Troubled();
  const testweb::World world(options);
  const std::string folder =
      (fs::temp_directory_path() / fmt::format("week-{}", getpid())).string();
  const Outcome quiet = Run(world, plan, folder + "-quiet", false);
  Tell("undisturbed", quiet);
  const Outcome killed = Run(world, plan, folder + "-killed", true);
  Tell("killed", killed);
  const int different = Differences(world, plan, quiet.known, killed.known);
  fs::remove_all(folder + "-quiet");
  fs::remove_all(folder + "-killed");
  const bool good = different == 0 && killed.killed > 0 && !quiet.known.articles.empty() &&
                    quiet.known.lost + killed.known.lost == 0 && quiet.rude.empty() &&
                    killed.rude.empty();
  fmt::print("{} differences\n{}\n", different, good ? "1 passed, 0 failed" : "0 passed, 1 failed");
  return good ? 0 : 1;
}
