// Tells the system's service manager how this program is doing: ready, stopping, alive. One
// datagram to the socket that it named in NOTIFY_SOCKET (sd_notify(3)), without its library.
//
//   ServiceNotice notice(getenv("NOTIFY_SOCKET"));
//   notice.Tell("READY=1");
//
// Says nothing, and fails at nothing, where nobody asked. Safe to call from many threads.

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace checkback {

class ServiceNotice {
 public:
  // `socket` is an absolute path, or a name that begins with '@' (Linux: the abstract name space);
  // null or anything else: nobody asked.
  explicit ServiceNotice(const char* socket);
  ~ServiceNotice();
  ServiceNotice(const ServiceNotice&) = delete;
  ServiceNotice& operator=(const ServiceNotice&) = delete;

  // Lines of "NAME=value". False where it could not be said.
  bool Tell(std::string_view lines) const;

 private:
  int socket_ = -1;
  std::string name_;
};

// How often "WATCHDOG=1" is to be said: half of WATCHDOG_USEC; nothing where it is no number above
// zero.
std::optional<std::chrono::milliseconds> WatchdogEvery(const char* watchdog_usec);

}  // namespace checkback
