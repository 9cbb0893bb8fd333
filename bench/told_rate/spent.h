// What this process has spent so far: processor time and memory. Megabytes are of 10^6 bytes.

#pragma once

#include <sys/resource.h>

#include <ctime>

#include "text/memory.h"

namespace bench {

inline double CpuMilliseconds() {
  return 1000 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

inline double MegabytesInUse() {
  return static_cast<double>(checkback::HeapBytesInUse()) / 1e6;
}

inline double PeakMegabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024 / 1e6;
}

}  // namespace bench
