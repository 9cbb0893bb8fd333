#include "story/told/answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "story/told/told_samples.h"
#include "story/told/updates.h"

namespace checkback {
namespace {

// A page that asks, and a later one.
class AskedAndTold {
 public:
  AskedAndTold(std::string_view asked, std::string_view told) {
    story_.Print("a", std::string(kStart) + std::string(asked));
    story_.Print("b", told);
    all_ = TellStory(story_.Tellings(), "en");
  }

  // "state, outcome: sentence" of the only question.
  std::string Answer() const {
    if (all_.questions.size() != 1) return std::to_string(all_.questions.size()) + " questions";
    const StoryQuestion& question = all_.questions.front();
    std::string line(NameOf(question.state));
    if (question.answer)
      line += ", " + question.outcome + ": " +
              std::string(story_.TextOf(question.answer->capture, question.answer->span));
    return line;
  }

 private:
  static constexpr std::string_view kStart =
      "A court in Sele found the former minister Lucan Haldane guilty on Tuesday. Haldane, 57, "
      "took "
      "paintings from a banker. The trial lasted nine weeks. ";

  SampleStory story_;
  ToldStory all_;
};

TEST(Answers, ASentenceThatIsWrittenAnewWithItsAnswerSettles) {
  EXPECT_EQ(
      AskedAndTold("Prosecutors must now decide if they want to try Haldane again on the third "
                   "charge.",
                   "Prosecutors will not try Haldane again on the third charge, they said.")
          .Answer(),
      "answered, no: Prosecutors will not try Haldane again on the third charge, they said.");
}

TEST(Answers, AnotherSubjectSettlesNothing) {
  EXPECT_EQ(
      AskedAndTold("His lawyer did not say whether Haldane would appeal.",
                   "A ferry ran aground off Skarra in fog. All aboard were taken to hospital.")
          .Answer(),
      "open");
}

TEST(Answers, AskingAgainSettlesNothing) {
  EXPECT_EQ(AskedAndTold("His lawyer did not say whether Haldane would appeal.",
                         "It was still not known on Thursday whether Haldane would appeal.")
                .Answer(),
            "open");
}

TEST(Answers, AWhenIsNotSettledByASentenceWithoutATime) {
  EXPECT_EQ(AskedAndTold("It is not known when Haldane will be sentenced.",
                         "Haldane will be sentenced by the judge who led his trial.")
                .Answer(),
            "open");
}

TEST(Answers, AWhenIsSettledByItsDay) {
  EXPECT_EQ(AskedAndTold("It is not known when Haldane will be sentenced.",
                         "Judge Marit Voss will sentence Haldane on May 22 in the old town hall.")
                .Answer(),
            "answered, May 22: Judge Marit Voss will sentence Haldane on May 22 in the old town "
            "hall.");
}

// What shares many words with a question and does not settle it, in several kinds of news.
struct Unsettled {
  std::string_view why;
  std::string_view asked;
  std::string_view told;
};

constexpr Unsettled kUnsettled[] = {
    {"a rumour", "It is not known whether the Teller dam cracked in the quake.",
     "There are unconfirmed reports that the Teller dam cracked in the quake."},
    {"a rumour", "The palace did not say whether President Amaral had left the capital.",
     "President Amaral is believed to have left the capital, two shopkeepers said."},
    {"a condition", "Her lawyer did not say whether Marit Voss would appeal.",
     "If Marit Voss would appeal, the case would go to the high court."},
    {"a plan for what is asked as done", "It was not clear whether the crews had stopped work.",
     "The crews will stop work on Friday."},
    {"a proposal", "It is not known whether the guild has accepted a third party.",
     "The company proposed that the guild accept a third party."},
    {"a repetition", "Officials did not say whether the count in Sele had been stopped.",
     "It was still unclear on Thursday whether the count in Sele had been stopped."},
    {"not told", "Police have not said how the two sisters died.",
     "Police have not disclosed how the two sisters died in Drin."},
    {"a denial by one who need not know",
     "It is not known whether the cheese made the children ill.",
     "The owner of the dairy denied that the cheese made the children ill."},
    {"a question", "The ministry did not say whether the road to Drin was open.",
     "Was the road to Drin open when the bus came?"},
    {"no number", "It is not known how many people were in the hall.",
     "People were in the hall when the roof came down."},
    {"no reason", "Police have not said why the guard opened the gate.",
     "The guard opened the gate, police said."},
};

TEST(Answers, ARumourAConditionARepetitionOrADenialByOthersSettlesNothing) {
  for (const Unsettled& c : kUnsettled) {
    SCOPED_TRACE(std::string(c.why) + ": " + std::string(c.told));
    SampleStory story;
    story.Print("a", c.asked);
    story.Print("b", c.told);
    const ToldStory told = TellStory(story.Tellings(), "en");
    ASSERT_FALSE(told.questions.empty());
    EXPECT_EQ(told.questions.front().answer, std::nullopt);
  }
}

TEST(Answers, AreTheSameHoweverManyPagesFollow) {
  SampleStory story;
  story.Print("a", "Haldane was found guilty. It is not known when Haldane will be sentenced.");
  story.Print("b", "Judge Marit Voss will sentence Haldane on May 22 in the old town hall.");
  const ToldStory until = TellStory(story.Tellings(), "en");
  story.Print("c", "A ferry ran aground off Skarra in fog.");
  EXPECT_EQ(TellStory(story.Tellings(), "en").questions, until.questions);
}

// The layer that has taken all captures of `story`.
QuestionLayer LayerOf(const SampleStory& story) {
  const std::vector<Telling> tellings = story.Tellings();
  const std::vector<StoryUpdate> updates = FindUpdates(tellings);
  QuestionLayer layer;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const auto update = std::find_if(updates.begin(), updates.end(),
                                     [&](const StoryUpdate& one) { return one.capture == i; });
    layer.Add({i, tellings[i], update == updates.end() ? nullptr : &*update});
  }
  return layer;
}

constexpr std::string_view kAsked =
    "Haldane was found guilty on Tuesday. It is not known when Haldane will be sentenced.";

TEST(Answers, WhatIsAskedAgainWasHardlyAnswered) {
  SampleStory story;
  story.Print("a", kAsked);
  story.Print("b", "Judge Marit Voss will sentence Haldane on May 22 in the old town hall.");
  const QuestionLayer before = LayerOf(story);
  ASSERT_EQ(before.ChoicesFor(0).size(), 1u);
  EXPECT_FALSE(before.ChoicesFor(0)[0].doubted);
  story.Print("c", "Rain fell in Sele. It is still not known when Haldane will be sentenced.");
  const QuestionLayer after = LayerOf(story);
  ASSERT_EQ(after.ChoicesFor(0).size(), 1u);
  EXPECT_TRUE(after.ChoicesFor(0)[0].doubted);
  EXPECT_LT(after.ChoicesFor(0)[0].sum, before.ChoicesFor(0)[0].sum);
  EXPECT_EQ(after.Told()[0].asked_again.size(), 1u);
}

TEST(Answers, WhatHasNoLicenceOfItsOwnCountsOnceAPageIsWrittenOn) {
  SampleStory story;
  story.Print("a",
              "The crew of the ferry left Skarra on Tuesday. It is not clear why the ferry "
              "left Skarra early.");
  story.Print("b", "The ferry left Skarra early because a storm was on its way, the crew said.");
  EXPECT_TRUE(LayerOf(story).ChoicesFor(0).empty());
  story.Print("b",
              "The ferry left Skarra early because a storm was on its way, the crew said. "
              "Nobody was hurt on the quay.");
  const QuestionLayer after = LayerOf(story);
  ASSERT_EQ(after.ChoicesFor(0).size(), 1u);
  EXPECT_EQ(after.ChoicesFor(0)[0].decides.sentence.capture, 1u);
}

}  // namespace
}  // namespace checkback
