// A web server for tests: says byte for byte what a test wants said, on a free port of 127.0.0.1.
//
//   ServerSample server([](const AskedSample& asked) { return Says(OkSample("<p>Hello.</p>")); });
//
// One request a connection; each connection has a thread.

#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "text/utf8.h"

namespace checkback {

struct AskedSample {
  std::string head;  // with the blank line
  std::string body;

  std::string Path() const {
    const std::size_t begin = head.find(' ') + 1;
    return head.substr(begin, head.find(' ', begin) - begin);
  }
  // The first of that name (given in lower case); "" without one.
  std::string Header(std::string_view name) const {
    std::string_view rest = head;
    while (!rest.empty()) {
      const std::string_view line = rest.substr(0, rest.find("\r\n"));
      rest.remove_prefix(std::min(line.size() + 2, rest.size()));
      const std::size_t colon = line.find(": ");
      if (colon != line.npos && AsciiLower(line.substr(0, colon)) == name)
        return std::string(line.substr(colon + 2));
    }
    return "";
  }
  std::string Host() const { return Header("host"); }
};

// What the server does about a request.
struct SaidSample {
  std::string bytes = {};   // at once
  std::string drip = {};    // then this, a byte every 10 ms, over and over
  std::string flood = {};   // then this, as fast as it goes, over and over
  bool keeps_open = false;  // then nothing, until the client leaves
};
inline SaidSample Says(std::string bytes) {
  return {.bytes = std::move(bytes)};
}

// "headers" end in \r\n each.
inline std::string AnswerSample(std::string_view status, std::string_view headers,
                                std::string_view body) {
  return fmt::format("HTTP/1.1 {}\r\n{}Content-Length: {}\r\nConnection: close\r\n\r\n{}", status,
                     headers, body.size(), body);
}
inline std::string OkSample(std::string_view body, std::string_view headers = "") {
  return AnswerSample("200 OK", headers, body);
}

class ServerSample {
 public:
  using Answer = std::function<SaidSample(const AskedSample&)>;

  explicit ServerSample(Answer answer) : answer_(std::move(answer)) {
    listening_ = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* any = reinterpret_cast<sockaddr*>(&address);
    if (bind(listening_, any, size) != 0 || listen(listening_, 128) != 0 ||
        getsockname(listening_, any, &size) != 0)
      std::abort();  // nothing can be tested without one
    port_ = ntohs(address.sin_port);
    accepting_ = std::thread([this] { Accept(); });
  }
  ~ServerSample() {
    stopped_ = true;
    shutdown(listening_, SHUT_RDWR);
    accepting_.join();
    close(listening_);
    for (std::thread& thread : threads_) thread.join();
  }
  ServerSample(const ServerSample&) = delete;
  ServerSample& operator=(const ServerSample&) = delete;

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return connections_; }
  std::vector<AskedSample> asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  // "host/path" of all requests, in order.
  std::vector<std::string> places() const {
    std::vector<std::string> places;
    for (const AskedSample& asked : this->asked()) places.push_back(asked.Host() + asked.Path());
    return places;
  }

 private:
  void Accept() {
    while (!stopped_) {
      const int connection = accept(listening_, nullptr, nullptr);
      if (connection < 0) break;
      ++connections_;
      threads_.emplace_back([this, connection] {
        Serve(connection);
        close(connection);
      });
    }
  }

  bool Read(int connection, AskedSample& asked) const {
    std::string got;
    char buffer[4096];
    std::size_t end = std::string::npos;
    while (end == std::string::npos) {
      const ssize_t n = recv(connection, buffer, sizeof buffer, 0);
      if (n <= 0) return false;
      got.append(buffer, static_cast<std::size_t>(n));
      end = got.find("\r\n\r\n");
    }
    asked.head = got.substr(0, end + 4);
    asked.body = got.substr(end + 4);
    const std::string length = asked.Header("content-length");
    const std::size_t wanted = length.empty() ? 0 : std::strtoul(length.c_str(), nullptr, 10);
    while (asked.body.size() < wanted) {
      const ssize_t n = recv(connection, buffer, sizeof buffer, 0);
      if (n <= 0) return false;
      asked.body.append(buffer, static_cast<std::size_t>(n));
    }
    return true;
  }

  bool Send(int connection, std::string_view bytes) const {
    while (!bytes.empty() && !stopped_) {
      const ssize_t n = send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return !stopped_;
  }

  void Serve(int connection) {
    // So that no test hangs for ever.
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    AskedSample asked;
    if (!Read(connection, asked)) return;
    {
      const std::lock_guard lock(mutex_);
      asked_.push_back(asked);
    }
    const SaidSample said = answer_(asked);
    if (!Send(connection, said.bytes)) return;
    for (std::size_t i = 0; !said.drip.empty(); ++i) {
      if (!Send(connection, {&said.drip[i % said.drip.size()], 1})) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    while (!said.flood.empty())
      if (!Send(connection, said.flood)) return;
    char byte = 0;
    if (said.keeps_open) recv(connection, &byte, 1, 0);
  }

  Answer answer_;
  int listening_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopped_ = false;
  std::atomic<std::size_t> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<AskedSample> asked_;
  std::vector<std::thread> threads_;
  std::thread accepting_;
};

}  // namespace checkback
