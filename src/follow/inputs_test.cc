#include "follow/inputs.h"

#include <fcntl.h>

#include <random>

#include "follow/input_samples.h"
#include "follow/page_of.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::FindAll, samples::ForImport, samples::Found, samples::Gzip, samples::Http,
    samples::Record, samples::ScratchFile, samples::ScratchFolder;

std::string Words(int n) {
  std::string words = "The dam at Aldmere holds";
  for (int i = 5; i < n; ++i) words += fmt::format(" word{}", i);
  return words + ".";
}

std::string Rss(std::string_view items) {
  return fmt::format(
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Aldmere Post</title>"
      "<link>https://post.example/</link><language>en-GB</language>{}</channel></rss>",
      items);
}

std::string RssItem(int n, std::string_view text) {
  return fmt::format(
      "<item><title>Item {0}</title><link>https://post.example/{0}</link>"
      "<pubDate>Wed, 14 May 2025 09:30:00 "
      "+0300</pubDate><content:encoded>{1}</content:encoded></item>",
      n, text);
}

// A feed as a test of the kinds needs it: one item with its text, one without.
std::string SmallFeed() {
  return Rss(RssItem(1, Words(80)) + RssItem(2, "In short."));
}

std::string JsonFeed() {
  return fmt::format(R"({{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[)"
                     R"({{"id":"1","url":"https://post.example/1","content_text":"{}"}}]}})",
                     Words(80));
}

// One frame that is not packed in fact; `bytes` are fewer than 256.
std::string Zstd(std::string_view bytes) {
  const std::size_t block = bytes.size() << 3 | 1;  // raw, and the last
  std::string frame = "\x28\xB5\x2F\xFD\x20";       // of a size that is known
  for (const std::size_t byte : {bytes.size(), block & 0xFF, block >> 8, std::size_t{0}})
    frame += static_cast<char>(byte);
  return frame.append(bytes);
}

// What an input is, in one word.
std::string FormOf(const Input& input) {
  if (input.end) return "end";
  if (input.error) return "error";
  if (input.record) return input.seen_again ? "again" : "record";
  if (input.item) return "item";
  return input.line > 0 ? "line" : "page";
}

std::string FormsOf(const Found& found) {
  std::string forms;
  for (const Input& input : found.inputs) forms += (forms.empty() ? "" : " ") + FormOf(input);
  return forms;
}

TEST(Inputs, AreToldByTheirBytesWhateverTheirName) {
  const std::string record = Record(1, Http("<p>a"));
  const std::string lines = "{\"a\":1}\n{\"b\":2}\n";
  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("<?xml?><rss/>")) (utf16 += c) += '\0';
  const std::string opml = "<?xml version='1.0'?>\n<!-- mine --><opml version='2.0'></opml>";
  struct Case {
    std::string name, bytes, forms;
  };
  const Case cases[] = {
      {"a.html", "<p>The dam", "page"},
      {"a.html", "", "page"},
      {"b.xhtml", "<?xml version='1.0'?><!DOCTYPE html><html><p>The dam</html>", "page"},
      {"c", lines, "line line end"},
      {"d.jsonl.gz", Gzip(lines), "line line end"},
      {"d.jsonl.gz", Gzip("{\"a\":1}\n") + Gzip("{\"b\":2}"), "line line end"},
      {"d.ndjson.zst", Zstd("{\"a\":1}\n") + Zstd(lines), "line line line end"},
      {"not-packed.jsonl.gz", lines, "line line end"},
      {"e.bin", Gzip(record), "record end"},
      {"e.bin", Gzip(record + record), "record record end"},
      {"e.bin", "\r\n" + record, "record end"},
      {"not-packed.warc.gz", record, "record end"},
      {"empty.warc", "", "end"},
      {"empty.warc.gz", "", "end"},
      {"f.txt", Gzip("<p>The dam"), "page"},
      {"g.xml", SmallFeed(), "item end"},
      {"g", "\xEF\xBB\xBF\n" + SmallFeed(), "item end"},
      {"g.xml.gz", Gzip(SmallFeed()), "item end"},
      {"g.rss", "<br>PHP Warning\n" + SmallFeed(), "error"},
      {"g.xml", utf16, "end"},
      {"g.xml", "<!DOCTYPE rss [<!ENTITY a \"<b>\">]>" + SmallFeed().substr(21), "item end"},
      {"h.json", JsonFeed(), "item end"},
      {"sitemap.xml", "<urlset><url><loc>https://post.example/1</loc></url></urlset>", "end"},
      {"i.rss", "no feed at all", "error"},
      {"j.opml", opml, "error"},
      {"j.xml", Gzip(opml), "error"},
      {"k.warc.gz", "<p>no archive", "error end"},
      {"k.warc", "<p>no archive", "error"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name + ": " + c.bytes.substr(0, 60));
    const ScratchFolder folder;
    const Found found = FindAll({folder.Write(c.name, c.bytes)}, ForImport(), folder.path());
    EXPECT_EQ(FormsOf(found), c.forms) << testing::PrintToString(found.told);
  }
}

