#include "store/written_at.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "store/store.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

void SetTime(const std::string& path, Instant time) {
  const timespec then{time.time_since_epoch().count(), 0};
  const timespec times[] = {then, then};
  ASSERT_EQ(utimensat(AT_FDCWD, path.c_str(), times, 0), 0) << path;
}

TEST(WhenAStoreWasWritten, IsWhenTheLastOfItsFilesWas) {
  const samples::ScratchFolder folder;
  const std::string store = folder / "store";
  EXPECT_EQ(WrittenAt(store), std::nullopt);
  Store::Options write;
  write.access = Store::Access::kWrite;
  ASSERT_TRUE(Store::Open(store, write));
  const Instant early = *ParseInstant("2025-05-14T06:00:00Z");
  for (const auto& file : std::filesystem::directory_iterator(store))
    if (file.is_regular_file()) SetTime(file.path(), early);
  EXPECT_EQ(WrittenAt(store), early);
  SetTime(store + "/index-000001.db", early + std::chrono::hours(1));
  EXPECT_EQ(WrittenAt(store), early + std::chrono::hours(1));
  SetTime(store + "/CURRENT", early + std::chrono::hours(2));
  EXPECT_EQ(WrittenAt(store), early + std::chrono::hours(2));
  std::ofstream(store + "/index-000001.db-wal") << "";
  SetTime(store + "/index-000001.db-wal", early + std::chrono::hours(3));
  EXPECT_EQ(WrittenAt(store), early + std::chrono::hours(3));
}

}  // namespace
}  // namespace checkback
