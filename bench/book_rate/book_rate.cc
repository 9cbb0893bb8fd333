// How fast the book of sources is: adding sources, finding what is due, keeping visits of pages,
// and loading all pages into the plan after a restart.
//
//   book_rate FOLDER [PAGES]     one line of JSON; FOLDER must be empty

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "follow/sources/source_book.h"

namespace {

using namespace checkback;

// CPU time of one core: others may be at work.
double SecondsSince(std::clock_t begun) {
  return static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
}

const Instant kNow{std::chrono::sys_days(std::chrono::days(20'000)).time_since_epoch()};
constexpr std::size_t kSources = 10'000, kBatch = 500;

template <typename T>
T Must(Result<T> result) {
  if (result) return std::move(*result);
  std::fprintf(stderr, "%s\n", result.error().what.c_str());
  std::exit(1);
}

std::vector<PageKey> AddPages(SourceBook& book, std::size_t pages) {
  std::vector<PageKey> keys;
  for (std::size_t first = 0; first < pages; first += kBatch) {
    std::vector<NewPage> batch;
    for (std::size_t i = first; i < std::min(first + kBatch, pages); ++i)
      batch.push_back({fmt::format("https://h{}.example/2026/11/story-{}", i % kSources, i)});
    for (const PageKey key : Must(book.AddPages(1, batch, kNow)).keys) keys.push_back(key);
  }
  return keys;
}

void Visit(SourceBook& book, const std::vector<PageKey>& keys) {
  for (std::size_t first = 0; first < keys.size(); first += kBatch) {
    const auto kept = book.Step([&](SourceBook& inside) -> Result<void> {
      for (std::size_t i = first; i < std::min(first + kBatch, keys.size()); ++i) {
        PageVisit visit{.at = kNow, .changed = true};
        visit.history = PageHistory{kNow, kNow, kNow, 1, 0, 0.1F, 0};
        if (const auto done = inside.Visited(keys[i], visit); !done) return done;
      }
      return {};
    });
    if (!kept) std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const std::string path = fmt::format("{}/{}", argv[1], SourceBook::kFileName);
  const std::size_t pages = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 100'000;
  auto book = Must(SourceBook::Open(path));

  std::vector<NewSource> sources;
  for (std::size_t i = 0; i < kSources; ++i)
    sources.push_back({.url = fmt::format("https://h{}.example/rss", i)});
  std::clock_t begun = std::clock();
  Must(book->Add(sources, kNow));
  const double added = SecondsSince(begun);
  begun = std::clock();
  const std::size_t due = Must(book->Due(kNow, 100)).size();
  const double found = SecondsSince(begun);

  begun = std::clock();
  const std::vector<PageKey> keys = AddPages(*book, pages);
  const double put = SecondsSince(begun);
  begun = std::clock();
  Visit(*book, keys);
  const double visited = SecondsSince(begun);

  book = Must(SourceBook::Open(path));
  begun = std::clock();
  RevisitPlan plan({.visits_a_second = 10});
  if (!book->ForEachWatched([&](const WatchedPage& page) {
        plan.Restore(page.site, page.history);
        return true;
      }))
    return 1;
  plan.ScheduleRestored(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
  fmt::print(
      "{{\"sources_added_a_second\":{:.0f},\"due_100_of_10000_ms\":{:.2f},\"due\":{},"
      "\"pages_added_a_second\":{:.0f},\"visits_kept_a_second\":{:.0f},\"pages\":{},"
      "\"loaded_in_seconds\":{:.2f}}}\n",
      static_cast<double>(kSources) / added, found * 1000, due, static_cast<double>(pages) / put,
      static_cast<double>(pages) / visited, plan.pages(), SecondsSince(begun));
  return 0;
}
