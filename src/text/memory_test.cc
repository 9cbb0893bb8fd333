#include "text/memory.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

namespace checkback {
namespace {

constexpr std::size_t kMegabyte = 1U << 20U;

// Sanitizers hold what is freed, and count by themselves.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CHECKBACK_HELD_BY_A_SANITIZER
#endif
#endif
#ifdef CHECKBACK_HELD_BY_A_SANITIZER
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

// Pages of 4 kB; the second number of /proc/self/statm.
std::size_t ResidentBytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * 4096;
}

std::vector<std::string> Pieces() {
  std::vector<std::string> pieces;
  pieces.reserve(1000);
  for (std::size_t i = 0; i < 1000; ++i) pieces.emplace_back(64 * 1024, 'x');
  return pieces;
}

TEST(Memory, CountsWhatIsTakenAndNotWhatWasFreed) {
  if (kIsSanitized) GTEST_SKIP() << "the allocator is a sanitizer's";
  const std::size_t before = HeapBytesInUse();
  {
    const std::vector<std::string> pieces = Pieces();
    EXPECT_GT(HeapBytesInUse(), before + 60 * kMegabyte);
  }
  EXPECT_LT(HeapBytesInUse(), before + 8 * kMegabyte);
}

TEST(Memory, GivesBackWhatWasFreed) {
  if (kIsSanitized) GTEST_SKIP() << "the allocator is a sanitizer's";
  std::vector<std::string> pieces = Pieces();
  const std::size_t full = ResidentBytes();
  pieces.clear();
  GiveBackFreedMemory();
  EXPECT_LT(ResidentBytes(), full - 32 * kMegabyte);
}

}  // namespace
}  // namespace checkback
