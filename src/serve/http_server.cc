#include "serve/http_server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <httplib.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>
#include <vector>

#include "serve/connection_queue.h"
#include "serve/finished_answer.h"
#include "serve/site_answers.h"

namespace checkback {
namespace {

using Clock = std::chrono::steady_clock;
// How soon Stop is seen, and how long a connection may say nothing while others wait for a thread.
constexpr auto kLook = std::chrono::milliseconds(100);
constexpr auto kLinger = std::chrono::milliseconds(500);
constexpr std::size_t kLingerReads = 256;  // of 4 kB
constexpr int kTurnedAwayReads = 8;        // of 4 kB
constexpr int kWaitingInSystem = 1024;     // connections that were not taken up yet

// Waits until `socket` is ready for `events` or `until` is over.
bool WaitFor(int socket, short events, Clock::time_point until) {
  for (;;) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
    if (left <= 0) return false;
    pollfd wait = {socket, events, 0};
    const int ready = poll(&wait, 1, static_cast<int>(std::min<long long>(left, 60'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// A connection that gives one request no more bytes and no more time than it may have: the library
// itself would read a line of any length, and wait anew for each byte.
class LimitedStream : public httplib::Stream {
 public:
  LimitedStream(int socket, const HttpServerOptions& limits) : socket_(socket), limits_(limits) {}

  // Waits for the next request; false where none comes in time. `hurry`: no longer than kLook.
  template <typename Hurry>
  bool AwaitRequest(const Hurry& hurry) {
    const auto until = Clock::now() + std::chrono::seconds(limits_.idle_seconds);
    while (start_ == end_) {
      if (Clock::now() >= until) return false;
      if (WaitFor(socket_, POLLIN, std::min(until, Clock::now() + kLook))) {
        if (!Receive()) return false;
      } else if (hurry()) {
        return false;
      }
    }
    bytes_left_ = limits_.most_head_bytes;
    read_until_ = Clock::now() + std::chrono::seconds(limits_.head_seconds);
    write_until_.reset();
    return true;
  }

  // Exactly `size` bytes of a body, in the time of the head; false where they do not come.
  bool ReadBody(std::size_t size, std::string& body) {
    bytes_left_ = size;
    body.resize(size);
    for (std::size_t done = 0; done < size;) {
      const ssize_t got = read(body.data() + done, size - done);
      if (got <= 0) return false;
      done += static_cast<std::size_t>(got);
    }
    return true;
  }
  // The time of an answer begins anew.
  void BeginWriting() { write_until_.reset(); }
  // What the library writes from now on goes nowhere: the answer is another's.
  void Mute() { muted_ = true; }
  // Ends what we say, then takes a little of what the client still sends: closed at once, the
  // client might lose our answer.
  void Linger() {
    ::shutdown(socket_, SHUT_WR);
    const auto until = Clock::now() + kLinger;
    for (std::size_t n = 0; n < kLingerReads && WaitFor(socket_, POLLIN, until); ++n)
      if (recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT) <= 0) return;
  }

  bool is_readable() const override { return start_ < end_; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, std::size_t size) override {
    if (bytes_left_ == 0) return -1;
    if (start_ == end_ && (!WaitFor(socket_, POLLIN, read_until_) || !Receive())) return -1;
    const std::size_t taken = std::min({size, end_ - start_, bytes_left_});
    std::memcpy(to, buffer_.data() + start_, taken);
    start_ += taken;
    bytes_left_ -= taken;
    return static_cast<ssize_t>(taken);
  }
  ssize_t write(const char* from, std::size_t size) override {
    if (muted_) return static_cast<ssize_t>(size);
    if (!write_until_) write_until_ = Clock::now() + std::chrono::seconds(limits_.write_seconds);
    for (std::size_t done = 0; done < size;) {
      if (!WaitFor(socket_, POLLOUT, *write_until_)) return -1;
      const ssize_t sent = send(socket_, from + done, size - done, MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK) return -1;
      if (sent > 0) done += static_cast<std::size_t>(sent);
    }
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

 private:
  bool Receive() {
    for (;;) {
      const ssize_t got = recv(socket_, buffer_.data(), buffer_.size(), MSG_DONTWAIT);
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      start_ = 0;
      end_ = static_cast<std::size_t>(got);
      return true;
    }
  }

  int socket_;
  const HttpServerOptions& limits_;
  std::array<char, 4096> buffer_{};
  std::size_t start_ = 0, end_ = 0;  // of what was received and not read
  std::size_t bytes_left_ = 0;
  bool muted_ = false;
  Clock::time_point read_until_;
  std::optional<Clock::time_point> write_until_;
};

// The library's own idea of a queue, over ours. What finds no room is done at once, on the thread
// that takes connections up: Inside turns it away there.
class QueueOfLibrary : public httplib::TaskQueue {
 public:
  QueueOfLibrary(std::size_t threads, std::size_t waiting) : queue_(threads, waiting) {}
  void enqueue(std::function<void()> task) override {
    if (!queue_.Put(task)) task();
  }
  bool others_wait() const { return queue_.others_wait(); }
  void shutdown() override { queue_.End(); }

 private:
  ConnectionQueue queue_;
};

// What a connection is told that no thread can be had for: kept short, since all others wait for
// it.
void TurnAway(int socket) {
  constexpr std::string_view kBusy =
      "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nContent-Type: text/plain\r\n"
      "Content-Length: 56\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
      "Too many connections wait here. Try again in a second.\r\n";
  send(socket, kBusy.data(), kBusy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
  ::shutdown(socket, SHUT_WR);
  // What was asked is read first: closing over it would take the answer back.
  std::array<char, 4096> asked{};
  for (int n = 0; n < kTurnedAwayReads; ++n)
    if (recv(socket, asked.data(), asked.size(), MSG_DONTWAIT) <= 0) break;
  close(socket);
}

// The other end of `socket`: "203.0.113.7"; of IPv6 the first half, which one client may have
// whole.
std::string PeerOf(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return {};
  std::array<char, INET6_ADDRSTRLEN> words{};
  if (address.ss_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
    inet_ntop(AF_INET, &v4->sin_addr, words.data(), words.size());
  } else if (address.ss_family == AF_INET6) {
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&address);
    constexpr std::size_t kHalf = 8;
    if (!IN6_IS_ADDR_V4MAPPED(&v6->sin6_addr) && !IN6_IS_ADDR_LOOPBACK(&v6->sin6_addr))
      std::fill(std::begin(v6->sin6_addr.s6_addr) + kHalf, std::end(v6->sin6_addr.s6_addr),
                std::uint8_t{0});
    inet_ntop(AF_INET6, &v6->sin6_addr, words.data(), words.size());
  }
  return words.data();
}

bool IsFromHere(std::string_view peer) {
  return peer.starts_with("127.") || peer == "::1" || peer.starts_with("::ffff:127.");
}

// Of requests that are not given to anybody.
std::string_view WhyRefused(int status) {
  switch (status) {
    case 408:
      return "The rest of this request did not come in time.";
    case 411:
      return "Say how long the body is: Content-Length.";
    case 413:
      return "This request is longer than any that is answered here.";
    case 414:
      return "This address is longer than any that is answered here.";
    default:
      return "This request cannot be read.";
  }
}

// The head of a stream: no length, for it has no end.
std::string HeadOf(const WebResponse& response) {
  std::string head = fmt::format("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n", response.type);
  for (const auto& header : response.headers)
    head += fmt::format("{}: {}\r\n", header.first, header.second);
  return head + "Connection: close\r\n\r\n";
}

}  // namespace

class HttpServer::Inside : public httplib::Server {
 public:
  Inside(HttpServerOptions limits, AnswerFunction give)
      : options(std::move(limits)), answer(std::move(give)), hub(options.streams) {
    new_task_queue = [this] {
      auto* const queue = new QueueOfLibrary(options.threads, options.waiting);
      queue_ = queue;
      return queue;  // the library deletes it
    };
    set_tcp_nodelay(true);
    // What clients are told: less than is true, so that none asks just as its connection is closed.
    set_keep_alive_timeout(std::max<time_t>(1, static_cast<time_t>(options.idle_seconds) - 2));
    set_keep_alive_max_count(options.requests_of_connection);
    // Not SO_REUSEPORT, as the library has it: two servers at one port would share the requests.
    set_socket_options([this](socket_t socket) {
      listening = socket;
      const int yes = 1;
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    // What the library refuses itself, before anybody is asked.
    set_error_handler([](const httplib::Request& request, httplib::Response& response) {
      if (response.body.empty()) Refuse(request.target, response.status, response);
    });
    set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
      Respond(request, response);
      return HandlerResponse::Handled;
    });
  }

  HttpServerOptions options;
  AnswerFunction answer;
  EventHub hub;
  int listening = -1;
  int port = 0;
  std::atomic<bool> stopping = false;
  std::thread::id taker;              // the thread that takes connections up
  std::atomic<bool> serving = false;  // from the beginning of Run to its end

 private:
  // What stands between reading the head of a request and answering it. The library shows the
  // request at both moments and tells nothing of its connection.
  struct Exchange {
    LimitedStream* stream = nullptr;
    int refused = 0;  // with this status; 0: not
    std::string accept_encoding = {};
    std::optional<WebResponse> streamed = {};
  };

  // Asked only for what is longer than most.
  std::size_t MostBody(const std::string& target, std::size_t size) const {
    return size <= kMostBodyBytes || !options.most_body ? kMostBodyBytes
                                                        : options.most_body(target);
  }

  void Read(httplib::Request& request, Exchange& exchange) {
    request.ranges.clear();  // answers are given whole
    // Answers come packed already where the client takes that; the library would pack them again.
    exchange.accept_encoding = request.get_header_value("Accept-Encoding");
    request.headers.erase("Accept-Encoding");
    const std::string length = request.get_header_value("Content-Length");
    std::size_t size = 0;
    const auto read = std::from_chars(length.data(), length.data() + length.size(), size);
    const bool is_number = read.ec == std::errc() && read.ptr == length.data() + length.size();
    if (request.has_header("Transfer-Encoding"))
      exchange.refused = 411;
    else if (request.get_header_value_count("Content-Length") > 1 ||
             (!length.empty() && !is_number && read.ec != std::errc::result_out_of_range))
      exchange.refused = 400;
    else if (!length.empty() && (size > MostBody(request.target, size) || !is_number))
      exchange.refused = 413;
    else if (size > 0 && !exchange.stream->ReadBody(size, request.body))
      exchange.refused = 408;
    const std::lock_guard lock(mutex_);
    exchanges_[&request] = &exchange;
  }

  static void Refuse(std::string_view target, int status, httplib::Response& response) {
    const WebResponse refusal = FinishedAnswer(Refusal(target, status, WhyRefused(status))).For({});
    response.status = status;
    for (const auto& header : refusal.headers) response.set_header(header.first, header.second);
    response.set_content(refusal.body, refusal.type);
  }

  void Respond(const httplib::Request& request, httplib::Response& response) {
    Exchange* exchange = nullptr;
    {
      const std::lock_guard lock(mutex_);
      exchange = exchanges_[&request];
    }
    if (exchange != nullptr && exchange->refused != 0) {
      Refuse(request.target, exchange->refused, response);
      return;
    }
    const std::string peer = exchange == nullptr ? "" : PeerOf(exchange->stream->socket());
    // What a proxy on this machine passes on comes from elsewhere.
    const bool passed_on = request.has_header("Forwarded") || request.has_header("Via") ||
                           request.has_header("X-Forwarded-For");
    WebResponse given =
        answer({.method = request.method,
                .target = request.target,
                .host = request.get_header_value("Host"),
                .authorization = request.get_header_value("Authorization"),
                .if_none_match = request.get_header_value("If-None-Match"),
                .if_modified_since = request.get_header_value("If-Modified-Since"),
                .cookie = request.get_header_value("Cookie"),
                .origin = request.get_header_value("Origin"),
                .fetch_site = request.get_header_value("Sec-Fetch-Site"),
                .content_type = request.get_header_value("Content-Type"),
                .last_event_id = request.get_header_value("Last-Event-ID"),
                .hub_signature = request.get_header_value("X-Hub-Signature"),
                .body = request.body,
                .peer = peer,
                .accept_encoding = exchange == nullptr ? "" : exchange->accept_encoding,
                .is_local = !passed_on && IsFromHere(peer)});
    if (given.stream_after && request.method == "GET" && exchange != nullptr && hub.HasRoom()) {
      exchange->stream->Mute();
      exchange->streamed = std::move(given);
      return;
    }
    response.status = given.stream_after && request.method == "GET" ? 503 : given.status;
    for (const auto& header : given.headers) response.set_header(header.first, header.second);
    if (given.write && exchange != nullptr)
      Write(std::move(given), *exchange->stream, response);
    else if (given.status != 304 && given.status != 204)
      response.set_content(given.body, given.type);
  }

  // A body that is made while it is sent, in chunks, each in the time of an answer: the store is
  // read no faster than the client takes it.
  static void Write(WebResponse given, LimitedStream& stream, httplib::Response& response) {
    response.set_chunked_content_provider(given.type, [write = std::move(given.write), &stream](
                                                          std::size_t, httplib::DataSink& sink) {
      bool taken = true;
      const Result<void> done = write([&](std::string_view piece) {
        stream.BeginWriting();
        taken = sink.write(piece.data(), piece.size());
        return taken;
      });
      if (!done || !taken) return false;
      stream.BeginWriting();
      sink.done();
      return true;
    });
  }

  // One connection, as httplib::Server takes it up.
  bool process_and_close_socket(socket_t socket) override {
    if (std::this_thread::get_id() == taker) {
      TurnAway(socket);
      return true;
    }
    LimitedStream stream(socket, options);
    bool goes_on = true;
    for (std::size_t n = 1; goes_on && n <= options.requests_of_connection; ++n) {
      if (stopping || !stream.AwaitRequest([&] { return stopping || queue_->others_wait(); }))
        break;
      const bool last = n == options.requests_of_connection;
      bool closed = false, has_body = false;
      Exchange exchange{.stream = &stream};
      const httplib::Request* shown = nullptr;
      goes_on = process_request(stream, last, closed, [&](httplib::Request& request) {
        shown = &request;
        has_body = request.has_header("Transfer-Encoding") ||
                   (request.has_header("Content-Length") &&
                    request.get_header_value("Content-Length") != "0") ||
                   (request.method != "GET" && request.method != "HEAD");
        // Said, so that the client does not send its next request into a closing connection.
        if (has_body) request.headers.emplace("Connection", "close");
        Read(request, exchange);
      });
      if (shown != nullptr) {
        const std::lock_guard lock(mutex_);
        exchanges_.erase(shown);
      }
      if (exchange.streamed) {
        WebResponse& given = *exchange.streamed;
        hub.Take(socket, HeadOf(given) + given.body, *given.stream_after, given.stream_topic);
        return true;
      }
      if (exchange.refused != 0) stream.Linger();
      // What follows would be read as a request, though it is the body of this one.
      goes_on = goes_on && !closed && !has_body && !stopping;
    }
    ::shutdown(socket, SHUT_RDWR);
    close(socket);
    return true;
  }

  const QueueOfLibrary* queue_ = nullptr;  // while it serves
  std::mutex mutex_;
  std::unordered_map<const httplib::Request*, Exchange*> exchanges_;
};

HttpServer::HttpServer(HttpServerOptions options, AnswerFunction answer)
    : inside_(std::make_unique<Inside>(std::move(options), std::move(answer))) {}

HttpServer::~HttpServer() = default;

Result<void> HttpServer::Bind() {
  const HttpServerOptions& options = inside_->options;
  errno = 0;
  if (options.port == 0)
    inside_->port = inside_->bind_to_any_port(options.host);
  else
    inside_->port = inside_->bind_to_port(options.host, options.port) ? options.port : -1;
  if (inside_->port > 0) {
    // The library lets five wait in the system, whose clients then try again after a second.
    listen(inside_->listening, kWaitingInSystem);
    return {};
  }
  const int why = errno;
  return Fail(Errc::kIo, fmt::format("cannot listen at {}:{}{}", options.host, options.port,
                                     why == 0 ? "" : fmt::format(": {}", strerror(why))));
}

int HttpServer::port() const {
  return inside_->port;
}

void HttpServer::Run() {
  inside_->serving = true;
  inside_->taker = std::this_thread::get_id();
  if (!inside_->stopping) inside_->listen_after_bind();
  inside_->serving = false;
}

void HttpServer::Stop() {
  inside_->stopping = true;
  // The library hears a stop only once it listens.
  while (inside_->serving && !inside_->is_running())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  inside_->stop();
  inside_->hub.Stop();
}

void HttpServer::Publish(WebEvent event) {
  inside_->hub.Publish(std::move(event));
}

std::size_t HttpServer::streams() const {
  return inside_->hub.streams();
}

std::size_t HttpServer::dropped_streams() const {
  return inside_->hub.dropped();
}

}  // namespace checkback
