#include "store/store_watch.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "store/current_file.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

TEST(StoreWatch, NoticesWhatOthersCommit) {
  const samples::ScratchFolder scratch;
  const std::string folder = scratch.path();
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
}

}  // namespace
}  // namespace checkback
