#include "follow/derive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "page/warc_writer.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;

constexpr std::string_view kPage =
    "<html lang=en><head><title>Storm closes port</title></head><body><article><h1>Storm closes "
    "port</h1><p>A storm closed the port of Arden on Monday, the harbour master said.</p><p>Ships "
    "wait outside the bay, and the ferries are to sail again on Tuesday at noon.</p></article>";

RawRecord RecordOfLine(std::string line) {
  GzipDeflater deflater(1);
  Input input;
  input.name = "pages.jsonl";
  input.line = 1;
  input.bytes = std::move(line);
  Result<RawRecord> made = RecordOf(input, {}, deflater);
  EXPECT_TRUE(made) << made.error().what;
  return made ? std::move(*made) : RawRecord{};
}

// What stands in a segment after `member` was appended, read back.
WarcRecord ReadBack(std::string_view member) {
  const samples::ScratchFile file;
  {
    auto writer = WarcWriter::Open(file.path(), {});
    EXPECT_TRUE(writer->AppendMember(member));
  }
  auto reader = WarcReader::Open(file.path());
  auto record = reader->Next();
  EXPECT_TRUE(record && record->has_value());
  return record && record->has_value() ? std::move(**record) : WarcRecord{};
}

void ExpectSame(const NewCapture& a, const NewCapture& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.url, b.url);
  EXPECT_EQ(a.seen_at, b.seen_at);
  EXPECT_EQ(a.sha256, b.sha256);
  EXPECT_EQ(a.article, b.article);
  EXPECT_EQ(a.version_key, b.version_key);
  EXPECT_EQ(a.sketch, b.sketch);
  EXPECT_EQ(a.trouble, b.trouble);
}

TEST(Derive, GivesTheSameOfTheInputAndOfTheSegment) {
  for (
      const std::string_view line : {
          R"({"url":"https://a.example/1","seen_at":"2025-05-14T09:00:00Z","html":"<p>Hello there.</p>"})",
          R"({"url":"https://a.example/a b\u0007","seen_at":"2025-05-14T11:00:00+02:00","text":"date 2025-05-14 x\nStorm\n\nA storm came."})",
          R"({"url":"urn:x","seen_at":"2025-05-14T09:00:00Z","title":"T","body":"B","outlet":"O","published_at":"2025-05-13","extra":[1]})",
      }) {
    RawRecord raw = RecordOfLine(std::string(line));
    WarcRecord back = ReadBack(raw.member);
    EXPECT_EQ(back.block, line) << "a line is kept to the byte";
    EXPECT_TRUE(HoldsCapture(back));
    const NewCapture kept = DeriveCapture(std::move(back));
    EXPECT_EQ(kept.trouble, "");
    ExpectSame(DeriveCapture(std::move(raw.record)), kept);
  }
}

TEST(Derive, TellsCapturesApartByAddressTimeAndContent) {
  const auto id = [](std::string_view url, std::string_view time, std::string_view html) {
    return DeriveCapture(RecordOfLine(std::string(R"({"url":")") + std::string(url) +
                                      R"(","seen_at":")" + std::string(time) + R"(","html":")" +
                                      std::string(html) + R"("})")
                             .record)
        .id;
  };
  const std::string one = id("https://a.example/1", "2025-05-14T09:00:00Z", "<p>A</p>");
  EXPECT_EQ(one, id("https://a.example/1", "2025-05-14T11:00:00+02:00", "<p>A</p>"));
  EXPECT_NE(one, id("https://a.example/2", "2025-05-14T09:00:00Z", "<p>A</p>"));
  EXPECT_NE(one, id("https://a.example/1", "2025-05-14T09:00:01Z", "<p>A</p>"));
  EXPECT_NE(one, id("https://a.example/1", "2025-05-14T09:00:00Z", "<p>B</p>"));
  EXPECT_TRUE(LooksLikeCaptureId(one));
  EXPECT_EQ(one.size(), 20u);
}

TEST(Derive, GivesAPageTheSameIdInAnArchiveAndInALine) {
  WarcRecord record;
  record.version = "1.0";
  record.type = WarcType::kResponse;
  record.target_uri = "https://a.example/1";
  record.date = ParseInstant("2025-05-14T09:00:00Z");
  record.content_type = std::string(kHttpResponse);
  record.block =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + std::string(kPage);
  std::string quoted;
  for (const char c : kPage) quoted += c == '"' ? std::string("\\\"") : std::string(1, c);
  const NewCapture line = DeriveCapture(
      RecordOfLine(R"({"url":"https://a.example/1","seen_at":"2025-05-14T09:00:00Z","html":")" +
                   quoted + "\"}")
          .record);
  const NewCapture archived = DeriveCapture(std::move(record));
  EXPECT_EQ(archived.id, line.id);
  EXPECT_EQ(archived.article->headline, "Storm closes port");
}

TEST(Derive, KeepsWhatItCannotRead) {
  WarcRecord record;
  record.version = "1.0";
  record.type = WarcType::kResponse;
  record.target_uri = "https://a.example/1";
  record.date = ParseInstant("2025-05-14T09:00:00Z");
  record.block =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
      "\x1f\x8b\x08 and no more of it";
  const NewCapture capture = DeriveCapture(std::move(record));
  EXPECT_NE(capture.trouble, "");
  EXPECT_FALSE(capture.article);
  EXPECT_TRUE(LooksLikeCaptureId(capture.id));
}

TEST(Derive, SaysWhatCanBeNoCapture) {
  GzipDeflater deflater(1);
  Input line;
  line.line = 3;
  line.bytes = R"({"url":"https://a.example/1","html":"x"})";
  EXPECT_THAT(RecordOf(line, {}, deflater).error().what, HasSubstr("seen_at"));
  Input file;
  file.bytes = "<p>Hello";
  EXPECT_THAT(RecordOf(file, {}, deflater).error().what, HasSubstr("--seen-at"));
}

TEST(Derive, TakesARevisitForAVisit) {
  WarcRecord record;
  record.type = WarcType::kRevisit;
  record.target_uri = "https://a.example/1";
  record.date = ParseInstant("2025-05-14T10:00:00Z");
  record.block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n";
  record.revisit = WarcRevisit{};
  record.revisit->date = ParseInstant("2025-05-14T09:00:00Z");
  record.revisit->payload_digest = "sha1:ABC";
  ASSERT_TRUE(HoldsCapture(record));
  const NewCapture capture = DeriveCapture(std::move(record));
  EXPECT_TRUE(capture.is_revisit);
  EXPECT_EQ(capture.refers_to, ParseInstant("2025-05-14T09:00:00Z"));
}

}  // namespace
}  // namespace checkback
