// Last-Modified and If-Modified-Since: beside the tags, for clients that know no tags.

#include "follow/fetch/http_date.h"
#include "serve/site_samples.h"
#include "store/written_at.h"

namespace checkback {
namespace {

using testing::IsEmpty;

// A site of a store that was written long enough ago, whose clock the test moves.
class ModifiedTest : public SiteTest {
 protected:
  ModifiedTest() {
    SiteOptions options = Options();
    // Asked for once, so that what is remembered of readers is there before the time is taken.
    Answer("/");
    began_ = *WrittenAt(options.store) + std::chrono::hours(1);
    options.now = [this] { return began_ + since_; };
    site_ = std::make_unique<Site>(options);
    since_ = std::chrono::minutes(1);
  }
  WebResponse Ask(const std::string& target, std::string since = {}, std::string tag = {}) const {
    WebRequest request = Get(target);
    request.if_modified_since = std::move(since);
    request.if_none_match = std::move(tag);
    return site_->Answer(request);
  }

  Instant began_{};
  std::chrono::seconds since_{0};
  std::unique_ptr<Site> site_;
};

TEST_F(ModifiedTest, IsSaidOfPagesJsonAndFeeds) {
  for (const std::string& target :
       {std::string("/"), "/stories/" + StoryId(), std::string("/questions"),
        std::string("/v1/stories"), "/v1/stories/" + StoryId(),
        "/stories/" + StoryId() + "/feed.atom", std::string("/search/feed.json?q=explosion"),
        std::string("/v1/stories?as_of=2025-05-14")}) {
    SCOPED_TRACE(target);
    const WebResponse first = Ask(target);
    ASSERT_EQ(first.status, 200);
    const std::string time(Header(first, "Last-Modified"));
    const auto read = ParseHttpDate(time);
    ASSERT_TRUE(read) << time;
    EXPECT_EQ(*read, began_);
    const WebResponse again = Ask(target, time);
    EXPECT_EQ(again.status, 304);
    EXPECT_THAT(again.body, IsEmpty());
    EXPECT_EQ(Header(again, "Last-Modified"), time);
    EXPECT_EQ(Ask(target, HttpDateOf(began_ - std::chrono::seconds(1))).status, 200);
    EXPECT_EQ(Ask(target, HttpDateOf(began_ + std::chrono::days(1))).status, 304);
  }
}

TEST_F(ModifiedTest, SaysNothingWhereATagIsSent) {
  const std::string late = HttpDateOf(began_ + std::chrono::days(1));
  const std::string tag(Header(Ask("/v1/stories"), "ETag"));
  EXPECT_EQ(Ask("/v1/stories", late, "\"another\"").status, 200);
  EXPECT_EQ(Ask("/v1/stories", HttpDateOf(began_ - std::chrono::days(1)), tag).status, 304);
}

TEST_F(ModifiedTest, IsIgnoredWhereItIsNoDate) {
  for (const auto* no_date : {"", "yesterday", "2030-01-01T00:00:00Z", "Sun, 99 Nov 2094"})
    EXPECT_EQ(Ask("/v1/stories", no_date).status, 200) << no_date;
}

TEST_F(ModifiedTest, IsNotSaidOfWhatWasJustWritten) {
  since_ = std::chrono::seconds(1);
  EXPECT_THAT(Header(Ask("/v1/stories"), "Last-Modified"), IsEmpty());
  // And of what follows the clock, never.
  since_ = std::chrono::hours(1);
  EXPECT_THAT(Header(Ask("/v1/sources"), "Last-Modified"), IsEmpty());
  EXPECT_THAT(Header(Ask("/v1/marks"), "Last-Modified"), IsEmpty());
  EXPECT_THAT(Header(Ask("/v1/stories/zzzz"), "Last-Modified"), IsEmpty());
}

}  // namespace
}  // namespace checkback
