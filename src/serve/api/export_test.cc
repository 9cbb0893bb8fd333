#include "serve/api/export.h"

#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class ExportTest : public SiteTest {
 protected:
  static std::string BodyOf(const WebResponse& response) {
    if (!response.write) return response.body;
    std::string body;
    const Result<void> done = response.write([&](std::string_view piece) {
      body += piece;
      return true;
    });
    EXPECT_TRUE(done) << done.error().what;
    return body;
  }
  // What it writes is lent from the site, which has to outlive it.
  WebResponse Answer(const std::string& target) { return site_.Answer(Get(target)); }
  std::string Exported(const std::string& target) {
    const WebResponse response = Answer(target);
    EXPECT_EQ(response.status, 200) << response.body;
    return BodyOf(response);
  }
  static std::string FromStore(bool canonical, const std::string& folder) {
    const auto store = Store::Open(folder, {});
    EXPECT_TRUE(store);
    std::string lines;
    const auto take = [&](std::string_view line) {
      (lines += line) += '\n';
      return true;
    };
    EXPECT_TRUE(canonical ? (*store)->ExportCanonical(take) : (*store)->ExportCaptures(take));
    return lines;
  }

  Site site_{Options()};
};

TEST_F(ExportTest, LinesAreThoseOfTheCommand) {
  EXPECT_EQ(Exported("/v1/export.jsonl"), FromStore(false, Options().store));
}

TEST_F(ExportTest, TheArchiveGivesTheSameStoreAgain) {
  const std::string archive = *folder_ / "export.warc.gz", other = *folder_ / "other";
  std::ofstream(archive, std::ios::binary) << Exported("/v1/export.warc.gz");
  {
    Store::Options write;
    write.access = Store::Access::kWrite;
    auto store = Store::Open(other, write);
    ASSERT_TRUE(store);
    ASSERT_TRUE(Import(store->get(), {.names = {archive}}));
  }
  EXPECT_EQ(FromStore(true, other), FromStore(true, Options().store));
}

TEST_F(ExportTest, TheTableIsSafeForSpreadsheets) {
  const std::string table = Exported("/v1/export.csv");
  EXPECT_THAT(table, StartsWith("id,url,outlet,language,headline,"));
  EXPECT_THAT(table, EndsWith("\r\n"));
  EXPECT_THAT(table, HasSubstr("https://post.example/a"));
  EXPECT_THAT(table, HasSubstr("<script>alert(1)</script>\"\"'&"));  // text, as it was printed
}

TEST_F(ExportTest, PagesLeadOnAndLeaveNothingOut) {
  for (const std::string form : {"jsonl", "warc.gz"}) {
    std::string all, target = "/v1/export." + form + "?limit=1";
    std::size_t pages = 0;
    for (; !target.empty(); ++pages) {
      ASSERT_LT(pages, 10U);
      const WebResponse response = Answer(target);
      ASSERT_EQ(response.status, 200);
      all += BodyOf(response);
      const std::string_view link = Header(response, "Link");
      target = link.empty() ? "" : std::string(link.substr(1, link.find('>') - 1));
    }
    EXPECT_EQ(pages, 2U);
    EXPECT_EQ(all, Exported("/v1/export." + form));
  }
}

TEST_F(ExportTest, GoesOnBehindACaptureAndEndsWithAMoment) {
  const std::string all = Exported("/v1/export.jsonl");
  const std::string first = all.substr(0, all.find('\n') + 1);
  EXPECT_EQ(Exported("/v1/export.jsonl?as_of=2025-05-14"), first);
  EXPECT_EQ(first + Exported("/v1/export.jsonl?after=" + CaptureId()), all);
}

TEST_F(ExportTest, RefusesWhatItCannotRead) {
  for (const auto* bad : {"after=zzzz", "limit=0", "limit=10001", "limit=x", "as_of=never"}) {
    const WebResponse response = Answer(fmt::format("/v1/export.csv?{}", bad));
    EXPECT_GE(response.status, 400) << bad;
    EXPECT_EQ(response.type, "application/problem+json");
  }
}

TEST_F(ExportTest, StopsWhereNobodyTakesMore) {
  const WebResponse response = Answer("/v1/export.csv");
  int pieces = 0;
  EXPECT_TRUE(response.write([&](std::string_view) {
    ++pieces;
    return false;
  }));
  EXPECT_EQ(pieces, 1);
}

TEST_F(ExportTest, ManyAtOnceAreToldToComeAgain) {
  const Site site(Options());
  std::vector<WebResponse> running;
  running.reserve(kMostExports);
  for (std::size_t i = 0; i < kMostExports; ++i)
    running.push_back(site.Answer(Get("/v1/export.jsonl")));
  const WebResponse refused = site.Answer(Get("/v1/export.jsonl"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(Header(refused, "Retry-After"), "60");
  running.pop_back();
  EXPECT_EQ(site.Answer(Get("/v1/export.jsonl")).status, 200);
  EXPECT_THAT(Header(running.front(), "ETag"), IsEmpty());
}

}  // namespace
}  // namespace checkback
