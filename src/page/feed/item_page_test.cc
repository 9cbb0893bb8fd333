#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "page/feed/feed.h"

namespace checkback {
namespace {

std::string Words(int n) {
  std::string words;
  for (int i = 0; i < n; ++i) words += "word ";
  return words;
}

TEST(ItemPage, OnlyWholeTextsBecomePages) {
  struct Case {
    std::string content, summary;
    bool is_page;
  };
  const Case cases[] = {
      {"", Words(100), false},
      {"<p>" + Words(59) + "</p>", "", false},
      {"<p>" + Words(60) + "</p>", "", true},
      {"<p>" + Words(30) + "</p>", Words(10), true},
      {"<p>" + Words(30) + "</p>", Words(30), false},
      {"<p>" + Words(20) + "</p>", Words(5), false},
      {"<p>" + Words(80) + "[&#8230;]</p>", "", false},
      {"<p>" + Words(80) + "...</p>", "", false},
      {"<p>" + Words(500) + "...</p>", "", true},
  };
  for (const Case& c : cases) {
    FeedItem item;
    item.title = "T";
    item.content_html = c.content;
    item.summary = c.summary;
    EXPECT_EQ(PageOfItem(Feed{}, item, Instant{}).has_value(), c.is_page)
        << c.content << " | " << c.summary;
  }
}

TEST(ItemPage, HasWhatTheFeedSays) {
  Feed feed;
  feed.language = "en";
  FeedItem item;
  item.url = "https://post.example/1";
  item.title = "Ferry <sinks> & more";
  item.authors = {"Anna \"A\" Bell"};
  item.published_at = ParsePageTime("2025-05-14T09:30:00+03:00");
  item.content_html = "<p>" + Words(60) + "</p>";
  constexpr Instant kSeenAt = std::chrono::sys_days(std::chrono::year(2025) / 5 / 14);
  const std::optional<Page> found = PageOfItem(feed, item, kSeenAt);
  ASSERT_TRUE(found);
  const Page page = found.value_or(Page{});
  EXPECT_EQ(page.url, item.url);
  EXPECT_EQ(page.language, "en");
  EXPECT_EQ(page.format, PageFormat::kHtml);
  EXPECT_EQ(page.published_at, item.published_at);
  EXPECT_EQ(page.seen_at, kSeenAt);
  EXPECT_EQ(page.sha256.size(), 64u);
  EXPECT_THAT(page.content, ::testing::HasSubstr("<h1>Ferry &lt;sinks&gt; &amp; more</h1>"));
  EXPECT_THAT(page.content, ::testing::HasSubstr("content=\"Anna &quot;A&quot; Bell\""));
  EXPECT_THAT(page.content, ::testing::HasSubstr(item.content_html));
}

}  // namespace
}  // namespace checkback
