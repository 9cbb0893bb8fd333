#include "cli/service_notice.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace checkback {

ServiceNotice::ServiceNotice(const char* socket) {
  if (socket == nullptr || (socket[0] != '/' && socket[0] != '@')) return;
  name_ = socket;
  if (name_.size() < 2 || name_.size() >= sizeof(sockaddr_un::sun_path)) return;
  socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

ServiceNotice::~ServiceNotice() {
  if (socket_ >= 0) close(socket_);
}

bool ServiceNotice::Tell(std::string_view lines) const {
  if (socket_ < 0) return false;
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::copy(name_.begin(), name_.end(), to.sun_path);
  if (name_[0] == '@') to.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name_.size());
  const ssize_t sent = sendto(socket_, lines.data(), lines.size(), MSG_NOSIGNAL | MSG_DONTWAIT,
                              reinterpret_cast<const sockaddr*>(&to), size);
  return sent == static_cast<ssize_t>(lines.size());
}

std::optional<std::chrono::milliseconds> WatchdogEvery(const char* watchdog_usec) {
  if (watchdog_usec == nullptr) return std::nullopt;
  std::int64_t microseconds = 0;
  const char* end = watchdog_usec + std::strlen(watchdog_usec);
  const auto read = std::from_chars(watchdog_usec, end, microseconds);
  if (read.ec != std::errc() || read.ptr != end || microseconds < 2000) return std::nullopt;
  return std::chrono::milliseconds(microseconds / 2000);
}

}  // namespace checkback
