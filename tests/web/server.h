// A web of many hosts at one port of this machine: who is asked stands in the Host header.
//
//   testweb::Server server(answer, [&] { return clock.Now(); });
//   server.port();
//   ... fetch http://any.example/path, with every host connected to 127.0.0.1:port ...
//   server.Log();
//
// One thread of its own; an answer that hangs holds up no other. Every request is kept in the log,
// with the simulated time at which it came.

#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "asked.h"

namespace testweb {

struct Logged {
  Asked asked;
  std::int64_t at_ms = 0;  // on the simulated clock
  int status = 0;
  Headers answered;
  std::size_t bytes = 0;  // of the body
};

class Server {
 public:
  using Answer = std::function<Served(const Asked&)>;  // called on the server's thread
  using Clock = std::function<std::int64_t()>;         // milliseconds since 1970

  Server(Answer answer, Clock clock);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  int port() const { return port_; }
  // Those that are open.
  std::size_t connections() const { return open_; }
  // What was asked so far.
  std::vector<Logged> Log() const;
  // The same, and forgets it.
  std::vector<Logged> TakeLog();

 private:
  struct Connection;
  void Run();
  void Accept();
  bool Receive(int socket, Connection& connection);
  void AnswerAll(Connection& connection);
  bool Send(int socket, Connection& connection);
  void Close(int socket);

  Answer answer_;
  Clock clock_;
  int listening_ = -1, waiting_ = -1, port_ = 0;
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> open_ = 0;
  std::map<int, Connection> connections_;
  mutable std::mutex mutex_;
  std::vector<Logged> log_;
  std::thread thread_;
};

}  // namespace testweb
