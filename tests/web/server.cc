#include "server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <stdexcept>

namespace testweb {
namespace {

constexpr int kQueue = 1024;                      // connections that were not taken up yet
constexpr int kTick = 20;                         // milliseconds between two bytes of a dribble
constexpr std::size_t kMostHead = 64u << 10;      // of a request
constexpr std::size_t kEndlessPiece = 16u << 10;  // of a body without end, each time
constexpr std::size_t kLogged = std::size_t{1} << 22;

bool SameLetters(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return small(x) == small(y); });
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return Trimmed(line);
}

Asked RequestOf(std::string_view head) {
  Asked asked;
  std::string_view first = TakeLine(head);
  const std::size_t blank = first.find(' ');
  asked.method = first.substr(0, blank);
  first.remove_prefix(blank == std::string_view::npos ? first.size() : blank + 1);
  asked.path = first.substr(0, first.find(' '));
  while (!head.empty()) {
    const std::string_view line = TakeLine(head);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    asked.headers.emplace_back(line.substr(0, colon), Trimmed(line.substr(colon + 1)));
  }
  const std::string_view host = HeaderOf(asked.headers, "Host");
  asked.host = host.substr(0, host.find(':'));
  std::transform(asked.host.begin(), asked.host.end(), asked.host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return asked;
}

std::string HeadOf(const Served& served) {
  std::string head = fmt::format("HTTP/1.1 {} Made\r\n", served.status);
  for (const auto& [name, value] : served.headers) head += fmt::format("{}: {}\r\n", name, value);
  const std::size_t more = served.sending == Sending::kShort ? 1000 : 0;
  if (served.status != 304 && served.sending != Sending::kEndless)
    head += fmt::format("Content-Length: {}\r\n", served.body.size() + more);
  return head + "\r\n";
}

}  // namespace

std::string_view HeaderOf(const Headers& headers, std::string_view name) {
  for (const auto& [own, value] : headers)
    if (SameLetters(own, name)) return value;
  return {};
}

struct Server::Connection {
  std::string in;
  std::string out;
  std::size_t sent = 0;  // of `out`
  Sending sending = Sending::kWhole;
};

Server::Server(Answer answer, Clock clock) : answer_(std::move(answer)), clock_(std::move(clock)) {
  listening_ = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof here;
  if (bind(listening_, reinterpret_cast<sockaddr*>(&here), size) != 0 ||
      listen(listening_, kQueue) != 0 ||
      getsockname(listening_, reinterpret_cast<sockaddr*>(&here), &size) != 0)
    throw std::runtime_error("the test web cannot listen");
  port_ = ntohs(here.sin_port);
  waiting_ = epoll_create1(EPOLL_CLOEXEC);
  epoll_event event{.events = EPOLLIN, .data = {.fd = listening_}};
  epoll_ctl(waiting_, EPOLL_CTL_ADD, listening_, &event);
  thread_ = std::thread([this] { Run(); });
}

Server::~Server() {
  stopping_ = true;
  thread_.join();
  for (const auto& connection : connections_) close(connection.first);
  close(waiting_);
  close(listening_);
}

std::vector<Logged> Server::Log() const {
  const std::lock_guard lock(mutex_);
  return log_;
}

std::vector<Logged> Server::TakeLog() {
  const std::lock_guard lock(mutex_);
  return std::exchange(log_, {});
}

void Server::Run() {
  using Real = std::chrono::steady_clock;
  constexpr auto kBetween = std::chrono::milliseconds(kTick);
  std::array<epoll_event, 256> events{};
  auto tick = Real::now();
  while (!stopping_) {
    const int ready = epoll_wait(waiting_, events.data(), events.size(), kTick);
    for (int i = 0; i < ready; ++i) {
      const int socket = events[static_cast<std::size_t>(i)].data.fd;
      if (socket == listening_) {
        Accept();
        continue;
      }
      const auto found = connections_.find(socket);
      if (found == connections_.end()) continue;
      if (!Receive(socket, found->second) || !Send(socket, found->second)) Close(socket);
    }
    if (Real::now() < tick) continue;
    tick = Real::now() + kBetween;
    std::vector<int> over;  // what goes out slowly goes on
    for (auto& [socket, connection] : connections_)
      if (connection.sent < connection.out.size() && !Send(socket, connection))
        over.push_back(socket);
    for (const int socket : over) Close(socket);
  }
}

void Server::Accept() {
  for (;;) {
    const int socket = accept4(listening_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (socket < 0) return;
    const int yes = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    // Told once when bytes came, and once when there is room again: both are used up each time.
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLET, .data = {.fd = socket}};
    epoll_ctl(waiting_, EPOLL_CTL_ADD, socket, &event);
    connections_[socket];
    ++open_;
  }
}

bool Server::Receive(int socket, Connection& connection) {
  std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t got = recv(socket, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    connection.in.append(buffer.data(), static_cast<std::size_t>(got));
    if (connection.in.size() > kMostHead) return false;
  }
  AnswerAll(connection);
  return true;
}

void Server::AnswerAll(Connection& connection) {
  for (;;) {
    const std::size_t end = connection.in.find("\r\n\r\n");
    if (end == std::string::npos || connection.sending != Sending::kWhole) return;
    Asked asked = RequestOf(std::string_view(connection.in).substr(0, end + 2));
    const std::string_view length = HeaderOf(asked.headers, "Content-Length");
    const std::size_t body = length.empty() ? 0 : std::strtoul(length.data(), nullptr, 10);
    if (connection.in.size() < end + 4 + body) return;
    asked.body = connection.in.substr(end + 4, body);
    connection.in.erase(0, end + 4 + body);
    const std::int64_t now = clock_();
    asked.at = checkback::Instant(std::chrono::seconds(now / 1000));
    const Served served = answer_(asked);
    connection.sending = served.sending;
    if (served.sending != Sending::kSilence) {
      if (served.sending != Sending::kNonsense) connection.out += HeadOf(served);
      if (served.status != 304 && asked.method != "HEAD") connection.out += served.body;
    }
    const std::lock_guard lock(mutex_);
    if (log_.size() < kLogged)
      log_.push_back({std::move(asked), now, served.status, served.headers, served.body.size()});
  }
}

// Sends what can be sent now; false where the connection is over.
bool Server::Send(int socket, Connection& connection) {
  while (connection.sent < connection.out.size()) {
    const bool slow = connection.sending == Sending::kDribble;
    const std::size_t most = slow ? 1 : connection.out.size() - connection.sent;
    const ssize_t sent = send(socket, connection.out.data() + connection.sent, most, MSG_NOSIGNAL);
    if (sent < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    connection.sent += static_cast<std::size_t>(sent);
    if (slow) return true;
  }
  if (connection.sending == Sending::kEndless && !connection.out.empty()) {
    connection.out.assign(kEndlessPiece, 'x');
    connection.sent = 0;
    return true;
  }
  if (connection.sending == Sending::kShort || connection.sending == Sending::kNonsense)
    return false;
  connection.out.clear();
  connection.sent = 0;
  return true;
}

void Server::Close(int socket) {
  close(socket);
  connections_.erase(socket);
  --open_;
}

}  // namespace testweb
