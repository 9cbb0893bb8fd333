#include "page/warc_writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>

#include "page/warc_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::Gzip, samples::Http, samples::Read, samples::ReadAll, samples::Record,
    samples::ScratchFile;

NewWarcRecord ResponseOf(std::string_view block) {
  return {.type = WarcType::kResponse,
          .target_uri = "https://example.org/1",
          .date = *ParseInstant("2025-05-14T06:30:00Z"),
          .content_type = kHttpResponse,
          .block = block};
}

// One record of every type that is written.
std::vector<WrittenRecord> WriteAllTypes(WarcWriter& writer, std::string_view http) {
  std::vector<WrittenRecord> written;
  const auto append = [&](NewWarcRecord record) {
    record.date = *ParseInstant("2025-05-14T06:30:00Z");
    const Result<WrittenRecord> one = writer.Append(record);
    ASSERT_TRUE(one) << one.error().what;
    written.push_back(*one);
  };
  const std::string info = WarcFields({{"software", "checkback"}, {"format", "WARC\n1.1"}});
  const std::string request = "GET /1 HTTP/1.1\r\nHost: example.org\r\n\r\n";
  const WarcRevisit revisit = {.target_uri = "https://example.org/1",
                               .date = ParseInstant("2025-05-14T06:30:00Z"),
                               .record_id = "<urn:uuid:00000000-0000-8000-8000-000000000000>",
                               .payload_digest = WarcDigest(DigestKind::kSha1, "<p>x"),
                               .profile = std::string(kIdenticalPayload)};
  append({.type = WarcType::kWarcinfo, .content_type = kWarcFields, .block = info});
  append({.type = WarcType::kRequest,
          .target_uri = "https://example.org/1",
          .content_type = kHttpRequest,
          .block = request});
  append({.type = WarcType::kResponse,
          .target_uri = "https://example.org/1",
          .content_type = kHttpResponse,
          .block = http,
          .more = {{"WARC-Concurrent-To", written.back().id}}});
  append({.type = WarcType::kRevisit,
          .target_uri = "https://example.org/1",
          .content_type = kHttpResponse,
          .block = "HTTP/1.1 200 OK\r\n\r\n",
          .revisit = &revisit});
  append({.type = WarcType::kResource,
          .target_uri = "file:///saved/page.html",
          .content_type = "text/html",
          .block = "<p>saved"});
  append({.type = WarcType::kMetadata, .content_type = kWarcFields, .block = info});
  return written;
}

TEST(WarcWriter, WritesWhatTheReaderReads) {
  for (const DigestKind digest : {DigestKind::kSha1, DigestKind::kSha256}) {
    const ScratchFile file;
    const std::string http = Http("<p>The dam holds.");
    Result<WarcWriter> writer = WarcWriter::Open(file.path(), {.digest = digest});
    ASSERT_TRUE(writer) << writer.error().what;
    const std::vector<WrittenRecord> written = WriteAllTypes(*writer, http);
    EXPECT_TRUE(writer->Sync());
    const Read read = ReadAll(file.path());
    EXPECT_EQ(read.Damages(), "");
    ASSERT_EQ(read.records.size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
      EXPECT_EQ(read.records[i].place, written[i].place);
      EXPECT_EQ(read.records[i].length, written[i].length);
      EXPECT_EQ(read.records[i].id, written[i].id);
      EXPECT_EQ(read.records[i].version, "1.1");
      EXPECT_EQ(read.records[i].block_digest, DigestCheck::kMatches);
    }
    EXPECT_EQ(read.records[0].block, "software: checkback\r\nformat: WARC 1.1\r\n");
    EXPECT_EQ(read.records[2].block, http);
    EXPECT_EQ(read.records[2].payload_digest, DigestCheck::kMatches);
    EXPECT_EQ(read.records[2].Header("warc-concurrent-to"), written[1].id);
    ASSERT_TRUE(read.records[3].revisit);
    EXPECT_EQ(read.records[3].revisit->profile, kIdenticalPayload);
    EXPECT_EQ(writer->size(), file.Bytes().size());
  }
}

TEST(WarcWriter, WritesTheSameBytesEveryTime) {
  const ScratchFile one;
  const ScratchFile two;
  for (const ScratchFile* file : {&one, &two}) {
    Result<WarcWriter> writer = WarcWriter::Open(file->path(), {});
    WriteAllTypes(*writer, Http("<p>x"));
  }
  EXPECT_EQ(one.Bytes(), two.Bytes());
}

