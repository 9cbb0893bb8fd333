#include "article/body/live_blog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "article/body/live_entries.h"

namespace checkback {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<LivePost> Posts(std::string_view html, const Witnesses& said = {}) {
  return FindPosts(*ParseHtml(html), said);
}

constexpr std::string_view kBlog =
    R"(<body><main><article class="liveblog"><h1>Talks, as it happened</h1>
  <p>This blog is now closed.</p>
  <div class="block"><time datetime="2026-03-06T17:55:00Z">17.55 GMT</time><h2>Summary</h2>
    <p>That is all from Port Cassim. There is no ceasefire, and no date for a second round.</p></div>
  <div class="block"><time datetime="2026-03-06T16:40:00Z">16.40 GMT</time>
    <p>The prime minister has been speaking on the quay for ten minutes.</p>
    <p>He then left <a href="/x">by car</a>.</p><p>Share</p></div>
  </article>
  <section class="comments"><div class="c"><time datetime="2026-03-06T18:00:00Z">18.00</time><p>Believe it when the buses roll over the bridge.</p></div>
  <div class="c"><time datetime="2026-03-06T18:01:00Z">18.01</time><p>Four hundred is a start, is it not, my friends of the river?</p></div></section>)";

TEST(LiveBlog, EntriesWithTimesArePosts) {
  const auto posts = Posts(kBlog);
  ASSERT_THAT(posts, SizeIs(2));
  EXPECT_EQ(posts[0].headline, "Summary");
  EXPECT_THAT(
      posts[0].paragraphs,
      ElementsAre(
          "That is all from Port Cassim. There is no ceasefire, and no date for a second round."));
  EXPECT_EQ(posts[1].headline, "");
  EXPECT_THAT(posts[1].paragraphs,
              ElementsAre("The prime minister has been speaking on the quay for ten minutes.",
                          "He then left by car."));
  ASSERT_TRUE(posts[1].time.has_value());
  EXPECT_EQ(ToRfc3339(*posts[1].time), "2026-03-06T16:40:00Z");
}

TEST(LiveBlog, TimesMayStandInWords) {
  Witnesses said;
  said.published.push_back({.value = "2026-03-06T08:00:00Z", .from = "meta"});
  const auto posts = Posts(R"(<body><div class="live-feed">
    <div class="entry"><p><strong>08:25</strong></p><p>The airport is shut until noon, the tower says.</p></div>
    <div class="entry"><p><strong>8.11 am</strong></p><p>The spokesman says on the line that there is no coup.</p></div></div>)",
                           said);
  ASSERT_THAT(posts, SizeIs(2));
  EXPECT_THAT(posts[0].paragraphs, ElementsAre("The airport is shut until noon, the tower says."));
  ASSERT_TRUE(posts[1].time.has_value());
  EXPECT_EQ(posts[1].time->utc, *ParseInstant("2026-03-06T08:11:00Z"));
}

TEST(LiveBlog, TeasersOfOtherPagesAreNone) {
  std::string html = "<body><div class=\"live-updates\">";
  for (int i = 0; i < 8; ++i) {
    html += "<div class=\"item\"><time datetime=\"2026-03-06T10:0" + std::to_string(i) +
            ":00Z\">now</time><h3><a href=\"/news/" + std::to_string(i) +
            "\">Minister resigns after the vote</a></h3><p>The minister left on Monday after the "
            "vote was lost, aides said.</p></div>";
  }
  EXPECT_THAT(Posts(html), IsEmpty());
}

TEST(LiveBlog, AnArticleWithOneTimeIsNone) {
  EXPECT_THAT(
      Posts(R"(<body><article><h1>Dam stands</h1><time datetime="2026-03-06T10:00:00Z">10:00</time>
    <p>The dam is sound. That is the one piece of good news on the worst day since 1988.</p></article>)"),
      IsEmpty());
  EXPECT_THAT(Posts(""), IsEmpty());
}

TEST(LiveBlog, MetadataSpeaksWhereThePageShowsNothing) {
  Witnesses said;
  said.posts = {{.headline = "One",
                 .body = "First words.\nMore words.",
                 .time = ParsePageTime("2026-03-06T10:00:00Z")},
                {.headline = "", .body = "Second words.", .time = std::nullopt}};
  const auto posts = Posts("<body><p>Loading…</p>", said);
  ASSERT_THAT(posts, SizeIs(2));
  EXPECT_EQ(posts[0].node, kNoNode);
  EXPECT_THAT(posts[0].paragraphs, ElementsAre("First words.", "More words."));
}

TEST(LiveBlog, ClockTimesAreReadInTheirUsualForms) {
  const auto minutes = [](std::string_view text) {
    const auto time = ReadClockTime(text);
    return time ? static_cast<int>(time->since_midnight.count()) : -1;
  };
  EXPECT_EQ(minutes("17.55 GMT"), 1075);
  EXPECT_EQ(minutes(" 5:55 p.m. "), 1075);
  EXPECT_EQ(minutes("12:05 AM"), 5);
  EXPECT_EQ(minutes("14:05 Uhr"), 845);
  EXPECT_EQ(minutes("14h05"), 845);
  for (const std::string_view none :
       {"", "1", "17.5", "25:00", "10:61", "17.55 metres", "3.14159", "10:00 - 12:00", "2:1"}) {
    EXPECT_EQ(minutes(none), -1) << none;
  }
}

TEST(LiveBlog, EntriesWithTheTimesThatMetadataTellsArePosts) {
  const std::string_view html = R"(<body><main class="lx"><h1>Storm: latest</h1><div class="lx-s">
    <article class="lx-e"><header><time datetime="2026-03-10T07:08:00+01:00">07:08</time><h3>Schools closed</h3></header>
      <p>Three schools in the old town are closed today, the county says.</p></article>
    <article class="lx-e"><header><time datetime="2026-03-10T06:40:00+01:00">06:40</time><h3>Bridge shut</h3></header>
      <p>The bridge is shut to lorries until the wind has gone down, police say.</p></article></div>)";
  EXPECT_THAT(Posts(html), IsEmpty());  // two teasers, for all that the page shows
  Witnesses said;
  said.posts = {{.headline = "Schools closed",
                 .body = "Three schools in the old town are closed today, the county says.",
                 .time = ParsePageTime("2026-03-10T06:08:00Z")},
                {.headline = "Bridge shut",
                 .body = "The bridge is shut to lorries until the wind has gone down, police say.",
                 .time = ParsePageTime("2026-03-10T05:40:00Z")}};
  const auto posts = Posts(html, said);
  ASSERT_THAT(posts, SizeIs(2));
  EXPECT_NE(posts[0].node, kNoNode);
  EXPECT_EQ(posts[0].headline, "Schools closed");
  EXPECT_THAT(posts[1].paragraphs, ElementsAre("The bridge is shut to lorries until the wind has "
                                               "gone down, police say."));
}

}  // namespace
}  // namespace checkback
