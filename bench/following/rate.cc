// How fast pages are followed, the whole way from the request to what is stored and read, and how
// much memory sources take that are only waited for.
//
//   build/following_rate SECONDS HOSTS    pages a second of real time, polite to every host: one in
//                                         two seconds of each, and 15 pages of it in all
//   build/following_rate idle SOURCES     memory of a follower that has polled them all and fetched
//                                         what they list, and an hour later

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <new>
#include <string>

#include "followed.h"
#include "politeness.h"
#include "server.h"
#include "text/memory.h"
#include "world.h"

namespace {

namespace fs = std::filesystem;
using checkback::Following;
using checkback::Instant;
using checkback::Store;
using std::chrono::milliseconds;
using Real = std::chrono::steady_clock;

Instant SystemNow() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}
std::int64_t SystemMilliseconds() {
  return std::chrono::floor<milliseconds>(std::chrono::system_clock::now())
      .time_since_epoch()
      .count();
}

double CpuSeconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  return static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

// MB that `/proc/self/status` tells of: "VmRSS:" what is in memory, "VmHWM:" the most that was.
double Memory(const std::string& name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind(name, 0) == 0)
      return static_cast<double>(std::atol(line.c_str() + name.size())) / 1024;
  return 0;
}

testweb::World MadeWorld(int hosts, bool small, double articles_a_day) {
  testweb::World::Options options;
  options.hosts = hosts;
  options.begin = SystemNow();
  options.days = 0;
  options.small = small;
  options.articles_a_day = articles_a_day;
  options.whole_in_feed = false;
  return testweb::World(options);
}

int Rate(int seconds, int hosts) {
  const testweb::World world = MadeWorld(hosts, false, 20);
  // Made before, so that what is measured is not the making.
  std::map<std::string, testweb::Served> made;
  for (std::size_t n = 0; n < world.hosts().size(); ++n)
    for (std::size_t k = 0; k < world.hosts()[n].articles.size(); ++k)
      if (!world.hosts()[n].articles[k].disallowed)
        made[world.ArticleUrl(n, k)] = world.Answer({.host = world.hosts()[n].name,
                                                     .path = fmt::format("/news/{}", k),
                                                     .headers = {},
                                                     .at = SystemNow()});
  const double made_cpu = CpuSeconds();
  testweb::Server server(
      [&](const testweb::Asked& asked) {
        const auto found = made.find("http://" + asked.host + asked.path);
        return found == made.end() ? world.Answer(asked) : found->second;
      },
      SystemMilliseconds);
  const std::string folder =
      (fs::temp_directory_path() / fmt::format("rate-{}", getpid())).string();
  Store::Options writing;
  writing.access = Store::Access::kWrite;
  auto store = Store::Open(folder, writing);
  if (!store || !testweb::AddFeeds(world, folder, SystemNow())) return 1;
  const testweb::SimulatedClock unused(SystemNow());
  checkback::FollowingOptions options = testweb::OptionsFor(server.port(), unused);
  options.fetch.clock = {};
  options.sync_fetches = true;  // as the program does
  options.keep_every = milliseconds(1000);
  options.tell_every = std::chrono::seconds(30);
  options.hosts.at_once = 1000;
  auto following = Following::Open(**store, folder, std::move(options));
  if (!following) return 1;
  const auto begun = Real::now();
  auto busy_until = begun;
  while (Real::now() - begun < std::chrono::seconds(seconds)) {
    if (!(*following)->Turn(milliseconds(100))) return 1;
    if ((*following)->under_way() > 0) busy_until = Real::now();
  }
  const double busy = std::chrono::duration<double>(busy_until - begun).count();
  const double took = std::chrono::duration<double>(Real::now() - begun).count();
  const double cpu = CpuSeconds() - made_cpu;
  const checkback::FollowTally tally = (*following)->tally();
  if (!(*following)->Finish(milliseconds(3000))) return 1;
  following->reset();
  store->reset();
  fs::remove_all(folder);
  testweb::Manners manners;
  manners.poll_minutes = 5;
  const auto rude = testweb::Rudeness(world, server.Log(), manners);
  fmt::print(
      "{} pages kept in {:.1f} s: {:.0f} a second of time, {:.0f} a second of processor (with the "
      "server's part); {} fetched, {} polls; {} times not polite\n",
      tally.kept.kept, took, static_cast<double>(tally.kept.kept) / took,
      static_cast<double>(tally.kept.kept) / cpu, tally.fetched, tally.polls, rude.size());
  if (busy < 0.9 * took)
    fmt::print("  all that the web has was fetched after {:.0f} s: take more hosts\n", busy);
  for (const std::string& what : rude) fmt::print("  {}\n", what);
  return rude.empty() ? 0 : 1;
}

// In a process of its own: what it takes, and what of that is the test web that it has inherited.
int FollowIdle(const std::string& folder, int port, testweb::SimulatedClock& clock,
               std::size_t sources) {
  const double inherited = Memory("VmRSS:");
  Store::Options writing;
  writing.access = Store::Access::kWrite;
  auto store = Store::Open(folder, writing);
  if (!store) return 1;
  checkback::FollowingOptions options = testweb::OptionsFor(port, clock);
  options.tell_every = std::chrono::seconds(30);  // as the program does
  auto following = Following::Open(**store, folder, std::move(options));
  if (!following) return 1;
  const checkback::FollowTally& tally = (*following)->tally();
  const auto tell = [&](bool is_idle) {
    fmt::print(
        "{} polls, {} pages kept, {}: VmRSS {:.0f} MB, VmHWM {:.0f} MB, of which {:.0f} MB "
        "are the test web's that the process began with\n",
        tally.polls, tally.kept.kept, is_idle ? "idle" : "NOT idle", Memory("VmRSS:"),
        Memory("VmHWM:"), inherited);
    std::fflush(stdout);
    return is_idle;
  };
  // Nothing is asked, made or waiting to be asked for now.
  const auto is_idle = [&] { return tally.polls >= sources && (*following)->Idle(); };
  constexpr std::chrono::hours kMost(12);
  const auto idle =
      testweb::FollowUntil(**following, clock, clock.Now() + kMost, {.stop = is_idle});
  if (!idle || !tell(is_idle())) return 1;
  const auto hour = testweb::FollowUntil(**following, clock, clock.Now() + std::chrono::hours(1));
  return hour && tell(true) ? 0 : 1;
}

int Idle(int sources) {
  const testweb::World world = MadeWorld(sources, true, 1);
  void* shared = mmap(nullptr, sizeof(testweb::SimulatedClock), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto* clock = new (shared) testweb::SimulatedClock(SystemNow());
  testweb::Server server([&](const testweb::Asked& asked) { return world.Answer(asked); },
                         [&] { return clock->Milliseconds(); });
  const std::string folder =
      (fs::temp_directory_path() / fmt::format("idle-{}", getpid())).string();
  fs::create_directories(folder);
  if (!testweb::AddFeeds(world, folder, clock->Now())) return 1;
  const pid_t child = fork();
  if (child == 0)
    _exit(FollowIdle(folder, server.port(), *clock, static_cast<std::size_t>(sources)));
  int status = 0;
  waitpid(child, &status, 0);
  fs::remove_all(folder);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  checkback::KeepMemorySmall();  // as `run` does
  const std::string first = argc > 1 ? argv[1] : "30";
  if (first == "idle") return Idle(argc > 2 ? std::atoi(argv[2]) : 10'000);
  return Rate(std::atoi(first.c_str()), argc > 2 ? std::atoi(argv[2]) : 1'000);
}
