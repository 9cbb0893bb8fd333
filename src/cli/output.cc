#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "cli/terminal.h"

namespace checkback {
namespace {

// 0, or what went wrong.
int WriteAll(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

bool WriteOut(std::string_view bytes) {
  const int error = WriteAll(STDOUT_FILENO, bytes);
  if (error != 0 && error != EPIPE) {
    Complain(fmt::format("cannot write the output: {}",
                         std::strerror(error)));  // NOLINT(concurrency-mt-unsafe)
  }
  return error == 0;
}

void Complain(std::string_view what) {
  WriteAll(STDERR_FILENO, fmt::format("checkback: {}\n", Harmless(what)));
}

void ComplainBelow(std::string_view lines) {
  WriteAll(STDERR_FILENO, lines);
}

}  // namespace checkback
