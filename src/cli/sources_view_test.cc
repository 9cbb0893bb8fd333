#include "cli/sources_view.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNow = *ParseInstant("2026-11-26T14:10:00Z");

SourceStatus StatusAt(FollowedSource source) {
  SourceStatus status;
  status.source = std::move(source);
  status.troubles = TroublesOf(status.source, kNow);
  status.state = StateOf(status.source, status.troubles);
  return status;
}

FollowedSource Named(std::string title) {
  FollowedSource source;
  source.key = 3;
  source.title = std::move(title);
  source.url = source.url_in_use = "https://news.example/rss";
  source.last_good = source.last_tried = kNow - minutes(12);
  source.next_due = kNow + minutes(20);
  return source;
}

TEST(SourcesView, ShowsThoseInTroubleFirst) {
  FollowedSource failing = Named("Zeta Post");
  failing.tags = {"coast"};
  failing.failing_since = kNow - hours(50);
  failing.failure = PollFailure::kStatus;
  failing.failure_text = "news.example answered 503";
  failing.failures = 4;
  SourceStatus well = StatusAt(Named("Alpha News"));
  well.pages[static_cast<std::size_t>(PageState::kWatched)] = 240;
  well.days.push_back({std::chrono::floor<std::chrono::days>(kNow), 30, 0, 12, 11, 1, 0});
  const std::string view = SourcesViewOf({well, StatusAt(failing)}, kNow, {});
  EXPECT_EQ(view,
            "\n"
            "  2 sources: 1 well, 1 failing\n"
            "\n"
            "  failing         Zeta Post\n"
            "                  https://news.example/rss\n"
            "                  feed · coast · number 3\n"
            "                  since Tue 24 Nov 2026, 12:10 UTC: news.example answered 503,\n"
            "                  4 times\n"
            "                  last good 12 minutes ago, again in 20 minutes\n"
            "\n"
            "  ok              Alpha News\n"
            "                  https://news.example/rss\n"
            "                  feed · number 3\n"
            "                  12 new today, 11 kept, 1 not · 240 pages watched\n"
            "                  asked 12 minutes ago, again in 20 minutes\n"
            "\n");
}

TEST(SourcesView, SaysHowManyPagesNeedJavaScript) {
  SourceStatus status = StatusAt(Named("Zeta Post"));
  status.pages[static_cast<std::size_t>(PageState::kWatched)] = 40;
  status.need_script = 12;
  EXPECT_NE(SourcesViewOf({status}, kNow, {}).find("12 of 40 pages hold no text without"),
            std::string::npos);
  EXPECT_TRUE(IsWell(status));
  status.state = "needs_javascript";
  EXPECT_FALSE(IsWell(status));
  EXPECT_NE(SourcesViewOf({status}, kNow, {}).find("1 needs javascript"), std::string::npos);
}

TEST(SourcesView, IsHarmlessWhateverASourceCallsItself) {
  FollowedSource source = Named("Evil \x1b]52;c;AAAA\x07 News");
  source.note = "moved to \x1b[2J";
  const std::string view = SourcesViewOf({StatusAt(source)}, kNow, {});
  EXPECT_EQ(view.find('\x1b'), std::string::npos);
  EXPECT_EQ(view.find('\x07'), std::string::npos);
}

TEST(SourcesView, SaysHowFarAwayAMomentIs) {
  EXPECT_EQ(DistanceOf(kNow, kNow), "now");
  EXPECT_EQ(DistanceOf(kNow + minutes(1), kNow), "in 1 minute");
  EXPECT_EQ(DistanceOf(kNow - hours(3), kNow), "3 hours ago");
  EXPECT_EQ(DistanceOf(kNow - hours(49), kNow), "2 days ago");
}

}  // namespace
}  // namespace checkback
