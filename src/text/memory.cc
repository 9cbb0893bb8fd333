#include "text/memory.h"

#include <sys/prctl.h>

#ifdef CHECKBACK_JEMALLOC
#include <fmt/format.h>
#include <jemalloc/jemalloc.h>

#include <cstdint>
#include <string>
#else
#include <malloc.h>
#endif

#ifdef CHECKBACK_JEMALLOC
// Read by jemalloc before main. What a story of thousands of articles has told is read all over:
// with pages of 4 kB a tenth of the time goes into finding where it is. Each arena has large pages
// of its own that are hardly filled, so they are few (docs/decisions/0036-memory.md).
extern "C" {
const char* malloc_conf = "thp:always,narenas:2";
}
#endif

namespace checkback {

void KeepMemorySmall() {
  prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);  // NOLINT(cppcoreguidelines-pro-type-vararg)
}

#ifdef CHECKBACK_JEMALLOC

std::size_t HeapBytesInUse() {
  std::uint64_t epoch = 1;  // its figures are as of when this is written
  mallctl("epoch", nullptr, nullptr, &epoch, sizeof epoch);
  std::size_t bytes = 0, size = sizeof bytes;
  return mallctl("stats.allocated", &bytes, &size, nullptr, 0) == 0 ? bytes : 0;
}

void GiveBackFreedMemory() {
  const std::string purge_all = fmt::format("arena.{}.purge", MALLCTL_ARENAS_ALL);
  mallctl(purge_all.c_str(), nullptr, nullptr, nullptr, 0);
}

void KeepMemoryOfPages() {}

#else

std::size_t HeapBytesInUse() {
  const struct mallinfo2 all = mallinfo2();
  return all.uordblks + all.hblkhd;
}

void GiveBackFreedMemory() {
  malloc_trim(0);
}

void KeepMemoryOfPages() {
  constexpr int kKept = 32 << 20;
  mallopt(M_MMAP_THRESHOLD, kKept);
  mallopt(M_TRIM_THRESHOLD, 2 * kKept);
}

#endif

}  // namespace checkback
