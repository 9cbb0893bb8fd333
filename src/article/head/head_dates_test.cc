#include "article/head/head_dates.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

// "published, modified" of an article seen on 20 May 2025, 12:00 UTC.
std::string Dates(const Witnesses& said, const std::vector<HeadLine>& lines,
                  std::string_view url = "https://example.org/a",
                  std::string_view language = "en") {
  const DateContext context{url, language, *ParseInstant("2025-05-20T12:00:00Z")};
  std::vector<Evidence> evidence;
  const HeadDates dates =
      DatesOf(said, lines, [] { return std::vector<HeadLine>(); }, context, evidence);
  const auto written = [](const std::optional<PageTime>& time) {
    return time ? ToRfc3339(*time) : std::string("none");
  };
  return written(dates.published) + ", " + written(dates.modified);
}

HeadLine Line(std::string text) {
  HeadLine line;
  line.text = std::move(text);
  return line;
}

HeadLine Timed(std::string before, std::string datetime) {
  HeadLine line;
  line.text = before;
  line.times.push_back({});
  line.times.back().before = std::move(before);
  line.times.back().datetime = std::move(datetime);
  return line;
}

TEST(HeadDates, MetadataKeepsItsOwnOffset) {
  Witnesses said;
  said.published = {{"2025-05-14T09:30:00+03:00", "json-ld datePublished"}};
  said.modified = {{"2025-05-14T11:00:00+03:00", "json-ld dateModified"}};
  EXPECT_EQ(Dates(said, {}), "2025-05-14T09:30:00+03:00, 2025-05-14T11:00:00+03:00");
}

TEST(HeadDates, AnExacterWitnessOfTheSameDayWins) {
  Witnesses said;
  said.published = {{"2025-05-14", "json-ld datePublished"},
                    {"2025-05-14T09:30:00+03:00", "meta article:published_time"}};
  EXPECT_EQ(Dates(said, {}), "2025-05-14T09:30:00+03:00, none");
}

TEST(HeadDates, TheFutureIsNeverTaken) {
  Witnesses said;
  said.published = {{"2025-06-14T09:30:00Z", "json-ld datePublished"}};
  EXPECT_EQ(Dates(said, {Line("Published May 14, 2025")}), "2025-05-14, none");
  said.published = {{"2025-05-20T23:00:00+14:00", "json-ld datePublished"}};
  EXPECT_EQ(Dates(said, {}), "2025-05-20T23:00:00+14:00, none");
}

TEST(HeadDates, TheChangeIsNotBeforeThePrint) {
  Witnesses said;
  said.published = {{"2025-05-14T09:30:00Z", "json-ld datePublished"}};
  said.modified = {{"2025-05-01T09:30:00Z", "json-ld dateModified"}};
  EXPECT_EQ(Dates(said, {}), "2025-05-14T09:30:00Z, none");
}

TEST(HeadDates, LabelsInPrintTellPublishedFromUpdated) {
  EXPECT_EQ(Dates({}, {Line("Updated May 15, 2025"), Line("Published May 14, 2025")}),
            "2025-05-14, 2025-05-15");
  EXPECT_EQ(Dates({}, {Line("Publié le 14 mai 2025, mis à jour le 15 mai 2025")}),
            "2025-05-14, 2025-05-15");
  EXPECT_EQ(
      Dates({}, {Timed("Last updated", "2025-05-15T10:00:00Z"), Timed("", "2025-05-14T10:00:00Z")}),
      "2025-05-14T10:00:00Z, 2025-05-15T10:00:00Z");
}

TEST(HeadDates, RunningTextAndCaptionsAreNoDatelines) {
  EXPECT_EQ(Dates({}, {Line("Rescue workers at the northern harbour of the town of Senna on "
                            "April 24, 2025")}),
            "none, none");
}

TEST(HeadDates, AParagraphMayOpenWithTheDay) {
  HeadLine opening =
      Line("14.05.2025 – The talks resumed on Monday in the old town of Geneva, after");
  opening.running_text = true;
  EXPECT_EQ(Dates({}, {opening}), "2025-05-14, none");
}

TEST(HeadDates, OfTwoReadingsTheOneBeforeSeenAtIsMeant) {
  EXPECT_EQ(Dates({}, {Line("10/05/2025")}, "https://example.org/a", "en-US"), "2025-05-10, none");
}

TEST(HeadDates, TheAddressDecidesBetweenTwoReadings) {
  EXPECT_EQ(Dates({}, {Line("05/04/2025")}, "https://example.org/2025/05/04/a"),
            "2025-05-04, none");
  EXPECT_EQ(Dates({}, {Line("05/04/2025")}, "https://example.org/a", "en-US"), "2025-05-04, none");
  EXPECT_EQ(Dates({}, {Line("05/04/2025")}, "https://example.org/a", "fr"), "2025-04-05, none");
}

TEST(HeadDates, TheAddressIsOverruledByMetadataThatKnowsPrintFromChange) {
  Witnesses said;
  said.published = {{"2025-05-14T09:30:00Z", "json-ld datePublished"}};
  EXPECT_EQ(Dates(said, {}, "https://example.org/2025/05/10/a"), "2025-05-14T09:30:00Z, none");
  said.modified = {{"2025-05-14T09:30:00Z", "json-ld dateModified"}};
  EXPECT_EQ(Dates(said, {}, "https://example.org/2024/05/10/a"),
            "2024-05-10, 2025-05-14T09:30:00Z");
  EXPECT_EQ(Dates({}, {}, "https://example.org/2025/05/10/a"), "2025-05-10, none");
}

TEST(HeadDates, TheLastChangeIsThePrintOnlyWhereItIsTheOneDateline) {
  EXPECT_EQ(Dates({}, {Line("Updated May 15, 2025")}), "2025-05-15, 2025-05-15");
  Witnesses said;
  said.modified = {{"2025-05-15T09:30:00Z", "meta article:modified_time"}};
  EXPECT_EQ(Dates(said, {}), "none, 2025-05-15T09:30:00Z");
}

TEST(HeadDates, ATitleMayHoldTheDay) {
  Witnesses said;
  said.headlines = {{"Gespräche in Genf | Beispiel | 14.05.2025", "title"}};
  EXPECT_EQ(Dates(said, {}), "2025-05-14, none");
}

TEST(HeadDates, SystemsDefaultsAreNoDays) {
  Witnesses said;
  said.published = {{"1970-01-01T00:00:00Z", "json-ld datePublished"}};
  EXPECT_EQ(Dates(said, {}), "none, none");
}

}  // namespace
}  // namespace checkback
