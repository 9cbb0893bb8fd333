#include "follow/fetch/fetch_record.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

#include "follow/fetch/fetching_sample.h"
#include "follow/fetch/server_sample.h"
#include "page/warc_page.h"
#include "page/warc_writer.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view kPage =
    "<html lang=en><head><title>Storm closes port</title></head><body><article><h1>Storm closes "
    "port</h1><p>A storm closed the port of Arden on Monday, the harbour master said.</p><p>Ships "
    "wait outside the bay, and the ferries are to sail again on Tuesday at noon.</p></article>";

constexpr FetchTime kNow = FetchTime(std::chrono::hours(500'000));
constexpr std::string_view kUrl = "http://a.example/storm";

FetchAnswer Fetched(const std::string& said, const std::string& etag = "") {
  ServerSample server([&](const AskedSample&) { return Says(said); });
  FetcherOptions options = FastOptions(server);
  options.clock = [] { return kNow + std::chrono::milliseconds(999); };
  return FetchOne(options, {.url = std::string(kUrl), .etag = etag, .ask_robots = false});
}

// What stands in an archive after `member` was appended.
std::vector<WarcRecord> ReadBack(std::string_view member) {
  const samples::ScratchFile file;
  {
    auto writer = WarcWriter::Open(file.path(), {});
    EXPECT_TRUE(writer->AppendMember(member));
  }
  auto reader = WarcReader::Open(file.path());
  std::vector<WarcRecord> records;
  for (auto record = reader->Next(); record && record->has_value(); record = reader->Next())
    records.push_back(std::move(**record));
  EXPECT_TRUE(reader->TakeDamages().empty());
  return records;
}

RawRecord RecordOf(const FetchAnswer& answer, const std::optional<CapturedBefore>& before = {}) {
  GzipDeflater deflater(1);
  Result<RawRecord> raw = RecordOfFetch(answer, before, deflater);
  EXPECT_TRUE(raw) << raw.error().what;
  return raw ? std::move(*raw) : RawRecord{};
}

TEST(FetchRecord, APageIsKeptToTheByteAndReadBack) {
  const std::string html = "Content-Type: text/html; charset=utf-8\r\n";
  const std::string whole(kPage);
  const std::string chunks =
      fmt::format("{:x}\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", 100,
                  whole.substr(0, 100), whole.size() - 100, whole.substr(100));
  const std::string packed = GzipDeflater(6).Deflate(kPage);
  for (const std::string& said : std::initializer_list<std::string>{
           OkSample(kPage, html), OkSample(packed, html + "Content-Encoding: gzip\r\n"),
           fmt::format("HTTP/1.1 200 OK\r\n{}Transfer-Encoding: chunked\r\n"
                       "Connection: close\r\n\r\n{}",
                       html, chunks),
           fmt::format("HTTP/1.0 200\r\n{}\r\n{}", html, whole)}) {
    SCOPED_TRACE(said.substr(0, said.find("\r\n\r\n")));
    const FetchAnswer answer = Fetched(said);
    ASSERT_EQ(answer.outcome, FetchOutcome::kFetched) << answer.why;
    EXPECT_EQ(answer.body, kPage);
    RawRecord raw = RecordOf(answer);
    EXPECT_EQ(raw.record.block, said) << "to the byte";

    std::vector<WarcRecord> records = ReadBack(raw.member);
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].type, WarcType::kResponse);
    EXPECT_EQ(records[0].block, said);
    EXPECT_EQ(records[0].block_digest, DigestCheck::kMatches);
    EXPECT_EQ(records[0].payload_digest, DigestCheck::kMatches);
    EXPECT_EQ(records[0].Header("WARC-IP-Address"), "127.0.0.1");
    EXPECT_EQ(records[1].type, WarcType::kRequest);
    EXPECT_EQ(records[1].block, answer.request_head);
    EXPECT_EQ(records[1].Header("WARC-Concurrent-To"), records[0].id);
    EXPECT_FALSE(HoldsCapture(records[1]));

    ASSERT_TRUE(HoldsCapture(raw.record));
    const Result<Page> page = ReadWarcPage(records[0], {});
    ASSERT_TRUE(page) << page.error().what;
    EXPECT_EQ(page->content, kPage);
    EXPECT_EQ(page->url, kUrl);
    EXPECT_EQ(page->seen_at, SeenAt(answer));
    const NewCapture now = DeriveCapture(std::move(raw.record));
    const NewCapture again = DeriveCapture(std::move(records[0]));
    EXPECT_EQ(now.trouble, "");
    EXPECT_EQ(now.id, again.id);
    EXPECT_EQ(now.version_key, again.version_key);
    EXPECT_EQ(now.article, again.article);
  }
}

