// A wall clock that steps back, put before a program by LD_PRELOAD: every time it is read, it
// shows an hour less than the time before. Clocks that only measure (CLOCK_MONOTONIC) go on.

#include <dlfcn.h>
#include <sys/time.h>

#include <atomic>
#include <ctime>

namespace {

std::time_t Stepped() {
  static std::atomic<std::time_t> shown{1'780'000'000};  // May 2026
  return shown -= 3600;
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, struct timespec* time) noexcept {
  if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
    *time = {.tv_sec = Stepped(), .tv_nsec = 0};
    return 0;
  }
  using Real = int (*)(clockid_t, struct timespec*);
  static const Real real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, "clock_gettime"));
  return real(clock, time);
}

time_t time(time_t* into) noexcept {
  const time_t now = Stepped();
  if (into != nullptr) *into = now;
  return now;
}

int gettimeofday(struct timeval* time, void* /*zone*/) noexcept {
  *time = {.tv_sec = Stepped(), .tv_usec = 0};
  return 0;
}
}
