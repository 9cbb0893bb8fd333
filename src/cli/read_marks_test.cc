#include "cli/read_marks.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

class ReadMarksTest : public testing::Test {
 protected:
  ReadMarks Marks(const std::string& store = "/some/store") {
    return ReadMarks::Of(folder_.path(), store);
  }
  static Instant Hour(int hour) {
    return *ParseInstant(fmt::format("2025-05-14T{:02}:00:00Z", hour));
  }

  samples::ScratchFolder folder_;
};

TEST_F(ReadMarksTest, ThereIsNoneBeforeTheFirstLook) {
  EXPECT_EQ(Marks().Last("k5wq"), std::nullopt);
  EXPECT_EQ(Marks().LastOfAll(), std::nullopt);
}

TEST_F(ReadMarksTest, AreKeptForEachStoreAndStory) {
  ReadMarks marks = Marks();
  marks.Look("k5wq", Hour(9));
  ASSERT_TRUE(marks.Keep());
  EXPECT_EQ(Marks().Last("k5wq"), Hour(9));
  EXPECT_EQ(Marks().Last("7h2m"), std::nullopt);
  EXPECT_EQ(Marks("/another").Last("k5wq"), std::nullopt);
}

TEST_F(ReadMarksTest, ALookAtAllCountsForEach) {
  ReadMarks marks = Marks();
  marks.Look("k5wq", Hour(9));
  marks.Look("7h2m", Hour(12));
  marks.LookAtAll(Hour(10));
  ASSERT_TRUE(marks.Keep());
  EXPECT_EQ(Marks().LastOfAll(), Hour(10));
  EXPECT_EQ(Marks().Last("k5wq"), Hour(10));
  EXPECT_EQ(Marks().Last("7h2m"), Hour(12));
}

TEST_F(ReadMarksTest, NeverGoBack) {
  ReadMarks marks = Marks();
  marks.LookAtAll(Hour(10));
  marks.LookAtAll(Hour(8));
  marks.Look("k5wq", Hour(9));
  EXPECT_EQ(marks.Last("k5wq"), Hour(10));
}

TEST_F(ReadMarksTest, AFileThatSaysSomethingElseHoldsNone) {
  ReadMarks marks = Marks();
  marks.LookAtAll(Hour(10));
  ASSERT_TRUE(marks.Keep());
  for (const auto& entry : fs::recursive_directory_iterator(folder_.path())) {
    if (entry.is_regular_file()) std::ofstream(entry.path()) << "*\n* yesterday\n\nk5wq\n";
  }
  EXPECT_EQ(Marks().LastOfAll(), std::nullopt);
}

TEST_F(ReadMarksTest, SayWhereTheyCannotBeKept) {
  std::ofstream(folder_ / "checkback") << "a file";
  ReadMarks marks = Marks();
  marks.LookAtAll(Hour(10));
  const Result<void> kept = marks.Keep();
  ASSERT_FALSE(kept);
  EXPECT_NE(kept.error().what.find("not remembered"), std::string::npos) << kept.error().what;
}

}  // namespace
}  // namespace checkback
