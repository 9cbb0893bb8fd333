// Connections that wait for one of a fixed number of threads.
//
//   ConnectionQueue queue(64, 1024);
//   if (!queue.Put([=] { Serve(socket); })) TurnAway(socket);   // 1,024 wait already
//   queue.End();                                                 // what waits is done, then it
//   returns
//
// Safe to call from many threads; End once.

#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace checkback {

class ConnectionQueue {
 public:
  ConnectionQueue(std::size_t threads, std::size_t most_waiting);
  ~ConnectionQueue();
  ConnectionQueue(const ConnectionQueue&) = delete;
  ConnectionQueue& operator=(const ConnectionQueue&) = delete;

  // False, and nothing is done, where too many wait.
  bool Put(const std::function<void()>& task);
  bool others_wait() const { return count_ > 0; }
  void End();

 private:
  void Work();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable more_;
  std::deque<std::function<void()>> tasks_;
  std::atomic<std::size_t> count_ = 0;  // of tasks_
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace checkback
