#include "answer/standing_words.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(StandingWords, SayWhoAsksAndForHowLong) {
  const Instant opened = *ParseInstant("2025-05-14T09:00:00Z");
  StoryQuestion question;
  EXPECT_EQ(StandingOf(question, opened, opened), "asked once, open less than an hour");
  question.origins = 3;
  question.asked_again.resize(4);
  EXPECT_EQ(StandingOf(question, opened, opened + std::chrono::hours(80)),
            "asked by 3 origins, open 3 days");
  question.state = QuestionState::kExpired;
  question.due = "2025-05-16";
  EXPECT_EQ(StandingOf(question, opened, opened + std::chrono::hours(80)),
            "asked by 3 origins, expired, about 2025-05-16");
}

TEST(StandingWords, HaveALetterForEachStatus) {
  StoryClaim claim;
  for (const auto status : {"reported", "denied", "unclear", "conditional", "planned", "confirmed"})
    claim.rows.push_back({.at = {}, .source = {}, .status = status, .who = {}});
  EXPECT_EQ(LettersOf(claim), "R D U ? P C");
}

}  // namespace
}  // namespace checkback
