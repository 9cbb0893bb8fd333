// Hubs at the door: the one address for which no token of ours is needed.

#include "follow/sources/source_book.h"
#include "follow/websub/push_hook.h"
#include "serve/site_samples.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

class PushRouteTest : public SiteTest {
 protected:
  void SetUp() override {
    auto book = SourceBook::Open(folder_.path() + "/sources.db");
    ASSERT_TRUE(book) << book.error().what;
    const NewSource source{.url = "https://post.example/rss"};
    const Instant now = Options().now();
    ASSERT_TRUE((*book)->Add({&source, 1}, now));
    ASSERT_TRUE((*book)->TakeOffer(1, PushOffer{"https://hub.example/", "https://post.example/rss"},
                                   "https://me.example/in/hook", now));
    subscription_ = (*book)->Subscriptions()->front();
    const auto asked = AfterAsking(subscription_, now);
    ASSERT_TRUE(asked && (*book)->Keep(*asked));
  }
  // A site with a token, whose name hubs do not use.
  SiteOptions Guarded(std::string push_path = "/in/hook") const {
    SiteOptions options = Options();
    options.store = folder_.path();
    options.tokens = {{"a token of ours", Scope::kAdmin}};
    options.push_path = std::move(push_path);
    return options;
  }
  WebRequest FromHub(std::string method, std::string target) const {
    WebRequest request = Get(std::move(target));
    request.method = std::move(method);
    request.host = "me.example";
    return request;
  }
  std::string Target(std::string_view mode) const {
    return fmt::format(
        "/in/hook/{}?hub.mode={}&hub.topic=https%3A%2F%2Fpost.example%2Frss&hub.challenge=%3Cb%3Ex&"
        "hub.lease_seconds=864000",
        subscription_.token, mode);
  }

  samples::ScratchFolder folder_;
  Subscription subscription_;
};

TEST_F(PushRouteTest, AHubIsAnsweredWithItsChallengeAsPlainText) {
  const WebResponse answer = Site(Guarded()).Answer(FromHub("GET", Target("subscribe")));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "<b>x");
  EXPECT_EQ(answer.type, "text/plain; charset=utf-8");
  EXPECT_EQ(Header(answer, "X-Content-Type-Options"), "nosniff");
}

TEST_F(PushRouteTest, NothingElseOpensWithIt) {
  const Site site(Guarded());
  EXPECT_EQ(site.Answer(FromHub("GET", "/in/hook")).status, 421);
  EXPECT_EQ(site.Answer(FromHub("GET", "/stories/" + subscription_.token)).status, 421);
  EXPECT_EQ(site.Answer(FromHub("DELETE", Target("subscribe"))).status, 421);
  EXPECT_EQ(site.Answer(FromHub("GET", Target("unsubscribe"))).status, 404);
  EXPECT_EQ(site.Answer(FromHub("GET", "/in/hook/0123?hub.mode=subscribe")).status, 404);
  EXPECT_EQ(site.Answer(FromHub("POST", "/in/hook/0123")).status, 410);
  EXPECT_EQ(site.Answer(FromHub("POST", "/in/hook/" + subscription_.token)).status, 202);
  EXPECT_EQ(Site(Guarded("")).Answer(FromHub("GET", Target("subscribe"))).status, 421);
}

TEST_F(PushRouteTest, OnlyWhoHasATokenMaySendMuch) {
  const Site site(Guarded());
  EXPECT_EQ(site.MostBodyOf("/in/hook/" + subscription_.token), kMostPushBytes);
  EXPECT_EQ(site.MostBodyOf("/in/hook/0123"), kMostBodyBytes);
  EXPECT_EQ(site.MostBodyOf("/do/mark"), kMostBodyBytes);
}

}  // namespace
}  // namespace checkback
