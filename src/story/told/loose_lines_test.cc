#include "story/told/loose_lines.h"

#include <gtest/gtest.h>

#include <string>

#include "story/told/told_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kBody =
    "Four people died in Halvar on Wednesday, the mayor said. The road is shut. Engineers are on "
    "their way. The school is open. Buses run again. ";

TEST(LooseLines, AreThoseWithoutAnEndAmongSentencesThatHaveOne) {
  SampleStory story;
  story.Print("a",
              std::string(kBody) + "\n\nEnlarge this image toggle caption Reuters\n\nIt rained.");
  const std::vector<Telling> tellings = story.Tellings();
  const std::vector<bool> loose = LooseLinesOf(tellings[0]);
  const std::vector<Sentence>& sentences = tellings[0].reading->sentences;
  ASSERT_EQ(loose.size(), sentences.size());
  for (std::size_t i = 0; i < loose.size(); ++i) {
    const std::string_view words = story.TextOf(0, sentences[i].span);
    EXPECT_EQ(loose[i], words.starts_with("Enlarge")) << words;
  }
}

TEST(LooseLines, AreNoneWhereManySentencesHaveNoEnd) {
  SampleStory story;
  story.Print("a",
              "Four people died in Halvar\n\nThe road is shut\n\nThe school is open\n\nIt rained.");
  const std::vector<bool> loose = LooseLinesOf(story.Tellings()[0]);
  for (const bool line : loose) EXPECT_FALSE(line);
}

TEST(LooseLines, AreNotNew) {
  SampleStory story;
  story.Print("a", kBody);
  story.Print("b",
              "Two bridges fell in Halvar. More: What to know about quakes in the north\n\n"
              "The mayor wept. Nine men dug. Ten dogs helped. It rained in Drin.");
  const std::vector<Telling> tellings = story.Tellings();
  const auto updates = FindUpdates(tellings);
  for (const Span& sentence : updates[1].sentences)
    EXPECT_FALSE(story.TextOf(1, sentence).starts_with("More:"));
}

}  // namespace
}  // namespace checkback
