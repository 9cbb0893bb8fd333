// How fast the plan of revisits decides, and what a page costs it:
//
//   ninja -C build revisit_rate && build/revisit_rate 1000000
//
// So many pages of 1,000 sites over 30 days, then as many visits, each found changed with one
// chance in eight. CPU time of one core; memory as the process grew.

#include <fmt/format.h>
#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <random>

#include "follow/revisit/revisit_plan.h"

namespace {

double CpuSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double PeakBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace checkback;
  const auto pages = static_cast<PageNumber>(argc > 1 ? std::atoi(argv[1]) : 1'000'000);
  constexpr double kMonth = 30.0 * 86'400;
  RevisitPlan plan({.visits_a_second = pages / 86'400.0});
  std::mt19937 random(1);
  const double empty = PeakBytes();
  double at = 1.7e9;
  for (PageNumber page = 0; page < pages; ++page) {
    at += kMonth / pages;
    plan.Add(page % 1000, Instant(std::chrono::seconds(static_cast<std::int64_t>(at))));
  }
  const double begun = CpuSeconds();
  for (PageNumber visit = 0; visit < pages; ++visit) {
    at += 86'400.0 / pages;
    plan.Visited(*plan.Soonest(), Instant(std::chrono::seconds(static_cast<std::int64_t>(at))),
                 random() % 8 == 0);
  }
  fmt::print("{} pages: {:.0f} decisions a CPU second, {:.0f} bytes a page\n", pages,
             pages / (CpuSeconds() - begun), (PeakBytes() - empty) / pages);
}