TEST(FetchRecord, WhatDidNotChangeIsARevisit) {
  const FetchAnswer first = Fetched(OkSample(kPage, "Content-Type: text/html\r\nETag: \"1\"\r\n"));
  const CapturedBefore before = {first.url, SeenAt(first), PayloadDigestOf(first)};
  const FetchAnswer same = Fetched(OkSample(kPage, "Content-Type: text/html\r\nX-Now: 2\r\n"));
  const FetchAnswer not_modified =
      Fetched("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\nConnection: close\r\n\r\n", "\"1\"");
  ASSERT_EQ(not_modified.outcome, FetchOutcome::kNotModified) << not_modified.why;
  for (const auto& [answer, profile] :
       {std::pair(&same, kIdenticalPayload), std::pair(&not_modified, kNotModified)}) {
    RawRecord raw = RecordOf(*answer, before);
    std::vector<WarcRecord> records = ReadBack(raw.member);
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].type, WarcType::kRevisit);
    EXPECT_EQ(records[0].block, answer->response_head) << "without a body";
    ASSERT_TRUE(records[0].revisit);
    EXPECT_EQ(records[0].revisit->profile, profile);
    EXPECT_EQ(records[0].revisit->date, before.seen_at);
    EXPECT_EQ(records[0].revisit->target_uri, kUrl);
    EXPECT_EQ(records[0].revisit->payload_digest, before.payload_digest);
    ASSERT_TRUE(HoldsCapture(raw.record));
    ASSERT_TRUE(HoldsCapture(records[0]));
    const NewCapture now = DeriveCapture(std::move(raw.record));
    EXPECT_TRUE(now.is_revisit);
    EXPECT_EQ(now.refers_to, before.seen_at);
    EXPECT_EQ(now.id, DeriveCapture(std::move(records[0])).id);
  }
  const FetchAnswer other = Fetched(OkSample("<p>Other.</p>", "Content-Type: text/html\r\n"));
  EXPECT_EQ(RecordOf(other, before).record.type, WarcType::kResponse);
  GzipDeflater deflater(1);
  EXPECT_FALSE(RecordOfFetch(not_modified, {}, deflater)) << "of what is not known";
}

TEST(FetchRecord, WhatIsNoPageIsKeptForArchivesAlone) {
  for (const std::string& said : std::initializer_list<std::string>{
           AnswerSample("404 Not Found", "Content-Type: text/html\r\n", "none"),
           OkSample("<rss/>", "Content-Type: application/rss+xml\r\n")}) {
    const RawRecord raw = RecordOf(Fetched(said));
    EXPECT_FALSE(HoldsCapture(raw.record));
    EXPECT_EQ(ReadBack(raw.member).size(), 2u);
  }
  GzipDeflater deflater(1);
  const auto nothing = RecordOfFetch(Fetched(""), {}, deflater);
  ASSERT_FALSE(nothing);
  EXPECT_THAT(nothing.error().what, HasSubstr("nothing was received"));
}

TEST(FetchRecord, HttpTwoIsWrittenAsArchivesHaveIt) {
  FetchAnswer answer;
  answer.outcome = FetchOutcome::kFetched;
  answer.url = "https://a.example/";
  answer.http2 = true;
  answer.request_head = "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n";
  answer.response_head = "HTTP/1.1 200 \r\ncontent-type: text/html\r\n\r\n";
  answer.wire = kPage;
  const std::vector<WarcRecord> records = ReadBack(RecordOf(answer).member);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].Header("WARC-Protocol"), "h2");
  EXPECT_THAT(records[0].block, StartsWith("HTTP/1.1 200 \r\n"));
  EXPECT_TRUE(HoldsCapture(records[0]));
}

}  // namespace
}  // namespace checkback
