#include "cli/new_view.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(NewView, OpensWithWhatCameSince) {
  SinceCounts counts;
  counts.articles = 14;
  counts.copies = 9;
  counts.statements = 4;
  counts.figures = 1;
  counts.answered = 1;
  const auto since = ParseInstant("2025-05-13T09:11:59Z");
  const auto line = [&](std::string_view now) {
    return OpeningLineOf(counts, {since, *ParseInstant(now)});
  };
  const std::string told =
      "14 articles, 9 copies, 4 new statements, 1 figure changed, 1 question answered";
  EXPECT_EQ(line("2025-05-13T10:00:00Z"), "Since 09:12: " + told);
  EXPECT_EQ(line("2025-05-14T08:00:00Z"), "Since 09:12 yesterday: " + told);
  EXPECT_EQ(line("2025-05-15T08:00:00Z"), "Since Tue 13 May 2025, 09:12 UTC: " + told);
  EXPECT_EQ(OpeningLineOf(counts, {}), told);
}

TEST(NewView, SaysThatNothingIsNewOnlyWhereEveryPageWasLookedAt) {
  SinceCounts counts;
  counts.pages = counts.pages_seen = 5;
  const LookBackFrom from = {ParseInstant("2025-05-13T09:11:59Z"),
                             *ParseInstant("2025-05-13T10:00:00Z")};
  EXPECT_EQ(OpeningLineOf(counts, from), "Since 09:12: nothing new");
  counts.pages_seen = 2;
  EXPECT_EQ(OpeningLineOf(counts, from),
            "Since 09:12: nothing came; 3 of 5 pages have not been seen again");
}

TEST(NewView, ShowsNewSentencesOfAParagraphAsOneRun) {
  WholeStory whole;
  whole.story.id = "kjfw2abcdef";
  whole.story.title = "Quake in Halvar";
  StoryCapture capture;
  capture.capture.id = "filjq2zz00";
  capture.outlet = "Meridian";
  capture.headline = "Toll rises";
  whole.story.captures.push_back(capture);
  Article article;
  article.text = "Four people died. Nobody is missing.\n\nThe dam is sound.";
  whole.articles.push_back(article);
  whole.readings.emplace_back();
  whole.told.updates.push_back(
      {.capture = 0, .sentences = {{0, 17}, {18, 36}, {38, 55}}, .notes = {}});
  const std::string view = NewViewOf(whole, {}, {}, Terminal{});
  EXPECT_NE(view.find("Four people died. Nobody is missing.\n"), view.npos) << view;
  EXPECT_NE(view.find("The dam is sound.\n"), view.npos) << view;
  EXPECT_NE(view.find("filjq2zz"), view.npos);
}

}  // namespace
}  // namespace checkback
