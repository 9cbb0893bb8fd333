#include "store/store_watch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "store/current_file.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

TEST(StoreWatch, NoticesWhatOthersCommit) {
  const std::string folder =
      (fs::path(testing::TempDir()) / fmt::format("watch_{}", getpid())).string();
  fs::remove_all(folder);
  fs::create_directories(folder);
  StoreWatch watch(folder);
  EXPECT_FALSE(watch.Changed());  // there is no store yet

  ASSERT_TRUE(WriteCurrent(folder, 1));
  auto writer = Database::Open(folder + "/" + IndexName(1), Database::Mode::kWrite);
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->Run("pragma journal_mode = wal; create table t (a integer)"));
  EXPECT_TRUE(watch.Changed().value());
  EXPECT_FALSE(watch.Changed().value());
  ASSERT_TRUE(writer->Run("insert into t values (1)"));
  EXPECT_TRUE(watch.Changed().value());
  EXPECT_FALSE(watch.Changed().value());

  ASSERT_TRUE(Database::Open(folder + "/" + IndexName(2), Database::Mode::kWrite));
  ASSERT_TRUE(WriteCurrent(folder, 2));  // a rebuild
  EXPECT_TRUE(watch.Changed().value());
  EXPECT_FALSE(watch.Changed().value());
  fs::remove_all(folder);
}

}  // namespace
}  // namespace checkback
