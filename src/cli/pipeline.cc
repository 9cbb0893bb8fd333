#include "cli/pipeline.h"

#include <sched.h>

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace checkback {
namespace {

constexpr std::size_t kWriteAtOnce = 64 << 10;  // what a pipe holds

Tally AnswerAlone(InputReader& inputs, const PipelineEnds& ends) {
  Tally tally;
  std::string ready;
  Input input;
  while (inputs.Next(input)) {
    Answer answer = ends.answer(input);
    (ready += answer.line) += '\n';
    ++tally.answered;
    if (!answer.complaint.empty()) {
      ++tally.failed;
      ends.complain(answer.complaint);
    }
    if (ready.size() < kWriteAtOnce && !inputs.Waits()) continue;
    if (!ends.write(ready)) return tally;
    ready.clear();
  }
  if (!ready.empty()) ends.write(ready);
  return tally;
}

// The answers that are ready before their turn, and who writes.
class Window {
 public:
  Window(const PipelineEnds& ends, std::size_t size) : ends_(ends), size_(size) {}

  // The number of the next input, when there is room for its answer; the caller holds the
  // lock of the input. False when the run is over.
  bool AwaitRoom() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return over_ || taken_ - written_ < size_; });
    return !over_;
  }

  std::size_t Take() {
    const std::lock_guard lock(mutex_);
    return taken_++;
  }

  void Put(std::size_t number, Answer answer) {
    std::unique_lock lock(mutex_);
    waiting_.emplace(number, std::move(answer));
    if (writing_) return;  // whoever writes now will come to it
    writing_ = true;
    for (auto next = waiting_.find(written_); !over_ && next != waiting_.end();
         next = waiting_.find(written_)) {
      Answer due = std::move(next->second);
      waiting_.erase(next);
      lock.unlock();
      const bool taken = Write(due);
      lock.lock();
      ++written_;
      ++tally_.answered;
      if (!due.complaint.empty()) ++tally_.failed;
      if (!taken) over_ = true;
      room_.notify_all();
    }
    writing_ = false;
  }

  Tally tally() const { return tally_; }

 private:
  bool Write(Answer& answer) const {
    if (!answer.complaint.empty()) ends_.complain(answer.complaint);
    answer.line += '\n';
    return ends_.write(answer.line);
  }

  const PipelineEnds& ends_;
  const std::size_t size_;
  std::mutex mutex_;
  std::condition_variable room_;
  std::map<std::size_t, Answer> waiting_;
  std::size_t taken_ = 0, written_ = 0;
  bool writing_ = false, over_ = false;
  Tally tally_;
};

void Work(InputReader& inputs, std::mutex& reading, const PipelineEnds& ends, Window& window) {
  Input input;
  while (true) {
    std::size_t number = 0;
    {
      const std::lock_guard lock(reading);
      if (!window.AwaitRoom() || !inputs.Next(input)) return;
      number = window.Take();
    }
    window.Put(number, ends.answer(input));
  }
}

}  // namespace

Tally AnswerInOrder(InputReader& inputs, const PipelineEnds& ends, unsigned threads) {
  if (threads <= 1) return AnswerAlone(inputs, ends);
  constexpr std::size_t kAhead = 4;  // for each thread: evens out a large page among small ones
  Window window(ends, threads * kAhead);
  std::mutex reading;
  {
    std::vector<std::jthread> workers;
    workers.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) {
      workers.emplace_back([&] { Work(inputs, reading, ends, window); });
    }
  }
  return window.tally();
}

unsigned CoresToUse() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  if (sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
  const int count = CPU_COUNT(&cores);
  return count > 0 ? static_cast<unsigned>(count) : 1;
}

}  // namespace checkback
