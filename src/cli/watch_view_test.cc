#include "cli/watch_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(WatchView, ShowsEachChangeUnderTheArticleThatBroughtIt) {
  WholeStory whole;
  whole.story.id = "filje5i4aaaa";
  whole.story.title = "Blast at \x1b[2Jcold store";
  for (const char* outlet : {"Averley Herald", "WBC News"}) {
    StoryCapture& c = whole.story.captures.emplace_back();
    c.outlet = outlet;
    c.capture.seen_at = Instant(std::chrono::seconds(1747216800));
  }
  const StateChange fresh{.kind = ChangeKind::kNew,
                          .capture = 1,
                          .words = {{"new", 1, Span{0, 4}, "Six people are hurt."}},
                          .about = {},
                          .detail = {},
                          .keys = {"k"}};
  const StateChange answered{.kind = ChangeKind::kAnswered,
                             .capture = 1,
                             .words = {{"by", 1, Span{0, 4}, "Six people are hurt."},
                                       {"asked", 0, Span{0, 4}, "It is not known if any is."}},
                             .about = "q1",
                             .detail = "yes",
                             .keys = {"l"}};
  const StateChange* changes[] = {&fresh, &answered};
  const std::string view = ChangesViewOf(whole, changes, {.width = 100, .colors = false});
  EXPECT_THAT(view, HasSubstr("filje5i4  Blast at"));
  EXPECT_THAT(view, HasSubstr("new            Six people are hurt."));
  EXPECT_THAT(view, HasSubstr("answered       Six people are hurt."));
  EXPECT_THAT(view, HasSubstr("  asked        It is not known if any is. (Averley Herald, "));
  EXPECT_THAT(view, Not(HasSubstr("\x1b")));
  EXPECT_EQ(view.find("WBC News"), view.rfind("WBC News"));  // once for both
}

}  // namespace
}  // namespace checkback
