#include "story/told/linear_model.h"

#include <gtest/gtest.h>

#include <array>

namespace checkback {
namespace {

TEST(LinearModel, WeighsMeasuresByTheirNames) {
  constexpr std::array<std::string_view, 3> kNames = {"share", "place", "asks"};
  const LinearModel model =
      ReadLinearModel("# from nowhere\nbias -1.5\nplace 2\nshare 0.5\nunknown 9\n", kNames);
  EXPECT_EQ(model.Sum(std::array{1.0, 1.0, 7.0}), 1.0);
  EXPECT_EQ(model.Sum(std::array{0.0, 0.0, 0.0}), -1.5);
}

}  // namespace
}  // namespace checkback
