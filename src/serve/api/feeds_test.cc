#include <set>

#include "page/feed/feed.h"
#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class FeedsOut : public SiteTest {
 protected:
  static Feed Read(const WebResponse& response) {
    const Result<Feed> feed = ReadFeed(
        response.body,
        {.url = "http://127.0.0.1:8080/feed", .seen_at = ParseInstant("2025-05-16T06:00:00Z")});
    EXPECT_TRUE(feed) << feed.error().what << '\n' << response.body;
    return feed.value_or(Feed());
  }
};

TEST_F(FeedsOut, OfAStoryAreReadByAReaderOfFeeds) {
  for (const bool json : {false, true}) {
    SCOPED_TRACE(json ? "JSON Feed" : "Atom");
    const std::string target =
        fmt::format("/stories/{}/feed.{}", StoryId(), json ? "json" : "atom");
    const WebResponse response = Answer(target);
    ASSERT_EQ(response.status, 200) << response.body;
    EXPECT_THAT(response.type, StartsWith(json ? "application/feed+json" : "application/atom+xml"));
    const Feed feed = Read(response);
    EXPECT_EQ(feed.kind, json ? FeedKind::kJsonFeed : FeedKind::kAtom);
    EXPECT_THAT(feed.damage, IsEmpty());
    EXPECT_EQ(feed.self_url, "http://127.0.0.1:8080" + target);
    EXPECT_EQ(feed.site_url, "http://127.0.0.1:8080/stories/" + StoryId());
    // Two versions told something; the newest first.
    ASSERT_EQ(feed.items.size(), 2u);
    // Readers take markup out of titles, whether it was meant or not.
    EXPECT_THAT(feed.items[0].title, StartsWith("Explosion at Halvar cold store"));
    EXPECT_EQ(feed.items[0].url, "https://post.example/a");
    EXPECT_THAT(feed.items[0].id, StartsWith("urn:uuid:"));
    EXPECT_NE(feed.items[0].id, feed.items[1].id);
    ASSERT_TRUE(feed.items[0].published_at);
    EXPECT_EQ(ToRfc3339(feed.items[0].published_at->utc), "2025-05-15T06:00:00Z");
    EXPECT_THAT(response.body, HasSubstr("Seven people died"));
  }
}

TEST_F(FeedsOut, OfAQueryAreReadByAReaderOfFeeds) {
  for (const auto* kind : {"atom", "json"}) {
    const WebResponse response = Answer(fmt::format("/search/feed.{}?q=explosion", kind));
    ASSERT_EQ(response.status, 200) << response.body;
    const Feed feed = Read(response);
    EXPECT_EQ(feed.items.size(), 2u);
    EXPECT_THAT(feed.damage, IsEmpty());
    EXPECT_EQ(Answer(fmt::format("/search/feed.{}?q=%22open", kind)).status, 400);
    EXPECT_EQ(Answer(fmt::format("/search/feed.{}?q=nowhere", kind)).status, 200);
  }
}

TEST_F(FeedsOut, StayTheSameWhileNothingComes) {
  const std::string target = fmt::format("/stories/{}/feed.atom", StoryId());
  SiteOptions later = Options();
  later.now = [] { return *ParseInstant("2025-06-16T06:00:00Z"); };
  EXPECT_EQ(Answer(target).body, Site(later).Answer(Get(target)).body);
}

TEST_F(FeedsOut, WhatIsPrintedIsTextInThem) {
  const WebResponse response = Answer(fmt::format("/stories/{}/feed.atom", StoryId()));
  EXPECT_THAT(response.body, Not(HasSubstr("<script>")));
  // Markup of the page is words inside the HTML that the entry carries.
  EXPECT_THAT(response.body, HasSubstr("&lt;p&gt;"));
  EXPECT_THAT(response.body, HasSubstr("&amp;lt;script"));
}

TEST_F(FeedsOut, ArePointedToByTheirPages) {
  EXPECT_THAT(Answer("/stories/" + StoryId()).body,
              HasSubstr(fmt::format("<link rel=\"alternate\" type=\"application/atom+xml\" "
                                    "href=\"/stories/{}/feed.atom\">",
                                    StoryId())));
  EXPECT_THAT(Answer("/search?q=a+b%22").body, HasSubstr("href=\"/search/feed.json?q=a%20b%22\""));
  EXPECT_THAT(Answer("/").body, Not(HasSubstr("rel=\"alternate\"")));
}

TEST_F(FeedsOut, SayWhatIsWrongAsProgramsReadIt) {
  const WebResponse response = Answer("/stories/zzzz/feed.atom");
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.type, "application/problem+json");
}

TEST_F(FeedsOut, CalendarsAreServed) {
  for (const std::string& target :
       {std::string("/v1/expected.ics"), fmt::format("/v1/stories/{}/expected.ics", StoryId())}) {
    const WebResponse response = Answer(target);
    EXPECT_EQ(response.type, "text/calendar; charset=utf-8");
    EXPECT_THAT(response.body, StartsWith("BEGIN:VCALENDAR\r\n"));
    EXPECT_THAT(response.body, testing::EndsWith("END:VCALENDAR\r\n"));
  }
}

}  // namespace
}  // namespace checkback
