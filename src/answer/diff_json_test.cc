#include "answer/diff_json.h"

#include <gtest/gtest.h>

#include "text/json.h"

namespace checkback {
namespace {

TEST(DiffJson, HoldsWasNowAndWhat) {
  Article was;
  was.headline = "Talks end";
  was.text = "Oro will send nine officials.";
  Article now = was;
  now.text = "Oro will send seven officials. Nobody spoke.";
  const auto json = Json::Parse(DiffAsJson({"a", false, {}, was}, {"b", false, {}, now},
                                           CompareArticles(was, now), DiffArticles(was, now)));
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["change"].Text(), "version");
  const Json& number = (*json)["changes"][0];
  EXPECT_EQ(number["was"].Text(), "Oro will send nine officials.");
  EXPECT_EQ(number["now"].Text(), "Oro will send seven officials.");
  EXPECT_EQ(number["what"].Text(), "number");
  EXPECT_EQ(number["taken_out"].Text(), "nine");
  EXPECT_EQ(number["put_in"].Text(), "seven");
  const Json& added = (*json)["changes"][1];
  EXPECT_TRUE(added["was"].is_null());
  EXPECT_EQ(added["now"].Text(), "Nobody spoke.");
  EXPECT_EQ(added["now_start"].Number(), 31);
  EXPECT_TRUE((*json)["from"]["url"].is_null());
}

}  // namespace
}  // namespace checkback
