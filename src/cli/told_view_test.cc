#include "cli/told_view.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Sparklines, ShowHowANumberMoved) {
  EXPECT_EQ(SparklineOf({4, 7, 19, 17, 26}), "▁▂▆▅█");
  EXPECT_EQ(SparklineOf({3, 3}), "██");
  EXPECT_EQ(SparklineOf({3}), "");
  EXPECT_EQ(SparklineOf({}), "");
}

}  // namespace
}  // namespace checkback
