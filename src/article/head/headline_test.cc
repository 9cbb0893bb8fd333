#include "article/head/headline.h"

#include <gtest/gtest.h>

#include "article/head/head.h"
#include "article/head/site_name.h"

namespace checkback {
namespace {

struct Case {
  std::string_view title;
  std::string_view headline;
};

// The site is "Example Times" at www.exampletimes.org.
constexpr Case kTitles[] = {
    {"Talks resume in Geneva | Example Times", "Talks resume in Geneva"},
    {"Talks resume in Geneva - World - Example Times", "Talks resume in Geneva - World"},
    {"Talks resume in Geneva | World | Example Times", "Talks resume in Geneva"},
    {"Talks resume in Geneva – The Example Times", "Talks resume in Geneva"},
    {"Talks resume in Geneva - exampletimes.org", "Talks resume in Geneva"},
    {"Example Times | Talks resume in Geneva", "Talks resume in Geneva"},
    {"Homestead gardens feed the village | District", "Homestead gardens feed the village"},
    // Marks inside a headline stay.
    {"Geneva talks resume - and why they may fail", "Geneva talks resume - and why they may fail"},
    {"Talks resume in Geneva", "Talks resume in Geneva"},
    {"Covid-19: What we know", "Covid-19: What we know"},
    {"", ""},
};

TEST(Headline, StandsWithoutTheSitesName) {
  Witnesses said;
  said.outlets = {{"Example Times", "meta og:site_name"}};
  const auto sites = SiteNames("https://www.exampletimes.org/world/1", said);
  for (const Case& c : kTitles) {
    SCOPED_TRACE(c.title);
    EXPECT_EQ(WithoutSiteName(c.title, sites, {}), c.headline);
  }
}

TEST(Headline, EndsWhereAnotherTitleOfThePageEnds) {
  EXPECT_EQ(WithoutSiteName("Talks resume - Unknown Paper", {}, {"Talks resume"}), "Talks resume");
}

std::string HeadlineOfPage(std::string_view html) {
  const auto tree = ParseHtml(html);
  const Witnesses said = ReadWitnesses(*tree);
  return HeadlineOf(*tree, HeadlineNode(*tree, said), said,
                    SiteNames("https://www.exampletimes.org/1", said));
}

TEST(Headline, IsTheH1ThatAgreesWithMetadata) {
  EXPECT_EQ(HeadlineOfPage("<title>Talks resume in Geneva | Example Times</title>"
                           "<h1>Example Times</h1><h1>Talks resume in Geneva</h1>"
                           "<h1>More from the world</h1>"),
            "Talks resume in Geneva");
}

TEST(Headline, IsTheLongerOneWhereMetadataCutsItShort) {
  EXPECT_EQ(HeadlineOfPage("<meta property='og:title' content='Talks resume in Geneva'>"
                           "<h1>Talks resume in Geneva after a week of silence</h1>"),
            "Talks resume in Geneva after a week of silence");
}

TEST(Headline, IsWhatReadersSeeNotWhatSearchEnginesSee) {
  EXPECT_EQ(
      HeadlineOfPage("<title>Geneva talks: date, place, delegates</title>"
                     "<meta property='og:title' content='The long way back to the table'>"
                     "<ol><li><h1>Geneva talks: date, place, delegates</h1></li></ol>"
                     "<h2><span>Geneva</span> <span>The long way back to the table</span></h2>"),
      "The long way back to the table");
}

TEST(Headline, IsThePrintedOneWhereMetadataSaysSomethingElse) {
  constexpr std::string_view kPrinted = "<h1>Delegates walk out of talks after two days</h1>";
  for (const std::string_view head :
       {"<title>Geneva | Example Times</title>",
        "<title>Example Times | Who left the table</title>",
        "<title>Example Times</title><meta property='og:title' content='Geneva: the walkout'>"}) {
    SCOPED_TRACE(head);
    EXPECT_EQ(HeadlineOfPage(std::string(head) + std::string(kPrinted)),
              "Delegates walk out of talks after two days");
  }
}

struct UntellingHeading {
  std::string_view html;
  std::string_view why;
};

TEST(Headline, IsWhatMetadataSaysWhereTheH1IsNoHeadline) {
  constexpr UntellingHeading kHeadings[] = {
      {"<h1>World</h1>", "a section"},
      {"<h1>The live page</h1>", "a kicker"},
      {"<h1><a href=/>Example Times, the paper of Geneva</a></h1>", "the site's name"},
      {"<h1><a href=/x>Storm leaves the coast without any power</a></h1>", "leads to another"},
      {"<a href=/x><h1>Storm leaves the coast without any power</h1></a>", "leads to another"},
      {"<h1>Talks resume in Geneva after…</h1>", "cut"},
      {"", "missing"},
  };
  for (const auto& [html, why] : kHeadings) {
    SCOPED_TRACE(why);
    EXPECT_EQ(HeadlineOfPage("<title>Talks resume in Geneva after a week | Example Times</title>"
                             "<meta property='og:site_name' content='Example Times'>" +
                             std::string(html) + "<p>The talks resumed.</p>"),
              "Talks resume in Geneva after a week");
  }
}

TEST(Headline, IsNoPartOfTheArticleOnTheSameMatter) {
  EXPECT_EQ(HeadlineOfPage("<title>Geneva talks: ten best quotes of the week</title>"
                           "<h1>What the delegates said to each other</h1><p>Text.</p>"
                           "<h2>The ten best quotes of the Geneva talks</h2>"),
            "What the delegates said to each other");
  EXPECT_EQ(HeadlineOfPage("<title>Our favourite rooms in Geneva</title>"
                           "<h1>Ten quiet rooms for a long negotiation</h1><p>Text.</p>"
                           "<h1>Our walks around Geneva in spring</h1>"),
            "Ten quiet rooms for a long negotiation");
}

TEST(Headline, KeepsThePrintedMarks) {
  EXPECT_EQ(HeadlineOfPage("<title>Talks \"useful\" - so far</title>"
                           "<h1>Talks “useful” – so far</h1>"),
            "Talks “useful” – so far");
  // Parts in lines of their own lose theirs.
  EXPECT_EQ(HeadlineOfPage("<title>Talks in Geneva: What we know</title>"
                           "<h1><span>Talks in Geneva</span> <span>What we know</span></h1>"),
            "Talks in Geneva: What we know");
}

TEST(Headline, IsNotWrittenInCapitalsWhereMetadataIsNot) {
  EXPECT_EQ(HeadlineOfPage("<title>Talks resume in Geneva</title><h1>TALKS RESUME IN GENEVA</h1>"),
            "Talks resume in Geneva");
}

TEST(Headline, IsTheHeadingWhereMetadataIsSilent) {
  EXPECT_EQ(HeadlineOfPage("<h1>Talks resume in Geneva</h1><p>Text.</p>"),
            "Talks resume in Geneva");
  EXPECT_EQ(HeadlineOfPage("<p>Text.</p>"), "");
}

}  // namespace
}  // namespace checkback
