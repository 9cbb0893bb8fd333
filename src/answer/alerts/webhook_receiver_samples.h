// A receiver of webhooks on this machine, for the tests of this folder.

#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace checkback {

// What a receiver of webhooks got: header lines in lower case, and the body.
struct Received {
  std::string head, body;

  std::string Header(std::string_view name) const {
    const std::string begin = fmt::format("\r\n{}: ", name);
    const std::size_t at = head.find(begin);
    if (at == std::string::npos) return {};
    const std::size_t start = at + begin.size();
    return head.substr(start, head.find('\r', start) - start);
  }
};

// Answers each request with the next of `statuses`, the last one for ever.
class Receiver {
 public:
  // Called by its thread when the n-th message (from 1) has come, before it is answered.
  using Came = std::function<void(std::size_t)>;

  explicit Receiver(std::vector<int> statuses, Came came = {})
      : statuses_(std::move(statuses)), came_(std::move(came)) {
    listener_ = socket(AF_INET, SOCK_STREAM, 0);
    if (listener_ < 0) throw std::runtime_error("no socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(listener_, 8), 0);
    EXPECT_EQ(getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Run(); });
  }
  ~Receiver() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;

  std::string url() const { return fmt::format("http://127.0.0.1:{}/hook", port_); }
  std::vector<Received> received() const {
    const std::lock_guard lock(mutex_);
    return received_;
  }

 private:
  void Run() {
    for (int client; (client = accept(listener_, nullptr, nullptr)) >= 0;) {
      Answer(client);
      close(client);
    }
  }
  void Answer(int client) {
    Received got;
    std::size_t end = std::string::npos, length = 0;
    std::string bytes;
    char part[4096];
    while (end == std::string::npos || bytes.size() < end + 4 + length) {
      const ssize_t read = recv(client, part, sizeof part, 0);
      if (read <= 0) return;
      bytes.append(part, static_cast<std::size_t>(read));
      end = bytes.find("\r\n\r\n");
      if (end == std::string::npos) continue;
      got.head = bytes.substr(0, end + 2);
      for (char& c : got.head) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      const std::string said = got.Header("content-length");
      length = said.empty() ? 0 : std::stoul(said);
    }
    got.head = bytes.substr(0, end + 2);
    got.body = bytes.substr(end + 4);
    int status = 0;
    std::size_t number = 0;
    {
      const std::lock_guard lock(mutex_);
      status = statuses_[std::min(received_.size(), statuses_.size() - 1)];
      received_.push_back(std::move(got));
      number = received_.size();
    }
    if (came_) came_(number);
    const std::string answer =
        fmt::format("HTTP/1.1 {} Answer\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", status);
    // The sender may have been killed.
    [[maybe_unused]] const ssize_t sent = send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
  }

  std::vector<int> statuses_;
  Came came_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
  mutable std::mutex mutex_;
  std::vector<Received> received_;
};

}  // namespace checkback
