#include "story/told/edit_reason.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace checkback {
namespace {

Article PageOf(std::string_view text, std::string_view note) {
  Article article;
  article.language = "en";
  article.text = text;
  if (note.empty()) return article;
  Block block;
  block.kind = BlockKind::kCorrection;
  block.text = note;
  article.blocks.push_back(block);
  return article;
}

// "correction silent": of each edit, in the order of the new text.
std::string ReasonsIn(std::string_view was, std::string_view now, std::string_view note) {
  const Article before = PageOf(was, "");
  const Article after = PageOf(now, note);
  std::string all;
  for (const EditReason reason : ReasonsOf(before, after, DiffArticles(before, after)))
    all += (all.empty() ? "" : " ") + std::string(NameOf(reason));
  return all;
}

struct Case {
  std::string_view what, was, now, note, reasons;
};

constexpr Case kCases[] = {
    {"a number without a word", "The quake struck 30 kilometers offshore, he said.",
     "The quake struck 45 kilometers offshore, he said.", "", "silent"},
    {"a number that a note speaks of", "The union must give seven days' notice of a strike.",
     "The union must give 10 days' notice of a strike.",
     "Correction 24 March: An earlier version said seven days' notice was required. It is 10.",
     "correction"},
    {"a number beside one that a note speaks of",
     "A further two cases were confirmed. Four chains - Pennyworth, Brae and Freshfield - cleared "
     "it.",
     "A further three cases were confirmed. Three chains - Pennyworth and Freshfield - cleared it.",
     "Correction: Brae does not stock it and has been removed.", "silent correction correction"},
    {"the hour beside a corrected number", "Nineteen people died, the staff said at 6 p.m. today.",
     "Seventeen people died, the staff said at 11 p.m. today.",
     "Correction: We reported earlier that 19 people had died.", "correction silent"},
    {"a sentence put in", "The beach is closed. Waves were possible, it said.",
     "The beach is closed. Waves were possible, it said. The advisory was lifted at 4:30 p.m.", "",
     "update"},
    {"an answer in the place of a question on a site",
     "Orr wants a seat. It is up to the ministry, which has not returned calls.",
     "Orr wants a seat. It is up to the ministry, which said late Friday that he would be given "
     "one "
     "as an observer.",
     "", "silent"},
    {"the same in an agency's report",
     "BEL ORO, March 5 (Meridian Press) - Orr wants a seat. It is up to the ministry, which has "
     "not "
     "returned calls.",
     "BEL ORO, March 5 (Meridian Press) - Orr wants a seat. It is up to the ministry, which said "
     "late Friday that he would be given one as an observer.",
     "", "update"},
    {"those aboard in a sentence that an agency writes anew",
     "BEL ORO, March 5 (Meridian Press) - Teams searched in thick fog for a train that left with "
     "31 "
     "people aboard.",
     "BEL ORO, March 5 (Meridian Press) - Teams found at last the wreck of a train that left with "
     "34 people aboard.",
     "", "update silent"},
    {"nothing", "The same.", "The same.", "", ""},
};

TEST(EditReason, IsToldByNotesAndByWhatWasPutIn) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(ReasonsIn(c.was, c.now, c.note), c.reasons);
  }
}

TEST(EditReason, OfAVersionWithANoteIsACorrection) {
  const Article was = PageOf("It was here.", "");
  const Article now = PageOf("It was here.", "Correction: it was there.");
  EXPECT_EQ(ReasonOf(was, now, DiffArticles(was, now)), EditReason::kCorrection);
}

}  // namespace
}  // namespace checkback