TEST(Inputs, OfAFeedAreLinesWithItsWords) {
  const ScratchFolder folder;
  InputReader::Options options = ForImport();
  options.seen_at = ParseInstant("2025-05-14T07:00:00Z");
  const Found found = FindAll({folder.Write("feed.xml", SmallFeed())}, options, folder.path());
  ASSERT_EQ(found.inputs.size(), 2U);
  Input item = found.inputs[0];
  EXPECT_TRUE(samples::Told(item, folder.path()).starts_with("feed.xml, item 1: {"));
  const Result<Page> page = PageOf(item, {});
  ASSERT_TRUE(page) << page.error().what;
  EXPECT_EQ(page->url, "https://post.example/1");
  EXPECT_EQ(ToRfc3339(page->seen_at), "2025-05-14T07:00:00Z");
  EXPECT_EQ(ToRfc3339(*page->published_at), "2025-05-14T09:30:00+03:00");
  EXPECT_EQ(page->language, "en-GB");
  EXPECT_NE(page->content.find("<h1>Item 1</h1>"), std::string::npos);
  EXPECT_NE(page->content.find("The dam at Aldmere holds"), std::string::npos);
  EXPECT_EQ(found.passed_over.Told(), std::vector<std::string>{"1 item is a link to fetch"});
}

TEST(Inputs, OfAFeedAreSeenWhenItWasSaved) {
  const ScratchFolder folder;
  Found found = FindAll({folder.Write("feed.xml", SmallFeed())}, ForImport());
  ASSERT_FALSE(found.inputs.empty());
  const Result<Page> page = PageOf(found.inputs[0], {});
  ASSERT_TRUE(page);
  EXPECT_EQ(page->seen_at, found.inputs[0].source->Modified());
}

TEST(Inputs, OfAListOfFeedsAreRefusedWithAHint) {
  const ScratchFolder folder;
  const Found found = FindAll({folder.Write("my.opml", "<opml version='2.0'/>")}, ForImport());
  ASSERT_EQ(found.inputs.size(), 1U);
  EXPECT_EQ(found.inputs[0].error->code, Errc::kBadInput);
  EXPECT_NE(found.inputs[0].error->what.find("checkback add FILE"), std::string::npos);
}

std::string Revisit(std::string_view status, std::string_view type) {
  return Record(7, fmt::format("HTTP/1.1 {}\r\nContent-Type: {}\r\n\r\n", status, type));
}

TEST(Inputs, OfAnArchiveTellWhatWasSeenAgain) {
  struct Case {
    std::string_view type, status, media_type, form;
  };
  constexpr Case kCases[] = {
      {"revisit", "200 OK", "text/html", "again end"},
      {"revisit", "304 Not Modified", "text/html; charset=utf-8", "again end"},
      {"revisit", "200 OK", "image/jpeg", "end"},
      {"revisit", "404 Not Found", "text/html", "end"},
      {"response", "304 Not Modified", "text/html", "again end"},
      {"response", "304 Not Modified", "", "again end"},
      {"request", "304 Not Modified", "", "end"},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(fmt::format("{} {} {}", c.type, c.status, c.media_type));
    std::string record = Revisit(c.status, c.media_type);
    const std::string_view kWas = "WARC-Type: response";
    record.replace(record.find(kWas), kWas.size(), fmt::format("WARC-Type: {}", c.type));
    const ScratchFile file(Gzip(record));
    EXPECT_EQ(FormsOf(FindAll({file.path()}, ForImport())), c.form);
    InputReader::Options plain = ForImport();
    plain.seen_again = false;
    EXPECT_EQ(FormsOf(FindAll({file.path()}, plain)), "end");
  }
}

TEST(Inputs, FromAPipeAreLinesPagesOrFeedsButNoArchives) {
  struct Case {
    std::string bytes, forms;
    bool dated = false;  // with Options::seen_at
  };
  const Case cases[] = {
      {"{\"a\":1}\n{\"b\":2}\n", "line line"},
      {"<p>The dam", "page"},
      {SmallFeed(), "item", true},
      {SmallFeed(), "error"},
      {Gzip("{\"a\":1}\n"), "error"},
      {Record(1, Http("<p>a")), "error"},
  };
  for (const Case& c : cases) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    ASSERT_EQ(write(ends[1], c.bytes.data(), c.bytes.size()), static_cast<ssize_t>(c.bytes.size()));
    close(ends[1]);
    InputReader::Options options = ForImport();
    if (c.dated) options.seen_at = Instant{};
    const Found found = FindAll({fmt::format("/dev/fd/{}", ends[0])}, options);
    close(ends[0]);
    EXPECT_EQ(FormsOf(found), c.forms);
    for (const Input& input : found.inputs) EXPECT_FALSE(input.source->Lasts());
  }
}

