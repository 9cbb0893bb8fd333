// What is followed, on the page and over the API.

#include "follow/following/made.h"
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

TEST_F(FollowedTest, SaysThatPagesNeedJavaScript) {
  Follow("Post");
  auto book = SourceBook::Open(Path());
  ASSERT_TRUE(book);
  const Instant now = Options().now();
  const NewPage pages[] = {
      {"https://post.example/1"}, {"https://post.example/2"}, {"https://post.example/3"}};
  const auto added = (*book)->AddPages(1, pages, now);
  ASSERT_TRUE(added);
  for (const PageKey key : added->keys)
    ASSERT_TRUE((*book)->Visited(
        key, {.at = now, .reason = key == added->keys[0] ? "" : std::string(kNeedsScripts)}));
  EXPECT_THAT(Answer("/sources").body, HasSubstr("2 of 3 pages hold no text without JavaScript"));
  const Result<Json> list = Json::Parse(Answer("/v1/sources").body);
  ASSERT_TRUE(list);
  const Json& source = (*list)[0];
  EXPECT_EQ(source["state"].Text(), "failing");  // what is worse comes first
  EXPECT_EQ(source["reasons"][1]["reason"].Text(), "needs_javascript");
  EXPECT_EQ(source["reasons"][1]["text"].Text(), "2 of 3 pages hold no text without JavaScript");
  EXPECT_EQ(source["pages"]["need_javascript"].Number(), 2);
}

TEST_F(FollowedTest, TellsWhyAPageIsLookedAt) {
  Follow("Post");
  {
    auto book = SourceBook::Open(Path());
    ASSERT_TRUE(book);
    const NewPage page{"https://post.example/a"};
    const Instant now = Options().now();
    const auto added = (*book)->AddPages(1, {&page, 1}, now - std::chrono::hours(2));
    ASSERT_TRUE(added);
    ASSERT_TRUE((*book)->Visited(added->keys[0], {.at = now - std::chrono::hours(1)}));
  }
  SiteOptions options = Options();
  options.looks.revisits.visits_a_second = 0.25;
  const Site site(options);
  const WebResponse given = site.Answer(Get("/v1/explain?url=https://post.example/a"));
  ASSERT_EQ(given.status, 200) << given.body;
  const Result<Json> json = Json::Parse(given.body);
  ASSERT_TRUE(json);
  EXPECT_EQ((*json)["page"].Text(), "https://post.example/a");
  EXPECT_EQ((*json)["state"].Text(), "watched");
  EXPECT_EQ((*json)["budget"]["visits_a_second"].Number(), 0.25);  // as the site was told
  EXPECT_EQ((*json)["story"].Text(), StoryId());
  const WebResponse why = site.Answer(Get("/captures/" + CaptureId() + "/why"));
  EXPECT_THAT(why.body, HasSubstr("When it is looked at again"));
  EXPECT_THAT(why.body, HasSubstr("https://post.example/rss"));
  EXPECT_EQ(site.Answer(Get("/v1/explain?url=https://post.example/none")).status, 404);
  EXPECT_EQ(site.Answer(Get("/v1/explain?url=nowhere")).status, 400);
  EXPECT_EQ(site.Answer(Get("/v1/explain")).status, 400);
}

TEST_F(FollowedTest, SilenceOfWhoDoesNotAnswerIsNoNews) {
  Follow("Post");
  const Site site(Options());
  WebRequest mark = Get("/v1/marks/" + StoryId());
  mark.method = "PUT";
  ASSERT_EQ(site.Answer(mark).status, 200);
  EXPECT_THAT(site.Answer(Get("/stories/" + StoryId())).body,
              HasSubstr("1 of its sources has not answered since <time "));
  mark.method = "DELETE";
  ASSERT_EQ(site.Answer(mark).status, 204);
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
