#include <fmt/format.h>
#include <gtest/gtest.h>

#include "cli/one_page.h"
#include "cli/pipeline.h"
#include "follow/passed_over.h"
#include "page/warc_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::Gzip, samples::Http, samples::Record, samples::ScratchFile;

std::string ArchiveOf(int records) {
  std::string bytes;
  for (int i = 0; i < records; ++i) {
    std::string member = Gzip(Record(i, Http(fmt::format("<h1>Page {}</h1><p>The dam holds.", i))));
    if (i % 10 == 3) member[member.size() - 6] ^= 1;
    bytes += member;
    if (i % 10 == 5) bytes += Gzip(Record(i, Http("JFIF", "", "image/jpeg")));
  }
  return bytes;
}

struct Outcome {
  std::string out, complaints;
  Tally tally;
  std::vector<std::string> notes;
};

Outcome RunWith(const std::string& path, unsigned threads) {
  Outcome run;
  InputReader inputs({}, InputReader::Kind::kAsItLooks);
  inputs.AddArchive(path);
  const PipelineEnds ends = {
      .write =
          [&](std::string_view bytes) {
            run.out += bytes;
            return true;
          },
      .complain = [&](std::string_view what) { (run.complaints += what) += '\n'; },
      .answer = [](Input& input) { return AnswerOf(input, {}, JsonOf::kExtracted); },
  };
  run.tally = AnswerInOrder(inputs, ends, threads);
  run.notes = inputs.notes();
  return run;
}

TEST(ExtractArchive, GivesTheSameBytesForAnyNumberOfThreads) {
  const ScratchFile file(ArchiveOf(100));
  const Outcome alone = RunWith(file.path(), 1);
  EXPECT_EQ(alone.tally.answered, 100U);
  EXPECT_EQ(alone.tally.failed, 10U);
  EXPECT_EQ(alone.notes, std::vector{file.path() + ": 10 records are no pages: image/jpeg 10"});
  const Outcome together = RunWith(file.path(), 3);
  EXPECT_EQ(together.out, alone.out);
  EXPECT_EQ(together.complaints, alone.complaints);
}

TEST(ExtractArchive, NamesTheByteOfADamagedRecord) {
  const std::string one = Gzip(Record(1, Http("<p>a")));
  const ScratchFile file(one + one.substr(0, 30));
  const Outcome run = RunWith(file.path(), 1);
  EXPECT_NE(run.complaints.find(fmt::format("{} at byte {}: ", file.path(), one.size())),
            std::string::npos)
      << run.complaints;
}

TEST(ExtractArchive, IsAnErrorWhereItIsNone) {
  const ScratchFile file("<p>a page", ".html");
  const Outcome run = RunWith(file.path(), 1);
  EXPECT_EQ(run.tally.failed, 1U);
  EXPECT_NE(run.complaints.find("no web archive"), std::string::npos);
}

}  // namespace
}  // namespace checkback
