#include "text/random.h"

#include <fmt/format.h>
#include <sys/random.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "text/hash.h"

namespace checkback {

Result<std::string> RandomHex() {
  std::array<char, 32> bytes{};
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
    return Fail(Errc::kIo,
                fmt::format("the system gives no random numbers: {}", std::strerror(errno)));
  return Sha256Hex({bytes.data(), bytes.size()});
}

}  // namespace checkback
