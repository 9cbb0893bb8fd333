// Many items, made into something on all cores, taken in the order of the input.
//
//   next --one at a time--> make (many threads) --any order--> window --in order--> take
//
// There is no thread that only takes: whoever has made what is next in turn takes it, and all that
// is ready behind it, while the others go on making. So a slow `take`, such as a batch going
// into a database, costs no idle core as long as there is room in the window.
//
// Memory is bounded by the window: items under way and made things that wait for their turn, by
// number and by the weight that `next` gives them.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace checkback {

struct InOrderOptions {
  unsigned threads = 1;                  // at least 1; 1: no hand-over, all on this thread
  std::size_t window = 8;                // items between next and take
  std::size_t weight = ~std::size_t{0};  // of all of them; one item is always let in
};

// `next(item) -> optional<size_t>`: fills `item` and gives its weight; nothing at the end. Called
// by many threads, one at a time. `make(item) -> Made`: by many threads at once. `take(Made) ->
// bool`: in order, one at a time; false ends the run. None of them may throw.
template <typename Item, typename Made, typename Next, typename Make, typename Take>
void RunInOrder(const InOrderOptions& options, Next&& next, Make&& make, Take&& take) {
  if (options.threads <= 1) {
    Item item;
    while (next(item)) {
      if (!take(make(item))) return;
    }
    return;
  }

  struct Waiting {
    Made made;
    std::size_t weight;
  };
  std::mutex reading, mutex;
  std::condition_variable room;
  std::map<std::size_t, Waiting> waiting;
  std::size_t begun = 0, taken = 0, weight_under_way = 0;
  bool taking = false, over = false;

  const auto put = [&](std::size_t number, Made made, std::size_t weight) {
    std::unique_lock lock(mutex);
    waiting.emplace(number, Waiting{std::move(made), weight});
    if (taking) return;  // whoever takes now will come to it
    taking = true;
    for (auto due = waiting.find(taken); !over && due != waiting.end(); due = waiting.find(taken)) {
      Waiting now = std::move(due->second);
      waiting.erase(due);
      lock.unlock();
      const bool more = take(std::move(now.made));
      lock.lock();
      ++taken;
      weight_under_way -= now.weight;
      if (!more) over = true;
      room.notify_all();
    }
    taking = false;
  };
  const auto work = [&] {
    Item item;
    while (true) {
      std::size_t number = 0, weight = 0;
      {
        const std::lock_guard one_reads(reading);
        {
          std::unique_lock lock(mutex);
          room.wait(lock, [&] {
            return over || begun == taken ||
                   (begun - taken < options.window && weight_under_way < options.weight);
          });
          if (over) return;
        }
        const std::optional<std::size_t> weighs = next(item);
        if (!weighs) return;
        const std::lock_guard lock(mutex);
        weight = *weighs;
        weight_under_way += weight;
        number = begun++;
      }
      put(number, make(item), weight);
    }
  };
  std::vector<std::jthread> workers;
  workers.reserve(options.threads);
  for (unsigned i = 0; i < options.threads; ++i) workers.emplace_back(work);
}

}  // namespace checkback
