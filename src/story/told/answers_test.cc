#include "story/told/answers.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

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

TEST(Answers, AreTheSameHoweverManyPagesFollow) {
  SampleStory story;
  story.Print("a", "Haldane was found guilty. It is not known when Haldane will be sentenced.");
  story.Print("b", "Judge Marit Voss will sentence Haldane on May 22 in the old town hall.");
  const ToldStory until = TellStory(story.Tellings(), "en");
  story.Print("c", "A ferry ran aground off Skarra in fog.");
  EXPECT_EQ(TellStory(story.Tellings(), "en").questions, until.questions);
}

}  // namespace
}  // namespace checkback
