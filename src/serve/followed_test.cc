// What is followed, on the page and over the API.

#include "follow/sources/source_book.h"
#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

class FollowedTest : public SiteTest {
 protected:
  static std::string Path() { return Options().store + "/sources.db"; }
  void TearDown() override {
    for (const auto* end : {"", "-wal", "-shm"}) std::filesystem::remove(Path() + end);
  }
  static void Follow(std::string title) {
    auto book = SourceBook::Open(Path());
    ASSERT_TRUE(book) << book.error().what;
    const NewSource source{.url = "https://post.example/rss", .title = std::move(title)};
    const Instant now = Options().now();
    const auto keys = (*book)->Add({&source, 1}, now - std::chrono::hours(2));
    ASSERT_TRUE(keys);
    SourcePoll poll;
    poll.at = now - std::chrono::hours(1);
    poll.failure = PollFailure::kStatus;
    poll.failure_text = "answered 503 <script>";
    ASSERT_TRUE((*book)->Polled(keys->front(), poll, {}));
  }
};

TEST_F(FollowedTest, ShowsHealthAndReasons) {
  Follow(std::string(kHostile));
  const WebResponse page = Answer("/sources");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h2>Followed</h2>"));
  EXPECT_THAT(page.body, HasSubstr("failing"));
  EXPECT_THAT(page.body, HasSubstr("answered 503 &lt;script&gt;"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
  EXPECT_THAT(page.body, Not(HasSubstr("style=")));
  const WebResponse json = Answer("/v1/sources");
  EXPECT_EQ(json.status, 200);
  const Result<Json> list = Json::Parse(json.body);
  ASSERT_TRUE(list) << json.body;
  EXPECT_EQ((*list)[0]["state"].Text(), "failing");
  EXPECT_EQ((*list)[0]["reasons"][0]["reason"].Text(), "failing");
  EXPECT_EQ((*list)[0]["failing_since"].Text(), "2025-05-16T05:00:00Z");
  EXPECT_EQ((*list)[0]["days"][0]["failed_polls"].Number(), 1);
}

TEST_F(FollowedTest, IsNothingWhereNothingIsFollowedAndInThePast) {
  EXPECT_EQ(Answer("/v1/sources").body, "[]");
  EXPECT_THAT(Answer("/sources").body, Not(HasSubstr("Followed")));
  Follow("Post");
  EXPECT_THAT(Answer("/sources?as_of=2025-05-15").body, Not(HasSubstr("Followed")));
}

TEST_F(FollowedTest, SaysThatTheFileIsDamaged) {
  std::ofstream(Path()) << "no database at all, but long enough to be taken for one";
  EXPECT_NE(Answer("/v1/sources").status, 200);
  EXPECT_NE(Answer("/sources").status, 200);
}

}  // namespace
}  // namespace checkback
