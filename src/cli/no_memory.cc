#include "cli/no_memory.h"

#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>

#include "cli/arguments.h"

namespace checkback {
namespace {

// Without a string: there is no memory for one.
[[noreturn]] void End(std::string_view words) {
  [[maybe_unused]] const auto written = write(STDERR_FILENO, words.data(), words.size());
  _exit(kExitFailed);
}

[[noreturn]] void EndWithoutMemory() {
  End("checkback: there is no more memory; what is kept stays as it is\n");
}

[[noreturn]] void EndWithoutThreads() {
  End("checkback: the system gives no more threads or memory; what is kept stays as it is\n");
}

std::terminate_handler otherwise = nullptr;  // NOLINT: a handler reaches nothing else

// Libraries throw what their allocator did not get; threads that cannot begin throw too.
[[noreturn]] void EndOfAnException() {
  try {
    if (const std::exception_ptr thrown = std::current_exception()) std::rethrow_exception(thrown);
  } catch (const std::bad_alloc&) {
    EndWithoutMemory();
  } catch (const std::system_error& error) {
    if (error.code() == std::errc::resource_unavailable_try_again ||
        error.code() == std::errc::not_enough_memory)
      EndWithoutThreads();
    if (otherwise != nullptr) otherwise();
  } catch (...) {
    if (otherwise != nullptr) otherwise();
  }
  std::abort();
}

}  // namespace

void EndWhereMemoryIsOver() {
  std::set_new_handler(EndWithoutMemory);
  otherwise = std::set_terminate(EndOfAnException);
}

}  // namespace checkback
