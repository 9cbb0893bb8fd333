#include "reading/reading_model.h"

#include <gtest/gtest.h>

#include "reading/parse.h"

namespace checkback {
namespace {

TEST(ReadingModels, NameTheModelsAndTheRules) {
  const std::string& english = ReadingModelOf("en");
  EXPECT_EQ(english.substr(0, 9), "en names ");
  EXPECT_NE(english.find(" parser "), std::string::npos);
  EXPECT_NE(english.find(" rules "), std::string::npos);
  const std::string parser(ParserVersion("en").substr(3));
  ASSERT_FALSE(parser.empty());
  EXPECT_NE(english.find(parser), std::string::npos) << "the same checksum as in `parser`";
  EXPECT_EQ(ReadingModelOf("en-GB"), english);
  EXPECT_EQ(ReadingModelOf("und"), english);
}

TEST(ReadingModels, OfOtherLanguagesAreTheirOwn) {
  EXPECT_EQ(ReadingModelOf("de").substr(0, 9), "de rules ");
  EXPECT_EQ(ReadingModelOf("xx"), "");
}

}  // namespace
}  // namespace checkback
