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
  const auto since = ParseInstant("2025-05-13T09:12:00Z");
  EXPECT_EQ(OpeningLineOf(counts, since),
            "Since Tue 13 May 2025, 09:12 UTC: 14 articles, 9 copies, 4 new statements, "
            "1 figure changed, 1 question answered");
  EXPECT_EQ(OpeningLineOf({}, std::nullopt), "Nothing new");
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
  const std::string view = NewViewOf(whole, {}, std::nullopt, Terminal{});
  EXPECT_NE(view.find("Four people died. Nobody is missing.\n"), view.npos) << view;
  EXPECT_NE(view.find("The dam is sound.\n"), view.npos) << view;
  EXPECT_NE(view.find("filjq2zz"), view.npos);
}

}  // namespace
}  // namespace checkback
