#include "store/fetch_log.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "page/gzip_member.h"
#include "page/warc_writer.h"
#include "store/store.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;
using std::chrono::days;
using std::chrono::hours;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kTuesday = *ParseInstant("2025-05-13T09:30:00Z");

// What a feed said: `bytes` of it do not pack.
std::string Said(const std::string& url, Instant at, std::size_t bytes = 100) {
  static GzipDeflater deflater(1);
  std::mt19937 random(static_cast<unsigned>(bytes));
  std::string block = "HTTP/1.1 200 OK\r\n\r\n";
  for (std::size_t i = 0; i < bytes; ++i) block += static_cast<char>(random() % 256);
  return PackRecord({.type = WarcType::kResponse,
                     .target_uri = url,
                     .date = at,
                     .content_type = kHttpResponse,
                     .block = block},
                    DigestKind::kSha256, deflater)
      ->member;
}

class FetchLogTest : public testing::Test {
 protected:
  void Open(Instant now, FetchLog::Options options = {}) {
    log_.reset();
    auto log = FetchLog::Open(folder_.path(), std::move(options), now);
    ASSERT_TRUE(log) << log.error().what;
    log_ = std::move(*log);
  }
  void Append(const std::string& url, Instant at, std::size_t bytes = 100) {
    ASSERT_TRUE(log_->Append(Said(url, at, bytes), at));
    ASSERT_TRUE(log_->Sync());
  }
  std::vector<std::string> Files() const {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder_ / "fetches"))
      files.push_back(entry.path().filename());
    std::sort(files.begin(), files.end());
    return files;
  }
  std::vector<std::string> Held(std::optional<Instant> since = {}) const {
    std::vector<std::string> urls;
    const auto read =
        ForEachLoggedRecord(folder_.path(), since, [&](std::int64_t, const WarcRecord& record) {
          urls.push_back(record.target_uri);
          return true;
        });
    EXPECT_TRUE(read) << read.error().what;
    return urls;
  }
  std::vector<std::string> Wrong() const { return CheckFetchLog(folder_.path())->wrong; }
  fs::path File(int number) const {
    return folder_ / "fetches" / fmt::format("{:06}.warc.gz", number);
  }

  samples::ScratchFolder folder_;
  std::unique_ptr<FetchLog> log_;
};

TEST_F(FetchLogTest, ADayHasASegmentOfItsOwn) {
  Open(kTuesday);
  Append("https://a.example/rss", kTuesday);
  Append("https://b.example/rss", kTuesday + hours(3));
  Append("https://a.example/rss", kTuesday + days(1));
  EXPECT_THAT(Files(), ElementsAre("000001.warc.gz", "000002.warc.gz"));
  EXPECT_THAT(Held(), ElementsAre("https://a.example/rss", "https://b.example/rss",
                                  "https://a.example/rss"));
  EXPECT_THAT(Held(kTuesday + days(1)), ElementsAre("https://a.example/rss"));
  Open(kTuesday + days(1));  // goes on in it
  Append("https://c.example/rss", kTuesday + days(1) + hours(1));
  EXPECT_THAT(Files(), ElementsAre("000001.warc.gz", "000002.warc.gz"));
  EXPECT_EQ(CheckFetchLog(folder_.path())->records, 4U);
  EXPECT_THAT(Wrong(), IsEmpty());
}

TEST_F(FetchLogTest, WhatIsTooOldGoesButNeverTheNewest) {
  Open(kTuesday, {.keep = days(3)});
  for (int day = 0; day < 6; ++day)
    Append(fmt::format("https://a.example/{}", day), kTuesday + days(day));
  EXPECT_THAT(Held(), ElementsAre("https://a.example/2", "https://a.example/3",
                                  "https://a.example/4", "https://a.example/5"));
  Open(kTuesday + days(365), {.keep = days(3)});  // nobody followed for a year
  EXPECT_THAT(Held(), ElementsAre("https://a.example/5"));
}

