// Many exchanges over HTTP at once, each one hop: a request out, a response in, to the byte.
//
// The only file of this folder that knows the library (libcurl, its multi interface) is
// transfers.cc. Here is the guard: the address that a socket is about to connect to is asked of
// IsReachable, whatever was looked up before, and no proxy, cookie, redirect or password of the
// library's own is in use.
//
// One object belongs to one thread at a time; Wake may be called from any.

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "follow/fetch/fetcher.h"

namespace checkback {

struct HopRequest {
  std::uint64_t id = 0;
  std::string url;  // of a FetchTarget
  bool is_post = false;
  std::string body;
  std::vector<std::string> headers;  // "Accept: text/html"
  std::size_t most_bytes = 0;        // of the body as it comes
  bool may_cut = false;              // a longer body is cut there, and whole for us
};

enum class HopEnd : std::uint8_t {
  kWhole,
  kRefused,  // by the guard
  kNoRoom,   // the address is busy (Room); nothing was sent
  kNetwork,
  kTimeout,
  kTooLarge,
  kBadAnswer,
};

struct HopResult {
  std::uint64_t id = 0;
  HopEnd end = HopEnd::kNetwork;
  std::string why;  // "the server closed early", without the address; "" of a whole one
  int status = 0;
  bool http2 = false;
  std::string request_head, response_head;  // with the blank line; HTTP/2 as HTTP/1.1 writes it
  std::string wire;                         // the body with its chunks and codings
  std::string address;
};

class Transfers {
 public:
  // Whether `id` may connect to `address` now; asked of addresses that the guard lets through.
  using Room = std::function<bool(std::uint64_t id, const std::string& address)>;
  // `options` are read as long as the object lives.
  Transfers(const FetcherOptions& options, Room room);
  ~Transfers();
  Transfers(const Transfers&) = delete;
  Transfers& operator=(const Transfers&) = delete;

  void Start(HopRequest request);
  // Does what can be done without waiting.
  void Perform();
  // One that has ended; nothing where none has.
  std::optional<HopResult> Take();
  // Returns when there is something to do, or after `most`, or when woken.
  void Wait(std::chrono::milliseconds most);
  void Wake();
  void Clear();
  std::size_t running() const;
  // Addresses of those that are running.
  std::vector<std::string> asked() const;
  // When the next one is given up by the clock of `options`; nothing where caps go by real time.
  std::optional<FetchTime> NextCap() const;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
