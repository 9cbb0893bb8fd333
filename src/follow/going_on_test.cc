// An import that is broken off goes on where it was.

#include <gtest/gtest.h>

#include "follow/input_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using samples::FindAll, samples::ForImport, samples::Found, samples::Gzip, samples::Http,
    samples::Record, samples::ScratchFolder;

std::string Records(int n, bool packed) {
  std::string bytes;
  for (int i = 1; i <= n; ++i) {
    const std::string record = Record(i, Http(fmt::format("<p>Page {}", i)));
    bytes += packed ? Gzip(record) : record;
  }
  return bytes;
}

std::string Damaged(std::string bytes) {
  bytes[bytes.size() / 2] ^= 0x55;
  return bytes;
}

std::string Feed(int n) {
  std::string items;
  for (int i = 1; i <= n; ++i) {
    std::string text;
    for (int word = 0; word < (i % 3 == 0 ? 5 : 80); ++word) text += fmt::format("word{} ", word);
    items += fmt::format(
        "<item><link>https://post.example/{}</link><content:encoded>{}</content:encoded>"
        "</item>",
        i, text);
  }
  return "<rss><channel>" + items + "</channel></rss>";
}

std::string Lines(int n) {
  std::string lines = "\xEF\xBB\xBF";
  for (int i = 1; i <= n; ++i) lines += fmt::format("{{\"page\":{}}}\n{}", i, i % 3 ? "" : " \n");
  return lines;
}

InputReader::Options From(const SourcePlace& place) {
  InputReader::Options options = ForImport();
  options.begin_at = [place](const SourceFile&) { return place; };
  return options;
}

TEST(GoingOn, GivesWhatIsLeftAtEveryPlace) {
  const std::string lines = Lines(8);
  struct Case {
    std::string name, bytes;
  };
  const Case cases[] = {
      {"one-each.warc.gz", Records(8, true)},
      {"whole.warc.gz", Gzip(Records(8, false))},
      {"plain.warc", Records(8, false)},
      {"damaged.warc.gz", Damaged(Records(9, true))},
      {"cut.warc.gz", Records(5, true).substr(0, 900)},
      {"lines.jsonl", lines},
      {"unfinished.jsonl", lines + "{\"page\":9}"},
      {"lines.jsonl.gz", Gzip(lines)},
      {"members.jsonl.gz", Gzip(lines) + Gzip("{\"page\":9}\n")},
      {"feed.xml", Feed(8)},
      {"page.html", "<p>The dam"},
  };
  for (const Case& c : cases) {
    const ScratchFolder folder;
    const std::string path = folder.Write(c.name, c.bytes);
    const Found all = FindAll({path}, ForImport());
    ASSERT_FALSE(all.inputs.empty());
    EXPECT_TRUE(all.inputs.back().after.end);
    for (std::size_t done = 0; done < all.inputs.size(); ++done) {
      SCOPED_TRACE(fmt::format("{} after {}", c.name, done + 1));
      const SourcePlace& after = all.inputs[done].after;
      const Found rest = FindAll({path}, From(after));
      const std::vector<std::string> left(all.told.begin() + static_cast<std::ptrdiff_t>(done) + 1,
                                          all.told.end());
      EXPECT_EQ(rest.told, left);
      EXPECT_EQ(rest.progress.done, c.bytes.size());
      EXPECT_EQ(rest.passed_over.unchanged, after.end ? 1U : 0U);
    }
  }
}

TEST(GoingOn, AsksOnceForEachFileThatLasts) {
  const ScratchFolder folder;
  const std::string page = folder.Write("a.html", "<p>The dam");
  const std::string lines = folder.Write("b.jsonl", "{\"a\":1}\n");
  std::vector<SourceFile> asked;
  InputReader::Options options = ForImport();
  options.begin_at = [&](const SourceFile& file) -> std::optional<SourcePlace> {
    asked.push_back(file);
    if (file.path == page) return SourcePlace{.end = true};
    return std::nullopt;
  };
  const Found found = FindAll({page, lines, "no-such-file"}, options, folder.path());
  EXPECT_EQ(found.told,
            (std::vector<std::string>{"b.jsonl:1: {\"a\":1}", "b.jsonl ends",
                                      "no-such-file: error: No such file or directory"}));
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].bytes, 10U);
  EXPECT_EQ(asked[0].head_sha256.size(), 64U);
  EXPECT_GT(asked[0].modified_ns, std::int64_t{1'700'000'000'000'000'000});
  EXPECT_EQ(found.passed_over.Told(),
            std::vector<std::string>{"1 file was read before and has not changed"});
  EXPECT_EQ(found.progress.skipped, 10U);
  EXPECT_EQ(*found.inputs[0].source, asked[1]);
}

TEST(GoingOn, BeginsAnewAtAPlaceThatIsNone) {
  const ScratchFolder folder;
  const std::string plain = folder.Write("a.jsonl", "{\"a\":1}\n{\"b\":2}\n");
  const std::string packed = folder.Write("a.jsonl.gz", Gzip("{\"a\":1}\n{\"b\":2}\n"));
  const std::string archive = folder.Write("a.warc.gz", Gzip(Records(2, false)));
  struct Case {
    std::string path;
    SourcePlace place;
  };
  const Case cases[] = {
      {plain, {.offset = 3, .line = 1}},
      {plain, {.offset = 999, .line = 9}},
      {packed, {.offset = 0, .inside = 999, .line = 9}},
      {archive, {.offset = 0, .inside = 99999}},
  };
  for (const Case& c : cases)
    EXPECT_EQ(FindAll({c.path}, From(c.place)).told, FindAll({c.path}, ForImport()).told);
}

TEST(GoingOn, ReadsAgainWhatFailedAsAWhole) {
  const ScratchFolder folder;
  for (const std::string& path : {folder.Write("a.opml", "<opml/>"), folder.Write("b.rss", "x"),
                                  folder.Write("c.html.gz", Gzip("<p>The dam").substr(0, 20))}) {
    const Found found = FindAll({path}, ForImport());
    ASSERT_EQ(found.inputs.size(), 1U);
    EXPECT_TRUE(found.inputs[0].error);
    EXPECT_EQ(found.inputs[0].after, SourcePlace{}) << path;
  }
}

}  // namespace
}  // namespace checkback
