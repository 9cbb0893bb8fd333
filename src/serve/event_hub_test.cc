#include "serve/event_hub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <thread>

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

// One end of a connection; the other one is the hub's.
class Reader {
 public:
  explicit Reader(EventHub& hub, std::int64_t after = 0, std::string topic = "") {
    std::array<int, 2> ends{};
    EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
    end_ = ends[0];
    hub.Take(ends[1], "begin\n\n", after, std::move(topic));
  }
  ~Reader() { close(end_); }
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  // What comes until `words` did, the other end was closed, or five seconds are over.
  std::string Until(std::string_view words) {
    std::array<char, 4096> buffer{};
    while (got_.find(words) == std::string::npos) {
      pollfd wait = {end_, POLLIN, 0};
      if (poll(&wait, 1, 5000) <= 0) return got_ + "(waited in vain)";
      const ssize_t n = recv(end_, buffer.data(), buffer.size(), 0);
      if (n <= 0) return got_ + "(closed)";
      got_.append(buffer.data(), static_cast<std::size_t>(n));
    }
    return got_;
  }

 private:
  int end_ = -1;
  std::string got_;
};

WebEvent Event(std::int64_t id, std::string topic = "") {
  return {id, std::move(topic), "capture", "{\"n\":" + std::to_string(id) + "}"};
}

TEST(EventHub, EveryStreamIsToldOnce) {
  EventHub hub({});
  Reader a(hub), b(hub, 2);
  EXPECT_THAT(a.Until("begin"), HasSubstr("begin"));
  for (std::int64_t id = 1; id <= 3; ++id) hub.Publish(Event(id));
  const std::string told = a.Until("id: 3\n");
  EXPECT_EQ(told.find("id: 1\n"), told.rfind("id: 1\n"));
  EXPECT_THAT(told, HasSubstr("id: 2\n"));
  EXPECT_THAT(b.Until("id: 3\n"), Not(HasSubstr("id: 2\n")));  // it had that one
}

TEST(EventHub, WhoComesLateMissesNothing) {
  EventHub hub({});
  hub.Publish(Event(7));
  Reader late(hub, 6);
  EXPECT_THAT(late.Until("id: 7\n"), HasSubstr("data: {\"n\":7}\n\n"));
}

TEST(EventHub, TopicsAreKeptApart) {
  EventHub hub({});
  Reader story(hub, 0, "k5wq");
  hub.Publish(Event(1, "other"));
  hub.Publish(Event(2, "k5wq"));
  EXPECT_THAT(story.Until("id: 2\n"), Not(HasSubstr("id: 1\n")));
}

TEST(EventHub, AHeartBeatsWhenNothingHappens) {
  EventHub hub({.heartbeat = std::chrono::milliseconds(20)});
  Reader reader(hub);
  EXPECT_THAT(reader.Until(": here\n\n"), HasSubstr(": here"));
}

TEST(EventHub, WhoDoesNotTakeWhatComesIsDroppedAndNobodyElse) {
  EventHub hub({.most_waiting_bytes = 4096});
  Reader slow(hub), quick(hub);
  WebEvent event = Event(1);
  event.data.assign(2000, 'x');
  for (event.id = 1; event.id <= 500; ++event.id) {
    hub.Publish(event);
    const std::string id = "id: " + std::to_string(event.id) + "\n";
    ASSERT_THAT(quick.Until(id), HasSubstr(id));
  }
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (hub.streams() > 1 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(hub.streams(), 1u);
}

TEST(EventHub, WhoGoesIsForgottenAndStopClosesAll) {
  EventHub hub({});
  {
    const Reader gone(hub);
  }
  Reader stays(hub);
  EXPECT_THAT(stays.Until("begin"), HasSubstr("begin"));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
  while (hub.streams() > 1 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  EXPECT_EQ(hub.streams(), 1u);
  hub.Stop();
  EXPECT_THAT(stays.Until("never"), HasSubstr("(closed)"));
  const Reader refused(hub);
  EXPECT_EQ(hub.streams(), 0u);
}

}  // namespace
}  // namespace checkback