TEST_F(FetchLogTest, WhatIsTooMuchGoes) {
  constexpr std::uint64_t kMost = 100'000;
  const FetchLog::Options options{.most_bytes = kMost, .segment_bytes = 20'000};
  Open(kTuesday, options);
  for (int n = 0; n < 60; ++n) Append(fmt::format("https://a.example/{}", n), kTuesday, 5'000);
  EXPECT_LE(CheckFetchLog(folder_.path())->bytes, kMost + 6'000) << "by no more than a record";
  const std::vector<std::string> held = Held();
  EXPECT_GE(held.size(), 12U);
  EXPECT_EQ(held.back(), "https://a.example/59");
  EXPECT_THAT(Wrong(), IsEmpty());
}

TEST_F(FetchLogTest, ARecordThatWasBeingWrittenIsCutOffAndNothingElse) {
  Open(kTuesday);
  Append("https://a.example/rss", kTuesday);
  const std::uintmax_t whole = fs::file_size(File(1));
  Append("https://b.example/rss", kTuesday);
  log_.reset();
  const std::uintmax_t both = fs::file_size(File(1));
  // The power goes at any byte of the second record, or of the first one of the file.
  for (const std::uintmax_t left : {both - 1, (whole + both) / 2, whole + 1, std::uintmax_t{30}}) {
    SCOPED_TRACE(left);
    fs::resize_file(File(1), left);
    EXPECT_THAT(Wrong(), IsEmpty()) << "as long as nobody writes, it is only the end of it";
    Open(kTuesday + hours(1));
    EXPECT_GT(log_->cut_off(), 0U);
    if (left > whole) {
      EXPECT_THAT(Held(), ElementsAre("https://a.example/rss"));
    } else {
      EXPECT_THAT(Held(), IsEmpty());
    }
    Append("https://c.example/rss", kTuesday + hours(1));
    EXPECT_EQ(Held().back(), "https://c.example/rss");
    EXPECT_THAT(Wrong(), IsEmpty());
    log_.reset();
  }
}

TEST_F(FetchLogTest, DamageIsNamedAndPassedOver) {
  Open(kTuesday);
  for (const char* host : {"a", "b", "c"})
    Append(fmt::format("https://{}.example/rss", host), kTuesday, 3'000);
  log_.reset();
  {
    std::fstream file(File(1), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(fs::file_size(File(1)) / 2));
    file << "not what it was";
  }
  EXPECT_THAT(Wrong(), ElementsAre(HasSubstr("000001.warc.gz at byte ")));
  EXPECT_THAT(Held(), ElementsAre("https://a.example/rss", "https://c.example/rss"));
  Open(kTuesday);  // what whole records follow stays
  Append("https://d.example/rss", kTuesday);
  EXPECT_EQ(Held().size(), 3U);
}

TEST_F(FetchLogTest, NothingIsThereWhereNothingWasFetched) {
  EXPECT_THAT(Held(), IsEmpty());
  EXPECT_EQ(CheckFetchLog(folder_.path())->records, 0U);
  EXPECT_FALSE(fs::exists(folder_ / "fetches"));
}

TEST_F(FetchLogTest, ARebuildLeavesItAlone) {
  Open(kTuesday);
  Append("https://a.example/rss", kTuesday);
  log_.reset();
  const auto bytes = [&] {
    std::ifstream file(File(1), std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  const std::string before = bytes();
  Store::Options options;
  options.access = Store::Access::kWrite;
  ASSERT_TRUE(Store::Open(folder_.path(), options));
  options.access = Store::Access::kRebuild;
  auto rebuilt = Store::Open(folder_.path(), options);
  ASSERT_TRUE(rebuilt) << rebuilt.error().what;
  ASSERT_TRUE((*rebuilt)->CommitRebuild());
  EXPECT_EQ(bytes(), before);
  EXPECT_THAT(Files(), ElementsAre("000001.warc.gz"));
}

}  // namespace
}  // namespace checkback