TEST(WarcWriter, CutsOffATailThatWasNotWrittenWhole) {
  const ScratchFile whole;
  std::vector<WrittenRecord> written;
  {
    Result<WarcWriter> writer = WarcWriter::Open(whole.path(), {});
    for (int i = 0; i < 3; ++i)
      written.push_back(*writer->Append(ResponseOf(Http(std::string(100, 'x')))));
  }
  const std::string bytes = whole.Bytes();
  for (std::size_t size = 0; size <= bytes.size(); ++size) {
    SCOPED_TRACE(size);
    const ScratchFile file(bytes.substr(0, size));
    Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
    ASSERT_TRUE(writer) << writer.error().what;
    std::uint64_t kept = 0;
    for (const WrittenRecord& record : written) {
      const std::uint64_t end = record.place.offset + record.length;
      if (end <= size) kept = end;
    }
    EXPECT_EQ(writer->size(), kept);
    EXPECT_EQ(writer->cut_off(), size - kept);
    if (size % 16 != 0) continue;
    ASSERT_TRUE(writer->Append(ResponseOf(Http("<p>new"))));
    const Read read = ReadAll(file.path());
    EXPECT_EQ(read.Damages(), "");
    EXPECT_EQ(read.records.back().block, Http("<p>new"));
  }
}

TEST(WarcWriter, CutsOffZerosAndNothingElse) {
  const std::string one = Gzip(Record(1, Http("<p>x")));
  std::string damaged = Gzip(Record(2, Http("<p>y")));
  damaged[damaged.size() - 6] ^= 1;
  const std::string too_large = Gzip("WARC/1.0\r\nContent-Length: 999999999999\r\n\r\n<p>");
  struct Case {
    std::string_view name;
    std::string bytes;
    std::size_t kept;
  };
  const Case cases[] = {
      {"zeros after a record", one + std::string(4096, '\0'), one.size()},
      {"nothing but zeros", std::string(4096, '\0'), 0},
      {"damage, then a record", one + damaged + one, 2 * one.size() + damaged.size()},
      {"damage, then a torn tail", one + damaged + one + damaged.substr(0, 50),
       2 * one.size() + damaged.size()},
      {"whole, but not to be read", one + too_large, one.size() + too_large.size()},
      {"another's whole archive", Gzip(Record(1, "x") + Record(2, "y")),
       Gzip(Record(1, "x") + Record(2, "y")).size()},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ScratchFile file(c.bytes);
    Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
    ASSERT_TRUE(writer) << writer.error().what;
    EXPECT_EQ(writer->size(), c.kept);
    EXPECT_EQ(file.Bytes(), c.bytes.substr(0, c.kept));
  }
}

TEST(WarcWriter, LeavesOtherFilesAlone) {
  const std::string page = "<p>a page";
  const std::string plain = Record(1, page);
  for (const std::string& bytes :
       {page, plain, Gzip(page), Gzip(std::string(5000, 'x')).substr(0, 30),
        std::string("\x1F\x8B"
                    "abc")}) {
    const ScratchFile file(bytes);
    const Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
    ASSERT_FALSE(writer);
    EXPECT_NE(writer.error().what.find("left as it is"), std::string::npos);
    EXPECT_EQ(file.Bytes(), bytes);
  }
  EXPECT_EQ(WarcWriter::Open("/no/such/folder/x.warc.gz", {}).error().code, Errc::kIo);
}

TEST(WarcWriter, IsTheOnlyOne) {
  const ScratchFile file;
  const Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
  ASSERT_TRUE(writer);
  const Result<WarcWriter> second = WarcWriter::Open(file.path(), {});
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().what.find("another process"), std::string::npos);
}

TEST(WarcWriter, RefusesHeadersThatWouldForgeOthers) {
  const ScratchFile file;
  Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
  std::vector<NewWarcRecord> bad(7, ResponseOf("x"));
  bad[0].target_uri = "https://example.org/\r\nWARC-Type: resource";
  bad[1].target_uri = "";
  bad[2].content_type = "text/html\nX: y";
  bad[3].more = {{"X", "a\r\nb"}};
  bad[4].more = {{"X: y", "a"}};
  bad[5].type = WarcType::kRevisit;
  bad[6].type = WarcType::kContinuation;
  for (const NewWarcRecord& record : bad)
    EXPECT_EQ(writer->Append(record).error().code, Errc::kBadInput);
  EXPECT_EQ(writer->size(), 0U);
}