TEST(Inputs, AddUpTheBytesOfAllFiles) {
  const ScratchFolder folder;
  const std::string whole_gzip = Gzip(Record(1, Http("<p>a")) + Record(2, Http("<p>b")));
  const std::string lines = "{\"a\":1}\n{\"b\":2}\n";
  folder.Write("in/a.html", "<p>The dam");
  folder.Write("in/b.css", "p {}");
  folder.Write("in/c.warc.gz", whole_gzip);
  const std::string last = folder.Write("d.jsonl", lines);
  const std::uint64_t total = 10 + whole_gzip.size() + lines.size();
  InputReader reader({folder.path() + "/in", "no-such-file", last}, ForImport());
  Input input;
  std::uint64_t done = 0;
  while (reader.Next(input)) {
    EXPECT_EQ(reader.Progress().total, total);
    EXPECT_GE(reader.Progress().done, done);
    done = reader.Progress().done;
  }
  EXPECT_EQ(done, total);
  EXPECT_EQ(reader.Progress().skipped, 0U);
}

void ExpectAnEnd(const std::string& name, const std::string& bytes) {
  SCOPED_TRACE(fmt::format("{} of {} bytes", name, bytes.size()));
  const ScratchFolder folder;
  const Found found = FindAll({folder.Write(name, bytes)}, ForImport());
  EXPECT_LE(found.inputs.size(), bytes.size() + 2);
  EXPECT_EQ(found.progress.done, bytes.size());
}

constexpr std::string_view kNames[] = {"a.html", "a.warc.gz", "a.warc.zst", "a.jsonl.gz",
                                       "a.json", "a.rss",     "a.xml"};

// Any bytes under any name, after the first ones of something that is read.
TEST(Inputs, EndWhateverTheBytesAre) {
  std::mt19937 random(20250514);  // NOLINT(bugprone-random-generator-seed): the same every time
  for (const std::string_view begin :
       {"", "\x1F\x8B\x08", "\x28\xB5\x2F\xFD", "WARC/1.0\r\n", "{\"a\"", "<?xml ", "<rss>"}) {
    for (int round = 0; round < 15; ++round) {
      std::string bytes(begin);
      for (std::size_t n = random() % 3000; n > 0; --n) bytes += static_cast<char>(random());
      ExpectAnEnd(std::string(kNames[random() % std::size(kNames)]), bytes);
    }
  }
}

// What is good but for some bytes, and cut off.
TEST(Inputs, EndWhateverIsDamaged) {
  std::mt19937 random(20250515);  // NOLINT(bugprone-random-generator-seed): the same every time
  const std::string record = Record(1, Http("<p>a"));
  for (const std::string& good :
       {SmallFeed(), JsonFeed(), Gzip(SmallFeed()), Gzip(record) + Gzip(record),
        Gzip(record + record), record + record, Gzip("{\"a\":1}\n") + Gzip("{\"b\":2}\n"),
        Zstd("{\"a\":1}\n") + Zstd("{\"b\":2}\n")}) {
    for (int round = 0; round < 15; ++round) {
      std::string bytes = good;
      for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
      if (round % 3 == 0) bytes.resize(random() % bytes.size());
      ExpectAnEnd(std::string(kNames[random() % std::size(kNames)]), bytes);
    }
  }
}

TEST(Inputs, OfPackedFilesThatAreCutOffSayWhere) {
  const std::string whole = Gzip(Words(50) + "<p>The dam");
  const std::string lines = Gzip("{\"a\":1}\n") + Gzip("{\"b\":\"" + Words(50) + "\"}\n");
  for (const auto& [name, bytes] :
       {std::pair("a.html.gz", whole), std::pair("a.jsonl.gz", lines)}) {
    for (std::size_t size = 4; size < bytes.size(); size += 5) {
      SCOPED_TRACE(fmt::format("{} of {} bytes", name, size));
      const ScratchFolder folder;
      const Found found = FindAll({folder.Write(name, bytes.substr(0, size))}, ForImport());
      ASSERT_FALSE(found.inputs.empty());
      std::size_t errors = 0;
      for (const Input& input : found.inputs) errors += input.error.has_value();
      // Between two members nothing shows that there were more.
      EXPECT_EQ(errors, size == Gzip("{\"a\":1}\n").size() && bytes == lines ? 0U : 1U);
    }
  }
}

TEST(Inputs, OfAGzipBombAreTooLargeAndSoonSaid) {
  std::string bomb;
  const std::string member = Gzip(std::string(16u << 20, 'a'));
  for (int i = 0; i < 9; ++i) bomb += member;
  const ScratchFolder folder;
  const Found found = FindAll({folder.Write("a.html.gz", bomb)}, ForImport());
  ASSERT_EQ(found.inputs.size(), 1U);
  ASSERT_TRUE(found.inputs[0].error);
  EXPECT_EQ(found.inputs[0].error->code, Errc::kTooLarge);
}

}  // namespace
}  // namespace checkback
