#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

#include "story/told/told.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kFirst =
    "An earthquake of magnitude 6.1 struck the province of Halvar on Wednesday, killing four "
    "people, "
    "Mayor Lidia Orsan said. \"Everything that was old came down,\" she told Meridian Press. The "
    "road to Upper Drin is blocked by a landslide.";

// The new sentences of each capture but the visits, one after the other.
std::vector<std::string> NewIn(const SampleStory& story) {
  std::vector<std::string> all;
  for (const StoryUpdate& update : FindUpdates(story.Tellings())) {
    for (const Span& span : update.sentences)
      all.push_back(std::to_string(update.capture) + ' ' +
                    std::string(story.TextOf(update.capture, span)));
  }
  return all;
}

std::vector<std::string> NewAfter(std::string_view first, std::string_view page,
                                  std::string_view second) {
  SampleStory story;
  story.Print("a", first);
  story.Print(page, second);
  std::vector<std::string> all = NewIn(story);
  std::erase_if(all, [](const std::string& line) { return line.starts_with("0 "); });
  return all;
}

TEST(Updates, OfAStoryBeginWithAllThatItsFirstPageTellsOfIt) {
  SampleStory story;
  story.Print("a", kFirst);
  EXPECT_EQ(NewIn(story).size(), 3u);
}

TEST(Updates, ACopyTellsNothingNew) {
  EXPECT_TRUE(NewAfter(kFirst, "b", kFirst).empty());
}

TEST(Updates, AVisitTellsNothingNew) {
  EXPECT_TRUE(NewAfter(kFirst, "a", kFirst).empty());
}

TEST(Updates, TheSameInOtherWordsIsNotNew) {
  EXPECT_TRUE(NewAfter(kFirst, "b",
                       "A magnitude 6.1 earthquake has struck Halvar province, and four people "
                       "were killed, said the mayor, Lidia Orsan.")
                  .empty());
}

TEST(Updates, APageThatFlipsBackTellsNothingNew) {
  SampleStory story;
  story.Print("a", "Tarsova will send nine officials to Cassim, the Amber Palace said.");
  story.Print("a", "Tarsova will send seven officials to Cassim, the Amber Palace said.");
  story.Print("a", "Tarsova will send nine officials to Cassim, the Amber Palace said.");
  story.Print("a", "Tarsova will send seven officials to Cassim, the Amber Palace said.");
  EXPECT_EQ(NewIn(story),
            (std::vector<std::string>{
                "0 Tarsova will send nine officials to Cassim, the Amber Palace said.",
                "1 Tarsova will send seven officials to Cassim, the Amber Palace said."}));
}

struct Case {
  std::string_view what, was, now;
};

constexpr Case kChanges[] = {
    {"a number", "The lake stood at 14 meters on Friday, Mayor Tal Wenning said.",
     "The lake stood at 11 meters on Friday, Mayor Tal Wenning said."},
    {"a name", "She rejected reports that Luis Bragan of the army was behind it.",
     "She rejected reports that Rui Tavel of the army was behind it."},
    {"a place", "The barge went through the deck of the Café Nautica in Korve.",
     "The barge went through the deck of the Café Marina in Korve."},
};

TEST(Updates, AVersionThatChangesAFactIsNew) {
  for (const Case& c : kChanges) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(NewAfter(c.was, "a", c.now).size(), 1u);
  }
}

TEST(Updates, OfACaptureAreTheSameWhateverComesAfter) {
  const std::vector<std::string> sentences = {
      "Four people died in Halvar, the mayor said.",
      "Seven people died in Halvar, the mayor said.",
      "The ministry sent 600 soldiers to Upper Drin on Wednesday.",
      "Quendria offered two rescue teams with dogs.",
      "Engineers found no crack in the Teller Dam.",
      "In 1988 an earthquake killed 23 people in Halvar.",
      "\"We are working in the parking lot,\" Emre Sand said.",
  };
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    SampleStory story;
    for (int capture = 0; capture < 8; ++capture) {
      std::string text;
      for (int s = 0; s < 3; ++s) text += sentences[random() % sentences.size()] + " ";
      text.pop_back();
      story.Print(std::string(1, static_cast<char>('a' + random() % 3)), text);
    }
    const std::vector<Telling> tellings = story.Tellings();
    const std::vector<StoryUpdate> whole = FindUpdates(tellings);
    for (std::size_t until = 0; until <= tellings.size(); ++until) {
      const auto part = FindUpdates(std::span(tellings).first(until));
      EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin()));
    }
  }
}

TEST(Updates, InAnotherLanguageGoByTheWords) {
  SampleStory story("fr");
  story.Print("a", "Un séisme de magnitude 6,1 a frappé la province de Halvar mercredi.");
  story.Print("b", "Un séisme de magnitude 6,1 a frappé mercredi la province de Halvar.");
  story.Print("b", "Le ministère a envoyé 600 soldats à Upper Drin jeudi matin.");
  const std::vector<std::string> found = NewIn(story);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_TRUE(found[1].starts_with("2 Le ministère"));
}

TEST(Updates, ANoteThatAPagePutsUpIsNewOnce) {
  SampleStory story;
  story.Print("a", "The union must give seven days' notice, it said.");
  story.Print("a", "The union must give 10 days' notice, it said.");
  story.Print("a", "The union must give 10 days' notice, it said. Talks resume on Friday.");
  constexpr std::string_view kNote = "Correction: An earlier version said seven days. It is 10.";
  story.PutUpNote(1, kNote);
  story.PutUpNote(2, kNote);
  const std::vector<StoryUpdate> updates = FindUpdates(story.Tellings());
  ASSERT_EQ(updates.size(), 3u);
  EXPECT_TRUE(updates[0].notes.empty());
  ASSERT_EQ(updates[1].notes.size(), 2u);
  EXPECT_EQ(Words(kNote, updates[1].notes[0].span), "An earlier version said seven days.");
  EXPECT_TRUE(updates[2].notes.empty());
}

TEST(Updates, OfNothingAreNone) {
  EXPECT_TRUE(FindUpdates({}).empty());
  SampleStory story;
  story.Print("a", "");
  EXPECT_TRUE(FindUpdates(story.Tellings())[0].sentences.empty());
}

}  // namespace
}  // namespace checkback