// A limit on the size of files stands in for a full disk.
TEST(WarcWriter, LeavesNothingOfARecordThatDidNotFit) {
  const ScratchFile file;
  Result<WarcWriter> writer = WarcWriter::Open(file.path(), {});
  ASSERT_TRUE(writer->Append(ResponseOf(Http("<p>x"))));
  const std::uint64_t size = writer->size();
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = signal(SIGXFSZ, SIG_IGN);
  const rlimit small = {size + 100, before.rlim_max};
  setrlimit(RLIMIT_FSIZE, &small);
  std::string noise(5000, '\0');
  for (std::size_t i = 0; i < noise.size(); ++i)
    noise[i] = static_cast<char>(i * i * 2654435761U >> 16);
  const Result<WrittenRecord> written = writer->Append(ResponseOf(noise));
  setrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, handler);
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::kIo);
  EXPECT_EQ(file.Bytes().size(), size);
  ASSERT_TRUE(writer->Append(ResponseOf(noise)));
  EXPECT_EQ(ReadAll(file.path()).records.size(), 2U);
}

// A writer killed at any moment loses no record that it said was written.
TEST(WarcWriter, LosesNothingWhenItIsKilled) {
  for (int run = 0; run < 5; ++run) {
    const ScratchFile file;
    int told[2];
    ASSERT_EQ(pipe(told), 0);
    const pid_t child = fork();
    if (child == 0) {
      Result<WarcWriter> writer = WarcWriter::Open(file.path(), {.level = 1});
      const std::string http = Http(std::string(20000, 'x'));
      while (writer && writer->Append(ResponseOf(http))) {
        if (write(told[1], "x", 1) != 1) break;
      }
      _exit(0);
    }
    close(told[1]);
    usleep(static_cast<useconds_t>(3000 + 1700 * run));
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    std::size_t acknowledged = 0;
    char buffer[4096];
    for (ssize_t got = 0; (got = read(told[0], buffer, sizeof buffer)) > 0;)
      acknowledged += static_cast<std::size_t>(got);
    close(told[0]);
    ASSERT_TRUE(WarcWriter::Open(file.path(), {}));
    const Read read = ReadAll(file.path());
    EXPECT_GE(read.records.size(), acknowledged);
    EXPECT_EQ(read.Damages(), "");
  }
}

// warcio, the field's usual reader: CHECKBACK_WARCIO names a python that has it.
TEST(WarcWriter, IsReadByWarcio) {
  const char* named = std::getenv("CHECKBACK_WARCIO");
  const std::string python = named != nullptr ? named : "python3";
  if (std::system((python + " -c 'import warcio' 2>/dev/null").c_str()) != 0)
    GTEST_SKIP() << "no warcio: pip install warcio, and CHECKBACK_WARCIO=/that/venv/bin/python";
  for (const DigestKind digest : {DigestKind::kSha1, DigestKind::kSha256}) {
    const ScratchFile file;
    Result<WarcWriter> writer = WarcWriter::Open(file.path(), {.digest = digest});
    WriteAllTypes(*writer, Http(Gzip("<p>The dam holds."), "Content-Encoding: gzip\r\n"));
    const std::string script = fmt::format(
        "from warcio.archiveiterator import ArchiveIterator\n"
        "with open(\"{}\", \"rb\") as f:\n"
        "    found = []\n"
        "    for r in ArchiveIterator(f, check_digests=\"raise\"):\n"
        "        found.append(r.rec_type)\n"
        "        body = r.content_stream().read()\n"
        "        assert r.rec_type != \"response\" or body == b\"<p>The dam holds.\", body\n"
        "        assert r.rec_type != \"response\" or r.digest_checker.passed, \"digest\"\n"
        "assert found == \"warcinfo request response revisit resource metadata\".split(), found\n",
        file.path());
    EXPECT_EQ(std::system(fmt::format("{} -c '{}'", python, script).c_str()), 0);
    EXPECT_EQ(
        std::system(fmt::format("{} -m warcio.cli check -v '{}' >&2", python, file.path()).c_str()),
        0);
  }
}

}  // namespace
}  // namespace checkback
