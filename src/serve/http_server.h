// HTTP/1.1 over TCP: takes connections, reads requests within limits, and writes what `answer`
// says.
//
//   HttpServer server({.host = "127.0.0.1", .port = 0}, answer);
//   server.Bind();                 // then server.port()
//   server.Run();                  // until Stop(), from any other thread or a test
//
// Limits, so that no client can hold the others up: bytes of a request's head, seconds to send it,
// seconds between requests, requests on one connection, threads, and connections that wait for one;
// past these new connections are told 503 and when to try again. Bodies are read where
// they say how long they are, up to kMostBodyBytes or what `most_body` allows (413 beyond, 411
// without a length), in the seconds of the head; the connection is closed behind them.
//
// An answer with `stream_after` leaves the threads: its connection goes to the event hub
// (serve/event_hub.h), which holds thousands of them on one thread.

#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "serve/event_hub.h"
#include "serve/exchange.h"
#include "text/result.h"

namespace checkback {

struct HttpServerOptions {
  std::string host = "127.0.0.1";
  int port = 8080;                          // 0: a free one
  std::size_t threads = 64;                 // a connection holds one until it is closed or idle
  std::size_t waiting = 1024;               // connections that wait for a thread
  std::size_t most_head_bytes = 32u << 10;  // of one request
  unsigned head_seconds = 10;               // to send it all
  unsigned idle_seconds = 5;                // between two requests
  unsigned write_seconds = 30;              // to take all of an answer
  std::size_t requests_of_connection = 100;
  EventHubLimits streams = {};
  // Bytes of a body, by what stands after the method; {}: kMostBodyBytes. On many threads at once.
  std::function<std::size_t(const std::string& target)> most_body = {};
};

class HttpServer {
 public:
  using AnswerFunction = std::function<WebResponse(const WebRequest&)>;

  // `answer` is called on many threads at once.
  HttpServer(HttpServerOptions options, AnswerFunction answer);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  // kIo where the address cannot be had; the message says why.
  Result<void> Bind();
  int port() const;  // after Bind
  // Serves until Stop; then what was begun is answered. After Bind, once.
  void Run();
  void Stop();
  // To the streams that are open now, and to those that ask for what they missed. From any thread.
  void Publish(WebEvent event);
  std::size_t streams() const;          // open now
  std::size_t dropped_streams() const;  // so far, for they did not take what they were sent

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
