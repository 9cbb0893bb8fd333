#include "cli/progress_line.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

struct Case {
  ImportProgress progress;
  double seconds;
  std::string_view line;
};

TEST(ProgressLine, SaysHowFarHowFastAndHowLong) {
  const KeepTally kept = {.kept = 12'040, .known = 0, .versions = 0, .copies = 57};
  const Case cases[] = {
      {{}, 0, "0 captures"},
      {{.bytes_total = 100, .kept = {}},
       0.5,
       "[>                       ]   0 %  0 captures"},
      {{.bytes_done = 40, .bytes_total = 100, .bytes_read = 40, .failed = 2, .kept = kept},
       20,
       "[=========>              ]  40 %  12,040 captures  602/s  57 copies  2 failed  0:30 left"},
      {{.bytes_done = 100, .bytes_total = 100, .bytes_read = 100, .kept = kept},
       20,
       "[========================] 100 %  12,040 captures  602/s  57 copies"},
      // What was read in an earlier run says nothing about the speed of this one.
      {{.bytes_done = 90, .bytes_total = 100, .bytes_read = 10, .kept = {.kept = 999}},
       10,
       "[=====================>  ]  90 %  999 captures  99/s  0:10 left"},
  };
  for (const Case& c : cases) EXPECT_EQ(ProgressLine(c.progress, c.seconds, 120), c.line);
}

TEST(ProgressLine, FitsTheTerminal) {
  EXPECT_EQ(ProgressLine({.bytes_done = 1, .bytes_total = 2, .kept = {}}, 0, 10), "[=========");
}

}  // namespace
}  // namespace checkback
