// Open streams of events (text/event-stream), all held by one thread that waits for any of them.
//
//   browser --GET /v1/stream--> a thread of the server answers --socket--> hub
//   a new capture --Publish--> hub --the same bytes--> every open stream that wants its topic
//
// A client that does not take what it is sent is dropped once too much waits for it, and comes back
// with the id of the last event that it has (Last-Event-ID); nobody else waits for it. Memory:
// about 200 bytes a stream here, and what the system keeps for a socket.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "serve/exchange.h"

namespace checkback {

struct EventHubLimits {
  std::size_t most_streams = 20'000;           // one more is refused
  std::size_t most_waiting_bytes = 64u << 10;  // for one client
  std::size_t events_kept = 1000;              // for streams that begin while they are published
  std::chrono::milliseconds heartbeat{15'000};
};

class EventHub {
 public:
  explicit EventHub(EventHubLimits limits);
  ~EventHub();
  EventHub(const EventHub&) = delete;
  EventHub& operator=(const EventHub&) = delete;

  // Takes over `socket` and closes it in the end. Sends `begin` (the head of the answer and what
  // the client missed, up to the event `after`), then what is published. All may be called from any
  // thread.
  void Take(int socket, std::string begin, std::int64_t after, std::string topic);
  void Publish(WebEvent event);
  bool HasRoom() const;
  std::size_t streams() const;
  std::size_t dropped() const;  // that did not take what they were sent, so far
  // Closes all streams; none is taken any more.
  void Stop();

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
