#include "reading/events/explain_event.h"

#include <gtest/gtest.h>

#include "reading/reading.h"

namespace checkback {
namespace {

TEST(EventReasons, NameTheLineOfTheTableAndTheWordsThatItFits) {
  Article article;
  article.language = "en";
  article.text = "France will send aid to Germany.";
  article.published_at = ParsePageTime("2025-05-14T09:30:00Z");
  const Reading reading = ReadArticle(article);
  ASSERT_FALSE(reading.events.empty());
  const Grammar grammar(article.text, reading.parse, article.language);
  const EventReason reason = ReasonOfEvent(grammar, reading.events.front());
  EXPECT_TRUE(reason.pattern.starts_with("rules/en/events.txt:")) << reason.pattern;
  EXPECT_TRUE(reason.line.starts_with("AID")) << reason.line;
  EXPECT_EQ(Words(article.text, reason.predicate), "send");
  const auto fits = [&](std::string_view part, std::string_view words) {
    for (const EventPart& p : reason.parts) {
      if (p.part.starts_with(part)) return Words(article.text, p.words) == words;
    }
    return false;
  };
  EXPECT_TRUE(fits("obj=@aid", "aid"));
  EXPECT_TRUE(fits("source=subj", "France"));
  EXPECT_TRUE(fits("target=to", "to Germany"));
}

TEST(EventReasons, OfADictionaryAreItsOwnPattern) {
  Article article;
  article.language = "en";
  article.text = "France met Germany.";
  const Reading reading = ReadArticle(article);
  const Grammar grammar(article.text, reading.parse, article.language);
  Event event;
  event.pattern = "MEET [040]";
  const EventReason reason = ReasonOfEvent(grammar, event);
  EXPECT_EQ(reason.pattern, "MEET [040]");
  EXPECT_TRUE(reason.line.empty());
}

}  // namespace
}  // namespace checkback
