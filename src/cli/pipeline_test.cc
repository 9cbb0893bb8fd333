#include "cli/pipeline.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include "page/page.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

std::string NumberedLines(int n) {
  std::string lines;
  for (int i = 1; i <= n; ++i) lines += fmt::format("{{\"page\":{}}}\n", i);
  return lines;
}

struct Outcome {
  std::string out, complaints;
  Tally tally;
};

Outcome RunWith(const std::string& path, unsigned threads,
                const std::function<Answer(Input&)>& answer,
                std::size_t takes = std::string::npos) {
  Outcome run;
  InputReader inputs({path}, InputReader::Kind::kAsItLooks);
  const PipelineEnds ends = {
      .write =
          [&](std::string_view bytes) {
            run.out += bytes;
            return run.out.size() < takes;
          },
      .complain = [&](std::string_view what) { (run.complaints += what) += '\n'; },
      .answer = answer,
  };
  run.tally = AnswerInOrder(inputs, ends, threads);
  return run;
}

TEST(ExtractPipeline, GivesTheSameBytesForAnyNumberOfThreads) {
  const samples::ScratchFile file(NumberedLines(500));
  const auto answer = [](Input& input) {
    if (input.line % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
    return Answer{input.bytes, input.line % 100 == 0 ? input.Place() : ""};
  };
  const Outcome alone = RunWith(file.path(), 1, answer);
  EXPECT_EQ(alone.out, NumberedLines(500));
  EXPECT_EQ(alone.tally.failed, 5U);
  for (const unsigned threads : {2U, 3U, 8U}) {
    const Outcome together = RunWith(file.path(), threads, answer);
    EXPECT_EQ(together.out, alone.out) << threads;
    EXPECT_EQ(together.complaints, alone.complaints) << threads;
    EXPECT_EQ(together.tally.answered, 500U);
  }
}

TEST(ExtractPipeline, HoldsNoMorePagesThanItsWindow) {
  const samples::ScratchFile file(NumberedLines(300));
  std::atomic<int> under_way = 0;
  std::atomic<int> most = 0;
  std::atomic<bool> first_done = false;
  const auto answer = [&](Input& input) {
    most = std::max<int>(most, ++under_way);
    // The first page is slow: the others may run ahead only as far as the window goes.
    if (input.line == 1) std::this_thread::sleep_for(std::chrono::milliseconds(50));
    if (input.line == 1) first_done = true;
    if (!first_done) {
      EXPECT_LE(input.line, 17U);
    }
    --under_way;
    return Answer{input.bytes, ""};
  };
  EXPECT_EQ(RunWith(file.path(), 4, answer).out, NumberedLines(300));
  EXPECT_LE(most, 4);
}

TEST(ExtractPipeline, EndsWhenNobodyTakesTheOutput) {
  const samples::ScratchFile file(NumberedLines(5000));
  for (const unsigned threads : {1U, 4U}) {
    std::atomic<int> answered = 0;
    const Outcome run = RunWith(
        file.path(), threads,
        [&](Input& input) {
          ++answered;
          return Answer{input.bytes + std::string(1000, ' '), ""};
        },
        100);
    EXPECT_LT(answered, 5000);
  }
}

TEST(ExtractInput, IsLinesWithoutTheBlankOnes) {
  const samples::ScratchFile file("{\"a\":1}\r\n\n   \n{\"b\":2}");
  InputReader reader({file.path()}, InputReader::Kind::kAsItLooks);
  Input input;
  ASSERT_TRUE(reader.Next(input));
  EXPECT_EQ(input.line, 1U);
  ASSERT_TRUE(reader.Next(input));
  EXPECT_EQ(input.bytes, "{\"b\":2}");
  EXPECT_EQ(input.line, 4U);
  EXPECT_FALSE(reader.Next(input));
}

TEST(ExtractInput, IsToldByItsFirstBytes) {
  struct Case {
    std::string_view bytes;
    std::size_t line;  // of the first input; 0: a whole file
    std::string_view first;
  };
  constexpr Case kCases[] = {
      {"{\"a\":1}\n{\"b\":2}", 1, "{\"a\":1}"},    {"\n { \"a\":1}\n", 2, " { \"a\":1}"},
      {"\xEF\xBB\xBF{\"a\":1}\n", 1, "{\"a\":1}"}, {"{% if x %}<p>a", 0, "{% if x %}<p>a"},
      {"Talks go on\n", 0, "Talks go on\n"},
  };
  for (const Case& c : kCases) {
    const samples::ScratchFile file{std::string(c.bytes)};
    InputReader reader({file.path()}, InputReader::Kind::kAsItLooks);
    Input input;
    ASSERT_TRUE(reader.Next(input));
    EXPECT_EQ(input.line, c.line) << c.bytes;
    EXPECT_EQ(input.bytes, c.first);
  }
}

TEST(ExtractInput, GoesOnAfterALineThatIsTooLong) {
  const samples::ScratchFile file("{\"url\":\"x\",\"html\":\"" + std::string(kMaxPageBytes, 'a') +
                                  "\"}\n{\"b\":2}\n");
  InputReader reader({file.path()}, InputReader::Kind::kAsItLooks);
  Input input;
  ASSERT_TRUE(reader.Next(input));
  ASSERT_TRUE(input.error);
  EXPECT_EQ(input.error->code, Errc::kTooLarge);
  EXPECT_TRUE(input.bytes.starts_with("{\"url\":\"x\""));
  ASSERT_TRUE(reader.Next(input));
  EXPECT_FALSE(input.error);
  EXPECT_EQ(input.bytes, "{\"b\":2}");
}

TEST(ExtractInput, IsOnePageWhereItDoesNotLookLikeJson) {
  const samples::ScratchFile file("\n <html><p>a\n<p>b");
  InputReader reader({file.path(), "no-such-file"}, InputReader::Kind::kAsItLooks);
  Input input;
  ASSERT_TRUE(reader.Next(input));
  EXPECT_EQ(input.bytes, "\n <html><p>a\n<p>b");
  EXPECT_EQ(input.Place(), file.path());
  ASSERT_TRUE(reader.Next(input));
  ASSERT_TRUE(input.error);
  EXPECT_EQ(input.error->code, Errc::kNotFound);
  EXPECT_EQ(input.Place(), "no-such-file");
  EXPECT_FALSE(reader.Next(input));
}

}  // namespace
}  // namespace checkback
