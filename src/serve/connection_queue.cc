#include "serve/connection_queue.h"

#include <utility>

namespace checkback {

ConnectionQueue::ConnectionQueue(std::size_t threads, std::size_t most_waiting)
    : most_(most_waiting) {
  threads_.reserve(threads);
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

ConnectionQueue::~ConnectionQueue() {
  End();
}

bool ConnectionQueue::Put(const std::function<void()>& task) {
  {
    const std::lock_guard lock(mutex_);
    if (tasks_.size() >= most_) return false;
    tasks_.push_back(task);
    ++count_;
  }
  more_.notify_one();
  return true;
}

void ConnectionQueue::End() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  more_.notify_all();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void ConnectionQueue::Work() {
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock lock(mutex_);
      more_.wait(lock, [&] { return ending_ || !tasks_.empty(); });
      if (tasks_.empty()) return;
      task = std::move(tasks_.front());
      tasks_.pop_front();
      --count_;
    }
    task();
  }
}

}  // namespace checkback
