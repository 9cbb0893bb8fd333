#include "cli/one_page.h"

#include <gtest/gtest.h>

#include "text/json.h"

namespace checkback {
namespace {

std::string Extracted(unsigned threads) {
  InputReader inputs({CHECKBACK_SOURCE "/tests/cases"}, InputReader::Kind::kAsItLooks);
  AnswerOptions options;
  options.file_urls = true;
  options.seen_at = ParseInstant("2025-12-31T12:00:00Z");
  std::string out;
  std::string complaints;
  const PipelineEnds ends = {
      .write =
          [&](std::string_view bytes) {
            out += bytes;
            return true;
          },
      .complain = [&](std::string_view what) { (complaints += what) += '\n'; },
      .answer = [&](Input& input) { return AnswerOf(input, options, JsonOf::kExtracted); },
  };
  AnswerInOrder(inputs, ends, threads);
  return out + complaints;
}

// Every case of the tree, twice in other orders and beside other pages.
TEST(ExtractPages, GivesTheSameArticlesOnAnyNumberOfThreads) {
  const std::string alone = Extracted(1);
  EXPECT_GT(alone.size(), 10000U);
  EXPECT_EQ(Extracted(4), alone);
  EXPECT_EQ(Extracted(4), alone);
}

TEST(ExtractPages, GiveALineForAPageThatCannotBeRead) {
  Input input{.name = "gone.html",
              .line = 0,
              .bytes = "",
              .error = Error{Errc::kNotFound, "No such file or directory"}};
  AnswerOptions options;
  options.file_urls = true;
  const Answer answer = AnswerOf(input, options, JsonOf::kExtracted);
  EXPECT_EQ(answer.complaint, "gone.html: No such file or directory");
  const Result<Json> json = Json::Parse(answer.line);
  ASSERT_TRUE(json);
  EXPECT_TRUE((*json)["url"].Text().starts_with("file:///"));
  EXPECT_EQ((*json)["error"]["code"].Text(), "not_found");
}

TEST(ExtractPages, HaveTheirPlaceAsUrl) {
  EXPECT_EQ(FileUrl("/tmp/a b/ü.html"), "file:///tmp/a%20b/%C3%BC.html");
  EXPECT_EQ(FileUrl("/tmp/./x/../y.html"), "file:///tmp/y.html");
}

}  // namespace
}  // namespace checkback
