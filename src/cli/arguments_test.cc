#include "cli/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "cli/help.h"

namespace checkback {
namespace {

using testing::HasSubstr;

TEST(Arguments, AreReadAsTyped) {
  const Typed typed = ReadArguments(
      {"read", "--url=https://a.example/1", "--why", "--seen-at", "2025-05-14T09:30:00Z", "-"});
  ASSERT_TRUE(typed.arguments) << typed.to_stderr;
  EXPECT_EQ(typed.arguments->command, "read");
  EXPECT_EQ(typed.arguments->url, "https://a.example/1");
  EXPECT_EQ(typed.arguments->seen_at, "2025-05-14T09:30:00Z");
  EXPECT_TRUE(typed.arguments->why);
  EXPECT_EQ(typed.arguments->inputs, std::vector<std::string>{"-"});
}

TEST(Arguments, NameAFileThatLooksLikeAnOptionAfterTwoDashes) {
  const Typed typed = ReadArguments({"extract", "--", "--odd.html"});
  ASSERT_TRUE(typed.arguments) << typed.to_stderr;
  EXPECT_EQ(typed.arguments->inputs, std::vector<std::string>{"--odd.html"});
}

TEST(Arguments, ThatAreWrongSayWhatToTypeInstead) {
  struct Case {
    std::vector<std::string> words;
    std::string says;
  };
  const Case kCases[] = {
      {{}, "checkback --help"},
      {{"raed", "a.html"}, "did you mean `checkback read`?"},
      {{"extrakt"}, "did you mean `checkback extract`?"},
      {{"frobnicate"}, "checkback --help"},
      {{"read"}, "needs a FILE"},
      {{"read", "--jsno", "a.html"}, "did you mean --json?"},
      {{"extract", "--url", "x", "-"}, "extract has no option --url"},
      {{"read", "--html", "--text", "a"}, "only one of them"},
      {{"read", "--json", "a", "b"}, "checkback extract"},
      {{"diff", "a"}, "2 captures or files"},
      {{"diff", "a", "b", "c"}, "2 captures or files"},
      {{"read", "--color=blue", "a"}, "auto, always or never"},
      {{"extract", "--threads", "many", "-"}, "--threads"},
      {{"extract", "--threads", "100000", "-"}, "at most 256"},
  };
  for (const Case& c : kCases) {
    const Typed typed = ReadArguments(c.words);
    EXPECT_FALSE(typed.arguments);
    EXPECT_EQ(typed.exit_code, kExitUsage);
    EXPECT_THAT(typed.to_stderr, HasSubstr(c.says));
    EXPECT_TRUE(typed.to_stdout.empty());
  }
}

TEST(Arguments, AskForHelp) {
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"--help"},
                                             {"-h"},
                                             {"help"},
                                             {"read", "--help"},
                                             {"read", "x", "-h"},
                                             {"help", "extract"},
                                             {"--version"}}) {
    const Typed typed = ReadArguments(words);
    EXPECT_EQ(typed.exit_code, kExitOk);
    EXPECT_THAT(typed.to_stdout, HasSubstr("checkback"));
    EXPECT_TRUE(typed.to_stderr.empty());
  }
  EXPECT_THAT(ReadArguments({"read", "--help"}).to_stdout, HasSubstr("--seen-at TIME"));
}

TEST(Arguments, StandInTheManualPageOfTheTree) {
  std::ifstream file(CHECKBACK_SOURCE "/docs/man/checkback.1");
  std::stringstream bytes;
  bytes << file.rdbuf();
  EXPECT_EQ(bytes.str(), ManualPage())
      << "write it anew: build/checkback manual >docs/man/checkback.1";
}

}  // namespace
}  // namespace checkback
