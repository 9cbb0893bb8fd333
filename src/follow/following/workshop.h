// Work for other threads, and what comes of it.
//
//   Workshop<Made> workshop(2, [&] { fetcher.Wake(); });
//   workshop.Start([page] { return MadeOf(page); });
//   for (Made& made : workshop.TakeDone()) ...        // in the order of Start
//
// What is done waits for what was begun before it. Start, TakeDone and the rest belong to one
// thread. Work must not throw.

#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace checkback {

template <typename Made>
class Workshop {
 public:
  // `on_done` is called on the threads of the workshop after each piece of work.
  Workshop(unsigned threads, std::function<void()> on_done) : on_done_(std::move(on_done)) {
    threads_.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
  }
  Workshop(const Workshop&) = delete;
  Workshop& operator=(const Workshop&) = delete;
  // Waits for what is under way; what was not begun is dropped.
  ~Workshop() {
    {
      const std::lock_guard lock(mutex_);
      ending_ = true;
    }
    more_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  void Start(std::function<Made()> work) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(work));
    }
    more_.notify_one();
  }
  std::vector<Made> TakeDone() {
    const std::lock_guard lock(mutex_);
    std::vector<Made> made;
    for (auto at = done_.find(given_); at != done_.end(); at = done_.find(given_)) {
      made.push_back(std::move(at->second));
      done_.erase(at);
      ++given_;
    }
    return made;
  }
  // Pieces of work that TakeDone has not given.
  std::size_t open() const {
    const std::lock_guard lock(mutex_);
    return begun_ - given_ + waiting_.size();
  }

 private:
  void Work() {
    for (;;) {
      std::function<Made()> work;
      std::size_t number = 0;
      {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
        if (ending_) return;
        work = std::move(waiting_.front());
        waiting_.pop_front();
        number = begun_++;
      }
      Made made = work();
      {
        const std::lock_guard lock(mutex_);
        done_.emplace(number, std::move(made));
      }
      on_done_();
    }
  }

  std::function<void()> on_done_;
  mutable std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<Made()>> waiting_;
  std::map<std::size_t, Made> done_;  // by number
  std::size_t begun_ = 0, given_ = 0;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace checkback
