#include "text/memory.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <fstream>
#include <string>
#include <vector>

#include "text/sanitized_samples.h"

namespace checkback {
namespace {

constexpr std::size_t kMegabyte = 1U << 20U;

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
  if (samples::kIsSanitized) GTEST_SKIP() << "the allocator is the sanitizer's";
  const std::size_t before = HeapBytesInUse();
  {
    const std::vector<std::string> pieces = Pieces();
    EXPECT_GT(HeapBytesInUse(), before + 60 * kMegabyte);
  }
  EXPECT_LT(HeapBytesInUse(), before + 8 * kMegabyte);
}

TEST(Memory, GivesBackWhatWasFreed) {
  if (samples::kIsSanitized) GTEST_SKIP() << "the allocator is the sanitizer's";
  std::vector<std::string> pieces = Pieces();
  const std::size_t full = ResidentBytes();
  pieces.clear();
  GiveBackFreedMemory();
  EXPECT_LT(ResidentBytes(), full - 32 * kMegabyte);
}

}  // namespace
}  // namespace checkback
