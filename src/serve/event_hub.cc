#include "serve/event_hub.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <deque>
#include <mutex>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace checkback {
namespace {

using Clock = std::chrono::steady_clock;
using Bytes = std::shared_ptr<const std::string>;  // the same for all who are sent them

struct OpenStream {
  std::int64_t after = 0;
  std::string topic;
  std::vector<Bytes> waiting;
  std::size_t sent = 0;           // of the first one that waits
  std::size_t waiting_bytes = 0;  // of all
  bool is_slow = false;           // to be dropped for it
};

struct PublishedEvent {
  std::int64_t id = 0;
  std::string topic;
  Bytes bytes;
};

// What other threads hand over.
struct NewStream {
  int socket = -1;
  Bytes begin;
  std::int64_t after = 0;
  std::string topic;
};

constexpr std::size_t kBytesForSystem = 32u << 10;  // in the socket, before it counts as waiting

}  // namespace

class EventHub::Inside {
 public:
  explicit Inside(EventHubLimits limits)
      : limits_(limits),
        poll_(epoll_create1(EPOLL_CLOEXEC)),
        wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = wake_;
    epoll_ctl(poll_, EPOLL_CTL_ADD, wake_, &event);
    thread_ = std::thread([this] { Run(); });
  }
  ~Inside() {
    Stop();
    close(poll_);
    close(wake_);
  }

  void Hand(NewStream stream) {
    ++count_;
    bool taken = false;
    {
      const std::lock_guard lock(mutex_);
      taken = !stopping_;
      if (taken) arrived_.push_back(std::move(stream));
    }
    if (taken) return Wake();
    --count_;
    close(stream.socket);
  }
  void Hand(PublishedEvent event) {
    {
      const std::lock_guard lock(mutex_);
      published_.push_back(std::move(event));
    }
    Wake();
  }
  bool HasRoom() const { return count_ < limits_.most_streams; }
  std::size_t count() const { return count_; }
  std::size_t dropped() const { return dropped_; }

  void Stop() {
    {
      const std::lock_guard lock(mutex_);
      stopping_ = true;
    }
    Wake();
    if (thread_.joinable()) thread_.join();
  }

 private:
  void Wake() {
    const std::uint64_t one = 1;
    static_cast<void>(write(wake_, &one, sizeof one) != 0);  // full: it is awake
  }

  void Run() {
    auto beat = Clock::now() + limits_.heartbeat;
    const Bytes heart = std::make_shared<const std::string>(": here\n\n");
    while (TakeWhatCame()) {
      const auto now = Clock::now();
      if (now >= beat) {
        for (auto& [socket, stream] : streams_) Give(socket, stream, heart);
        beat = now + limits_.heartbeat;
      }
      Drop();
      Wait(beat - now);
    }
    for (const auto& [socket, stream] : streams_) close(socket);
    count_ -= streams_.size();
    streams_.clear();
  }

  void Wait(Clock::duration most) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(most).count();
    std::array<epoll_event, 256> events{};
    const int ready = epoll_wait(poll_, events.data(), static_cast<int>(events.size()),
                                 static_cast<int>(std::clamp<long long>(left, 0, 60'000)));
    for (int i = 0; i < ready; ++i) {
      const epoll_event& event = events[static_cast<std::size_t>(i)];
      const int socket = event.data.fd;
      if (socket == wake_) {
        std::uint64_t count = 0;
        static_cast<void>(read(wake_, &count, sizeof count) != 0);
        continue;
      }
      const auto stream = streams_.find(socket);
      if (stream == streams_.end()) continue;
      if ((event.events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) != 0)
        dead_.push_back(socket);
      else if ((event.events & EPOLLOUT) != 0)
        Send(socket, stream->second);
      else
        Hear(socket);
    }
    Drop();
  }

  // False: it is time to end.
  bool TakeWhatCame() {
    std::vector<NewStream> arrived;
    std::vector<PublishedEvent> published;
    {
      const std::lock_guard lock(mutex_);
      if (stopping_) {
        for (const NewStream& stream : arrived_) close(stream.socket);
        count_ -= arrived_.size();
        arrived_.clear();
        return false;
      }
      arrived.swap(arrived_);
      published.swap(published_);
    }
    for (NewStream& stream : arrived) Begin(std::move(stream));
    for (PublishedEvent& event : published) Spread(std::move(event));
    return true;
  }

  void Begin(NewStream begun) {
    const int socket = begun.socket;
    const int room = kBytesForSystem;
    setsockopt(socket, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP;
    event.data.fd = socket;
    if (epoll_ctl(poll_, EPOLL_CTL_ADD, socket, &event) != 0) {
      close(socket);
      --count_;
      return;
    }
    OpenStream& stream = streams_[socket];
    stream.after = begun.after;
    stream.topic = std::move(begun.topic);
    // What it missed may be long, and is no sign of a slow reader.
    Queue(socket, stream, begun.begin);
    for (const PublishedEvent& kept : kept_) GiveEvent(socket, stream, kept);
  }

  void Spread(PublishedEvent event) {
    for (auto& [socket, stream] : streams_) GiveEvent(socket, stream, event);
    kept_.push_back(std::move(event));
    if (kept_.size() > limits_.events_kept) kept_.pop_front();
  }

  void GiveEvent(int socket, OpenStream& stream, const PublishedEvent& event) {
    if (event.id <= stream.after) return;
    stream.after = event.id;
    if (stream.topic.empty() || stream.topic == event.topic) Give(socket, stream, event.bytes);
  }

  void Give(int socket, OpenStream& stream, const Bytes& bytes) {
    if (stream.waiting_bytes + bytes->size() <= limits_.most_waiting_bytes) {
      Queue(socket, stream, bytes);
      return;
    }
    if (!std::exchange(stream.is_slow, true)) ++dropped_;
    dead_.push_back(socket);
  }

  void Queue(int socket, OpenStream& stream, const Bytes& bytes) {
    stream.waiting.push_back(bytes);
    stream.waiting_bytes += bytes->size();
    if (stream.waiting.size() == 1) Send(socket, stream);
  }

  void Send(int socket, OpenStream& stream) {
    std::size_t done = 0;
    while (done < stream.waiting.size()) {
      const std::string& bytes = *stream.waiting[done];
      const ssize_t sent = send(socket, bytes.data() + stream.sent, bytes.size() - stream.sent,
                                MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno == EINTR) continue;
      if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
      if (sent < 0) {
        dead_.push_back(socket);
        return;
      }
      stream.sent += static_cast<std::size_t>(sent);
      stream.waiting_bytes -= static_cast<std::size_t>(sent);
      if (stream.sent < bytes.size()) continue;
      stream.sent = 0;
      ++done;
    }
    stream.waiting.erase(stream.waiting.begin(),
                         stream.waiting.begin() + static_cast<std::ptrdiff_t>(done));
    epoll_event event{};
    event.events = EPOLLIN | EPOLLRDHUP;
    if (!stream.waiting.empty())
      event.events |= EPOLLOUT;
    else
      stream.waiting.shrink_to_fit();
    event.data.fd = socket;
    epoll_ctl(poll_, EPOLL_CTL_MOD, socket, &event);
  }

  // A client has nothing to say on its stream; what it says is thrown away.
  void Hear(int socket) {
    std::array<char, 1024> nothing{};
    const ssize_t got = recv(socket, nothing.data(), nothing.size(), MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR))
      dead_.push_back(socket);
  }

  void Drop() {
    for (const int socket : dead_) {
      if (streams_.erase(socket) == 0) continue;
      close(socket);
      --count_;
    }
    dead_.clear();
  }

  const EventHubLimits limits_;
  const int poll_, wake_;
  std::atomic<std::size_t> count_ = 0;
  std::atomic<std::size_t> dropped_ = 0;

  std::mutex mutex_;  // of the four below it
  bool stopping_ = false;
  std::vector<NewStream> arrived_;
  std::vector<PublishedEvent> published_;

  // Of the thread alone.
  std::unordered_map<int, OpenStream> streams_;
  std::deque<PublishedEvent> kept_;
  std::vector<int> dead_;
  std::thread thread_;
};

EventHub::EventHub(EventHubLimits limits) : inside_(std::make_unique<Inside>(limits)) {}
EventHub::~EventHub() = default;

void EventHub::Take(int socket, std::string begin, std::int64_t after, std::string topic) {
  inside_->Hand(NewStream{socket, std::make_shared<const std::string>(std::move(begin)), after,
                          std::move(topic)});
}
void EventHub::Publish(WebEvent event) {
  Bytes bytes = std::make_shared<const std::string>(EventText(event));
  inside_->Hand(PublishedEvent{event.id, std::move(event.topic), std::move(bytes)});
}
bool EventHub::HasRoom() const {
  return inside_->HasRoom();
}
std::size_t EventHub::streams() const {
  return inside_->count();
}
std::size_t EventHub::dropped() const {
  return inside_->dropped();
}
void EventHub::Stop() {
  inside_->Stop();
}

}  // namespace checkback
