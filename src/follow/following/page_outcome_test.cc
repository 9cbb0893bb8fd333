#include "follow/following/page_outcome.h"

#include <gtest/gtest.h>

#include <string_view>

#include "follow/following/made.h"
#include "follow/following/story_watch.h"

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNow = std::chrono::sys_days(std::chrono::days(20'000));

FetchAnswer Answered(FetchOutcome outcome, int status = 0) {
  FetchAnswer answer;
  answer.outcome = outcome;
  answer.status = status;
  answer.why = "why";
  return answer;
}

TEST(FailedVisit, WaitsLongerEachTimeAndGivesUpAtLast) {
  FoundPage page;
  Instant now = kNow;
  std::chrono::seconds before{0};
  for (; page.failures + 1 < kMostPageFailures; ++page.failures) {
    const PageVisit visit = FailedVisit(Answered(FetchOutcome::kNetwork), page, now);
    ASSERT_TRUE(visit.failed && visit.not_before);
    EXPECT_EQ(visit.state, PageState::kWaiting);
    EXPECT_GE(*visit.not_before - now, before);
    before = *visit.not_before - now;
    now = *visit.not_before;
  }
  EXPECT_GT(now - kNow, hours(3 * 24));
  EXPECT_EQ(FailedVisit(Answered(FetchOutcome::kNetwork), page, now).state, PageState::kDone);
}

TEST(FailedVisit, WhatIsGoneIsGoneAndWhatIsNotFoundMayBeThereSoon) {
  FoundPage page;
  EXPECT_EQ(FailedVisit(Answered(FetchOutcome::kGone, 410), page, kNow).state, PageState::kGone);
  EXPECT_EQ(FailedVisit(Answered(FetchOutcome::kRefused), page, kNow).state, PageState::kDone);
  const FetchAnswer not_found = Answered(FetchOutcome::kHttpError, 404);
  EXPECT_EQ(FailedVisit(not_found, page, kNow).state, PageState::kWaiting);
  page.failures = kNotFoundFailures - 1;
  EXPECT_EQ(FailedVisit(not_found, page, kNow).state, PageState::kGone);
  EXPECT_EQ(FailedVisit(Answered(FetchOutcome::kHttpError, 503), page, kNow).state,
            PageState::kWaiting);
}

TEST(FailedVisit, RetryAfterIsObeyed) {
  FetchAnswer answer = Answered(FetchOutcome::kHttpError, 429);
  answer.not_before = FetchTime(kNow) + hours(5);
  EXPECT_EQ(FailedVisit(answer, {}, kNow).not_before, kNow + hours(5));
}

TEST(NeedsScripts, IsAPageWithoutTextOfItsOwn) {
  struct Case {
    std::string html;
    bool needs;
  };
  const std::string text(1000, 'x');
  const Case cases[] = {
      {"<div id=root></div><noscript>Enable JavaScript</noscript><SCRIPT src=/a.js></SCRIPT>",
       true},
      {"<script>" + text + "</script><style>" + text + "</style><div></div>", true},
      {"<p>" + text + "</p><script src=/a.js></script>", false},
      {"<p>short</p>", false},
      {"<script>never closed " + text, true},
      {"", false},
  };
  for (const Case& c : cases) EXPECT_EQ(NeedsScripts(c.html), c.needs) << c.html.substr(0, 60);
}

TEST(StoryCalls, AreLouderTheMoreTheStoryMoves) {
  EXPECT_EQ(SignalsOf({}, kNow).livelier, 1);
  EXPECT_EQ(SignalsOf({}, kNow).weight, 1);
  StoryCall call;
  call.developing = true;
  EXPECT_EQ(SignalsOf(call, kNow).livelier, kLivelierDeveloping);
  call.live = true;
  EXPECT_EQ(SignalsOf(call, kNow).livelier, kLivelierLive);
  call.sibling_changed = kNow - minutes(20);
  EXPECT_EQ(SignalsOf(call, kNow).livelier, kLivelierLive * kLivelierSibling);
  EXPECT_EQ(SignalsOf(call, kNow + hours(4)).livelier, kLivelierLive);
  call.has_open_question = true;
  EXPECT_EQ(SignalsOf(call, kNow).weight, kWeightOpen);
  call.expected = {std::chrono::sys_days(std::chrono::days(20'001))};
  EXPECT_EQ(SignalsOf(call, kNow).weight, kWeightOpen);
  EXPECT_EQ(SignalsOf(call, kNow + hours(30)).weight, kWeightExpected);
}

}  // namespace
}  // namespace checkback
