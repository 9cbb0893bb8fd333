#include <fcntl.h>
#include <zstd.h>

#include <functional>

#include "page/warc.h"
#include "page/warc_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::Gzip, samples::Http, samples::Read, samples::ReadAll, samples::Record,
    samples::ScratchFile;

const std::string kPage = Http("<p>The dam holds, engineers say.</p>");

std::string Plain(const std::vector<std::string>& records) {
  std::string all;
  for (const std::string& record : records) all += record;
  return all;
}

std::string Members(const std::vector<std::string>& records) {
  std::string all;
  for (const std::string& record : records) all += Gzip(record);
  return all;
}

std::string Zstd(std::string_view bytes, std::string_view dictionary = {}) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
  frame.resize(ZSTD_compress2(context, frame.data(), frame.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return frame;
}

std::string DictionaryFrame(std::string_view content) {
  std::string frame = "\x5D\x2A\x4D\x18";
  for (int i = 0; i < 4; ++i) frame += static_cast<char>(content.size() >> (8 * i) & 0xFF);
  return frame.append(content);
}

// Bytes that do not compress, the same every time.
std::string Noise(std::size_t bytes) {
  std::string noise(bytes, '\0');
  std::uint32_t state = 12345;
  for (char& c : noise) {
    state = state * 1664525 + 1013904223;
    c = static_cast<char>(state >> 24);
  }
  return noise;
}

std::string Zeros(std::size_t n) {
  return std::string(n, '\0');
}

TEST(WarcReader, ReadsTheSameRecordsHoweverTheyArePacked) {
  const std::vector<std::string> records = {Record(1, kPage), Record(2, Http("<p>b")),
                                            Record(3, kPage + kPage)};
  const std::string all = Plain(records);
  std::string small_members;
  for (std::size_t at = 0; at < all.size(); at += 100) small_members += Gzip(all.substr(at, 100));
  std::string tiny_members;
  for (const char c : all) tiny_members += Gzip(std::string(1, c));
  std::string frames;
  for (const std::string& record : records) frames += Zstd(record);
  const std::string dictionary = Http("<p>The dam holds") + Record(7, "");
  std::string with_dictionary = DictionaryFrame(dictionary);
  std::string with_packed = DictionaryFrame(Zstd(dictionary));
  for (const std::string& record : records) with_dictionary += Zstd(record, dictionary);
  for (const std::string& record : records) with_packed += Zstd(record, dictionary);
  struct Case {
    std::string_view name;
    std::string bytes;
  };
  const Case cases[] = {
      {"plain", all},
      {"a gzip member a record", Members(records)},
      {"one gzip member", Gzip(all)},
      {"members of a hundred bytes", small_members},
      {"members of one byte", tiny_members},
      {"gzip with an empty member at its end", Members(records) + Gzip("")},
      {"a zstd frame a record", frames},
      {"one zstd frame", Zstd(all)},
      {"zstd with a dictionary", with_dictionary},
      {"zstd with a packed dictionary", with_packed},
      {"zstd with frames to skip", frames + DictionaryFrame("padding") + Zstd(Record(4, ""))},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ScratchFile file(c.bytes);
    const Read read = ReadAll(file.path());
    EXPECT_EQ(read.error, "");
    EXPECT_EQ(read.Damages(), "");
    EXPECT_TRUE(read.Targets().starts_with("/1 /2 /3")) << read.Targets();
    ASSERT_GE(read.records.size(), 3U);
    EXPECT_EQ(read.records[0].block, kPage);
    EXPECT_EQ(read.records[2].block, kPage + kPage);
    EXPECT_EQ(read.records[0].type, WarcType::kResponse);
    EXPECT_EQ(read.records[0].date, ParseInstant("2025-05-14T06:30:00Z"));
  }
}

TEST(WarcReader, SaysWhereARecordBeginsAndHowLongItIs) {
  const std::vector<std::string> records = {Record(1, kPage), Record(2, Http("<p>b")),
                                            Record(3, kPage)};
  const ScratchFile packed(Members(records));
  const ScratchFile plain(Plain(records), ".warc");
  std::uint64_t at_packed = 0;
  std::uint64_t at_plain = 0;
  const Read from_packed = ReadAll(packed.path());
  const Read from_plain = ReadAll(plain.path());
  for (std::size_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(from_packed.records[i].place, (WarcPlace{at_packed, 0}));
    EXPECT_EQ(from_packed.records[i].length, Gzip(records[i]).size());
    EXPECT_EQ(from_plain.records[i].place, (WarcPlace{at_plain, 0}));
    EXPECT_EQ(from_plain.records[i].length, records[i].size());
    at_packed += Gzip(records[i]).size();
    at_plain += records[i].size();
  }
}

TEST(WarcReader, GoesOnAtAPlaceItWasLeft) {
  const std::vector<std::string> records = {Record(1, kPage), Record(2, kPage), Record(3, kPage)};
  const std::string all = Plain(records);
  std::string small_members;
  for (std::size_t at = 0; at < all.size(); at += 100) small_members += Gzip(all.substr(at, 100));
  const std::string dictionary = Record(7, kPage);
  std::string frames = DictionaryFrame(dictionary);
  for (const std::string& record : records) frames += Zstd(record, dictionary);
  for (const std::string& bytes : {all, Members(records), Gzip(all), small_members, frames}) {
    const ScratchFile file(bytes);
    const Read whole = ReadAll(file.path());
    ASSERT_EQ(whole.Targets(), "/1 /2 /3");
    EXPECT_EQ(ReadAll(file.path(), {.start = whole.records[1].place}).Targets(), "/2 /3");
    Result<WarcReader> reader = WarcReader::Open(file.path());
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(reader->Next().value());
    EXPECT_EQ(ReadAll(file.path(), {.start = reader->Place()}).Targets(), "/3");
    ASSERT_TRUE(reader->Next().value());
    EXPECT_EQ(ReadAll(file.path(), {.start = reader->Place()}).Targets(), "");
  }
}

TEST(WarcReader, ReadsOldVersionsAndOddHeads) {
  struct Case {
    std::string_view name;
    std::string bytes;
    std::string_view version;
  };
  const Case cases[] = {
      {"0.17", Record(1, kPage, "", "0.17"), "0.17"},
      {"0.18", Record(1, kPage, "", "0.18"), "0.18"},
      {"1.1", Record(1, kPage, "", "1.1"), "1.1"},
      {"line feeds only",
       "WARC/1.0\nwarc-type: response\nWARC-TARGET-URI: <https://example.org/1>\n"
       "Content-Length: 1\n\nx\n\n",
       "1.0"},
      {"a folded header",
       "WARC/1.0\r\nWARC-Type:\r\n response\r\nWARC-Target-URI: https://example.org/1\r\n"
       "Content-Length: 1\r\n\r\nx\r\n\r\n",
       "1.0"},
      {"blank lines before", "\r\n\r\n\r\n" + Record(1, kPage), "1.0"},
      {"no line ends after", Record(1, kPage).substr(0, Record(1, kPage).size() - 4), "1.0"},
  };
  for (const Case& c : cases) {
    for (const std::string& bytes : {c.bytes, Gzip(c.bytes)}) {
      SCOPED_TRACE(c.name);
      const ScratchFile file(bytes);
      const Read read = ReadAll(file.path());
      EXPECT_EQ(read.Damages(), "");
      ASSERT_EQ(read.Targets(), "/1");
      EXPECT_EQ(read.records[0].version, c.version);
      EXPECT_EQ(read.records[0].type, WarcType::kResponse);
    }
  }
}

TEST(WarcReader, TakesARecordWhoseLineEndsAreMissing) {
  const std::string cut = Record(1, kPage).substr(0, Record(1, kPage).size() - 4);
  const std::string half = Record(1, kPage).substr(0, Record(1, kPage).size() - 2);
  for (const std::string& first : {cut, half}) {
    for (const std::string& bytes : {first + Record(2, kPage), Members({first, Record(2, kPage)}),
                                     Gzip(first + Record(2, kPage))}) {
      const ScratchFile file(bytes);
      const Read read = ReadAll(file.path());
      EXPECT_EQ(read.Targets(), "/1 /2");
      EXPECT_EQ(read.Damages(), "");
    }
  }
}

// Every row: what is read, and where the damage is told, of a file in which record 2 is bad.
TEST(WarcReader, SkipsDamagedRecordsAndSaysWhere) {
  const std::string one = Record(1, kPage);
  const std::string three = Record(3, kPage);
  std::string flipped = Gzip(Record(2, Noise(5000)));
  flipped[2000] ^= 0x55;
  std::string bad_sum = Gzip(Record(2, kPage));
  bad_sum[bad_sum.size() - 6] ^= 1;
  const std::string large = Gzip(Record(2, Noise(3 << 20)));
  std::string large_flipped = large;
  large_flipped[2 << 20] ^= 0x55;
  std::string bad_frame = Zstd(Record(2, Noise(5000)));
  bad_frame[3000] ^= 0x55;
  struct Case {
    std::string_view name;
    std::string first, second, third;
    std::string_view reason;
  };
  const auto gz = [](std::string_view s) { return Gzip(s); };
  const auto record = [](std::string_view length) { return Record(2, kPage, length); };
  const Case cases[] = {
      {"gzip: a bit flipped", gz(one), flipped, gz(three), "the gzip member is damaged"},
      {"gzip: a check sum", gz(one), bad_sum, gz(three), "incorrect data check"},
      {"gzip: a large member", gz(one), large_flipped, gz(three), "the gzip member is damaged"},
      {"gzip: cut inside", gz(one), large.substr(0, 1 << 20), gz(three), "gzip member"},
      {"gzip: cut in its head", gz(one), gz(record("")).substr(0, 12), gz(three), ""},
      {"gzip: rubbish", gz(one), Noise(100000), gz(three), "no gzip member begins here"},
      {"gzip: zeros", gz(one), Zeros(5000), gz(three), "no gzip member begins here"},
      {"gzip: too long", gz(one), gz(record("5000")), gz(three), "cut short"},
      {"gzip: much too long", gz(one), gz(record("100000000")), gz(three), "cut short"},
      {"gzip: a terabyte", gz(one), gz(record("1000000000000")), gz(three), "1000000000000 bytes"},
      {"gzip: more than 64 bits", gz(one), gz(record("99999999999999999999999")), gz(three),
       "the block has"},
      {"gzip: too short", gz(one), gz(record("20")), gz(three), "goes on where it should end"},
      {"gzip: no record", gz(one), gz("hello"), gz(three), "no record begins here"},
      {"gzip: no length", gz(one), gz("WARC/1.0\r\nWARC-Type: response\r\n\r\n"), gz(three),
       "no Content-Length"},
      {"gzip: negative", gz(one), gz(record("-1")), gz(three), "is no number"},
      {"gzip: endless head", gz(one), gz("WARC/1.0\r\n" + std::string(1 << 20, 'a')), gz(three),
       "headers are longer"},
      {"gzip: a head that ends", gz(one), gz("WARC/1.0\r\nWARC-Type: resp"), gz(three),
       "ends inside the headers"},
      {"whole: too long", "", one + record("5000") + three, "", "cut short"},
      {"whole: too short", "", one + record("20") + three, "", "goes on"},
      {"plain: too long", one, record("5000"), three, "cut short"},
      {"plain: larger than the file", one, record("5000000"), three, "the file ends before"},
      {"plain: a terabyte", one, record("1000000000000"), three, "1000000000000 bytes"},
      {"plain: too short", one, record("20"), three, "goes on where it should end"},
      {"plain: rubbish", one, "WARC of words\n" + Noise(100000) + "\r\n", three, "no record"},
      {"plain: no length", one, "WARC/1.0\r\nWARC-Type: response\r\n\r\n", three,
       "no Content-Length"},
      {"plain: a version that is none", one, "WARC/one\r\n\r\n", three, "version of WARC"},
      {"zstd: bits", Zstd(one), bad_frame, Zstd(three), "the zstd frame is damaged"},
      {"zstd: cut", Zstd(one), bad_frame.substr(0, 1000), Zstd(three), "zstd frame"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const bool whole = c.name.starts_with("whole");
    const ScratchFile file(whole ? Gzip(c.second) : c.first + c.second + c.third);
    const Read read = ReadAll(file.path());
    EXPECT_EQ(read.error, "");
    EXPECT_EQ(read.Targets(), "/1 /3");
    ASSERT_GE(read.damages.size(), 1U);
    EXPECT_EQ(read.damages[0].offset, c.first.size());
    EXPECT_NE(read.damages[0].reason.find(c.reason), std::string::npos) << read.Damages();
    if (!whole) {
      EXPECT_EQ(read.damages.size(), 1U) << read.Damages();
      EXPECT_EQ(read.damages[0].length, c.second.size());
    }
  }
}

TEST(WarcReader, TellsOfALastRecordThatIsCutShort) {
  const std::string one = Record(1, kPage);
  const std::string two = Record(2, Noise(5000));
  for (const auto& [first, second] :
       {std::pair(Gzip(one), Gzip(two)), std::pair(one, two), std::pair(Zstd(one), Zstd(two))}) {
    for (const std::size_t kept :
         {std::size_t{1}, std::size_t{9}, std::size_t{200}, second.size() / 2, second.size() - 5}) {
      const ScratchFile file(first + second.substr(0, kept));
      const Read read = ReadAll(file.path());
      EXPECT_EQ(read.error, "");
      EXPECT_EQ(read.Targets(), "/1") << kept;
      ASSERT_EQ(read.damages.size(), 1U) << kept << read.Damages();
      EXPECT_EQ(read.damages[0].offset, first.size());
      EXPECT_EQ(read.damages[0].length, kept);
    }
  }
}

TEST(WarcReader, DoesNotReadASparseTerabyte) {
  const ScratchFile file(Record(1, kPage), ".warc");
  constexpr std::uint64_t kSize = std::uint64_t{1} << 40;
  const std::string head = Record(2, "", std::to_string(kSize));
  const std::string two = head.substr(0, head.size() - 4);
  const std::uint64_t second = Record(1, kPage).size();
  {
    std::ofstream out(file.path(), std::ios::binary | std::ios::in);
    out.seekp(0, std::ios::end);
    out << two;
    out.seekp(static_cast<std::streamoff>(second + two.size() + kSize));
    out << "\r\n\r\n" << Record(3, kPage);
    if (!out) GTEST_SKIP() << "this file system has no sparse files of a terabyte";
  }
  const Read read = ReadAll(file.path());
  EXPECT_EQ(read.Targets(), "/1 /3");
  ASSERT_EQ(read.damages.size(), 1U);
  EXPECT_EQ(read.damages[0].offset, second);
  EXPECT_EQ(read.damages[0].length, two.size() + kSize + 4);
}

TEST(WarcReader, FindsRecordsBehindDamageInsideOneLargeMember) {
  std::string all;
  for (int i = 0; i < 300; ++i) all += Record(i, Noise(40000));
  std::string packed = Gzip(all);
  packed.resize(packed.size() / 2);
  const ScratchFile file(packed);
  const Read read = ReadAll(file.path());
  EXPECT_GT(read.records.size(), 145U);
  EXPECT_LT(read.records.size(), 152U);
  EXPECT_EQ(read.damages.size(), 1U);
}

TEST(WarcReader, BoundsWhatForgedFilesCost) {
  std::string heads;
  for (int i = 0; i < 50000; ++i) heads += "WARC/1.0\r\nContent-Length: 100000000\r\n\r\n";
  std::string open_heads;
  for (int i = 0; i < 100000; ++i) open_heads += "WARC/1.0\r\n";
  std::string large_claims;
  for (int i = 0; i < 50000; ++i) large_claims += "WARC/1.0\r\nContent-Length: 99999999999\r\n\r\n";
  std::string magics;
  for (int i = 0; i < 200000; ++i) magics.append("\x1F\x8B\x08\x08", 4);
  std::string members;
  for (int i = 0; i < 20000; ++i) members += Gzip("WARC/1.0\r\nContent-Length: 100000000\r\n\r\n");
  const std::string bomb = Gzip("WARC/1.0\r\nContent-Length: 999999999\r\n\r\n" + Zeros(300 << 20));
  for (const std::string& bytes : {heads, open_heads, large_claims, Gzip(heads), Gzip(large_claims),
                                   Gzip("x") + magics, members, bomb}) {
    const ScratchFile file(bytes);
    const Read read = ReadAll(file.path());
    EXPECT_EQ(read.records.size(), 0U);
    // A second here is slow; a quadratic way takes minutes.
  }
}

TEST(WarcReader, RefusesWhatIsNoArchive) {
  struct Case {
    std::string bytes;
    std::string_view says;
  };
  const Case cases[] = {
      {"<p>a page", "no web archive"},
      {Gzip("<p>a page"), "no web archive"},
      {"{\"url\":\"x\"}", "no web archive"},
      {Noise(5000), "no web archive"},
  };
  for (const Case& c : cases) {
    const ScratchFile file(c.bytes, ".html");
    EXPECT_NE(ReadAll(file.path()).error.find(c.says), std::string::npos);
  }
  EXPECT_NE(ReadAll(testing::TempDir()).error.find("no file"), std::string::npos);
  EXPECT_EQ(WarcReader::Open("/no/such/file").error().code, Errc::kNotFound);
  const ScratchFile empty(" ");
  EXPECT_EQ(ReadAll(empty.path()).records.size(), 0U);
}

// A store keeps such a member as it is: it has to be the record, all of it and nothing else.
TEST(WarcReader, KeepsTheMemberOfARecordThatHasOneForItself) {
  const std::string a = Record(1, Http("<p>a"));
  const std::string b = Record(2, Http(std::string(3u << 20, 'b')));
  const std::string half = a.substr(0, 100);
  struct Case {
    std::string file;
    std::vector<std::string> packed;  // of the records
  };
  const Case cases[] = {
      {Gzip(a) + Gzip(b), {Gzip(a), Gzip(b)}},
      {GzipDeflater(1).Deflate(a) + Gzip(b), {GzipDeflater(1).Deflate(a), Gzip(b)}},
      {Gzip("") + Gzip(a), {Gzip(a)}},
      {Gzip(a) + Gzip("") + Gzip(b), {"", Gzip(b)}},
      {Gzip(half) + Gzip(a.substr(100)) + Gzip(b), {"", Gzip(b)}},
      {Gzip(a + b), {"", ""}},
      {Gzip("\r\n" + a) + Gzip(b), {"", Gzip(b)}},
      {Gzip(a.substr(0, a.size() - 4)) + Gzip(b), {Gzip(a.substr(0, a.size() - 4)), Gzip(b)}},
      {a + b, {"", ""}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(&c - cases);
    const ScratchFile file(c.file);
    const Read read = ReadAll(file.path(), {.keep_packed = true});
    EXPECT_EQ(read.Damages(), "");
    ASSERT_EQ(read.records.size(), c.packed.size());
    for (std::size_t i = 0; i < c.packed.size(); ++i) {
      EXPECT_TRUE(read.records[i].packed == c.packed[i]) << i;
      if (c.packed[i].empty()) continue;
      const ScratchFile alone(read.records[i].packed);
      const Read again = ReadAll(alone.path());
      ASSERT_EQ(again.records.size(), 1U);
      EXPECT_EQ(again.records[0].block, read.records[i].block);
      EXPECT_EQ(again.records[0].target_uri, read.records[i].target_uri);
    }
  }
}

TEST(WarcReader, ReadsRevisits) {
  const std::string record =
      "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: https://example.org/1\r\n"
      "WARC-Date: 2025-05-14T06:30:00.123456Z\r\nWARC-Refers-To: <urn:uuid:1>\r\n"
      "WARC-Refers-To-Target-URI: https://example.org/0\r\nWARC-Refers-To-Date: 2025-05\r\n"
      "WARC-Payload-Digest: sha1:AAAA\r\n"
      "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n"
      "Content-Length: 0\r\n\r\n\r\n\r\n";
  const ScratchFile file(Gzip(record));
  const Read read = ReadAll(file.path());
  ASSERT_EQ(read.records.size(), 1U);
  ASSERT_TRUE(read.records[0].revisit);
  const WarcRevisit& revisit = *read.records[0].revisit;
  EXPECT_EQ(revisit.target_uri, "https://example.org/0");
  EXPECT_EQ(revisit.record_id, "<urn:uuid:1>");
  EXPECT_EQ(revisit.payload_digest, "sha1:AAAA");
  EXPECT_EQ(read.records[0].date, ParseInstant("2025-05-14T06:30:00Z"));
  EXPECT_TRUE(revisit.profile.ends_with("identical-payload-digest"));
}

TEST(WarcDigests, AreCheckedInTheWaysTheyAreWritten) {
  struct Case {
    std::string_view name, header;
    DigestCheck block, payload;
  };
  const auto kAbsent = DigestCheck::kAbsent;
  const Case cases[] = {
      {"none", "", kAbsent, kAbsent},
      // sha1sum, md5sum and sha256sum of "abc"
      {"base32", "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5\r\n",
       DigestCheck::kMatches, kAbsent},
      {"hex", "WARC-Block-Digest: SHA1:a9993e364706816aba3e25717850c26c9cd0d89d\r\n",
       DigestCheck::kMatches, kAbsent},
      {"sha256",
       "WARC-Block-Digest: "
       "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r\n",
       DigestCheck::kMatches, kAbsent},
      {"md5", "WARC-Payload-Digest: md5:900150983cd24fb0d6963f7d28e17f72\r\n", kAbsent,
       DigestCheck::kMatches},
      {"wrong", "WARC-Block-Digest: sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE6\r\n",
       DigestCheck::kDiffers, kAbsent},
      {"unknown", "WARC-Block-Digest: blake3:00\r\n", DigestCheck::kUnknown, kAbsent},
      {"not one", "WARC-Block-Digest: VGMT\r\n", DigestCheck::kUnknown, kAbsent},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ScratchFile file(fmt::format(
        "WARC/1.0\r\nWARC-Type: resource\r\n{}Content-Length: 3\r\n\r\nabc\r\n\r\n", c.header));
    const Read read = ReadAll(file.path());
    ASSERT_EQ(read.records.size(), 1U);
    EXPECT_EQ(read.records[0].block_digest, c.block);
    EXPECT_EQ(read.records[0].payload_digest, c.payload);
  }
}

TEST(WarcDigests, OfAPayloadMayBeOfTheBodyInAnyState) {
  const std::string page = "<p>abc</p>";
  const std::string packed = Gzip(page);
  const std::string chunks = fmt::format("{:x}\r\n{}\r\n0\r\n\r\n", packed.size(), packed);
  const std::string block =
      Http(chunks, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n");
  for (const std::string& body : {chunks, packed, page, std::string("other")}) {
    WarcRecord record;
    record.type = WarcType::kResponse;
    record.block = block;
    record.headers = {{"WARC-Payload-Digest", WarcDigest(DigestKind::kSha1, body)}};
    CheckDigests(record);
    EXPECT_EQ(record.payload_digest,
              body == "other" ? DigestCheck::kDiffers : DigestCheck::kMatches);
  }
}

}  // namespace
}  // namespace checkback
