#include "article/head/head.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

constexpr std::string_view kUrl = "https://www.exampletimes.org/world/talks-resume";

Article Head(std::string_view html, std::string_view url = kUrl) {
  Page page;
  page.url = url;
  page.seen_at = *ParseInstant("2025-05-20T12:00:00Z");
  page.content = html;
  const auto tree = ParseHtml(page.content);
  const Witnesses said = ReadWitnesses(*tree);
  BodyPlace body;
  for (NodeIndex i = 0; i < tree->size(); ++i) {
    if (tree->Get(i, Attr::kId) != "body") continue;
    body = {i + 1, (*tree)[i].end - 1};
  }
  Article article;
  ReadHead(page, *tree, said, HeadlineNode(*tree, said), body, article);
  return article;
}

std::string Published(const Article& article) {
  return article.published_at ? ToRfc3339(*article.published_at) : "none";
}

TEST(Head, IsReadFromThePageWhereMetadataIsSilent) {
  const Article article = Head(
      "<title>Talks resume in Geneva | Example Times</title><nav>Home May 1, 2025</nav>"
      "<h1>Talks resume in Geneva</h1><p class=byline>By Ana Ruiz and Ben Ito</p>"
      "<p>May 14, 2025</p><div id=body><p>The talks resumed on Monday in the old town.</p></div>");
  EXPECT_EQ(article.headline, "Talks resume in Geneva");
  EXPECT_EQ(article.byline, (std::vector<std::string>{"Ana Ruiz", "Ben Ito"}));
  EXPECT_EQ(Published(article), "2025-05-14");
  EXPECT_EQ(article.outlet, "Example Times");
  EXPECT_EQ(article.url, kUrl);
  EXPECT_EQ(article.kind, ArticleKind::kArticle);
}

TEST(Head, IsReadFromMetadata) {
  const Article article = Head(R"(<html lang=en-GB><head>
      <meta property="og:site_name" content="Example Times">
      <meta property="og:description" content="Delegates are back in the old town.">
      <meta property="article:section" content="World">
      <script type="application/ld+json">{"@type":"NewsArticle",
        "headline":"Talks resume in Geneva","datePublished":"2025-05-14T09:30:00+02:00",
        "dateModified":"2025-05-14T10:00:00+02:00",
        "author":[{"@type":"Person","name":"Ana Ruiz"},
                  {"@type":"Person","name":"Ben Ito, staff writer"}]}</script></head>
      <h1>Talks resume in Geneva</h1><div id=body><p>The talks resumed.</p></div>)");
  EXPECT_EQ(article.headline, "Talks resume in Geneva");
  EXPECT_EQ(article.description, "Delegates are back in the old town.");
  EXPECT_EQ(article.byline, (std::vector<std::string>{"Ana Ruiz", "Ben Ito"}));
  EXPECT_EQ(article.outlet, "Example Times");
  EXPECT_EQ(article.section, "World");
  EXPECT_EQ(article.language, "en");
  EXPECT_EQ(Published(article), "2025-05-14T09:30:00+02:00");
  ASSERT_TRUE(article.modified_at);
  EXPECT_EQ(ToRfc3339(*article.modified_at), "2025-05-14T10:00:00+02:00");
  EXPECT_FALSE(article.evidence.empty());
}

TEST(Head, TakesNoDateOfACommentOrATeaser) {
  const Article article = Head(
      "<h1>Talks resume in Geneva</h1><div id=body><p>The talks resumed on Monday.</p></div>"
      "<div class=comments><time datetime='2025-05-16T10:00:00Z'>May 16, 2025</time> Ana</div>"
      "<div class=related><a href=/x>Other</a> <time datetime='2025-05-11'>May 11</time></div>");
  EXPECT_EQ(Published(article), "none");
}

TEST(Head, FindsTheAuthorsBoxBehindTheBody) {
  const Article article = Head(
      "<h1>Talks resume in Geneva</h1><div id=body><p>The talks resumed on Monday.</p></div>"
      "<div class=author-box><a href=/author/ana-ruiz>Ana Ruiz</a><p>Ana writes on peace.</p></div>"
      "<div class=related>By Carla Sá</div>");
  EXPECT_EQ(article.byline, (std::vector<std::string>{"Ana Ruiz"}));
}

TEST(Head, TakesTheTimeTagOfTheHead) {
  const Article article = Head(
      "<h1>Talks resume in Geneva</h1><p>By <a rel=author href=/ana>Ana Ruiz</a> on "
      "<time datetime='2025-05-14T09:30:00+02:00'>May 14</time></p>"
      "<p>Updated <time datetime='2025-05-15T10:00:00+02:00'>May 15</time></p>"
      "<div id=body><p>The talks resumed on Monday.</p></div>");
  EXPECT_EQ(article.byline, (std::vector<std::string>{"Ana Ruiz"}));
  EXPECT_EQ(Published(article), "2025-05-14T09:30:00+02:00");
  ASSERT_TRUE(article.modified_at);
  EXPECT_EQ(ToRfc3339(*article.modified_at), "2025-05-15T10:00:00+02:00");
}

TEST(Head, CleansWhatMetadataEscapedTwice) {
  const Article article = Head(
      "<meta property='og:description' content='&lt;p&gt;Delegates aren&amp;#x27;t "
      "late.&lt;/p&gt;'>"
      "<meta property='og:site_name' content='Example Times - Example Publishing Ltd'>"
      "<h1>Talks resume in Geneva</h1>");
  EXPECT_EQ(article.description, "Delegates aren't late.");
  EXPECT_EQ(article.outlet, "Example Times");
}

TEST(Head, OfAnEmptyPageIsEmpty) {
  const Article article = Head("", "");
  EXPECT_EQ(article.headline, "");
  EXPECT_TRUE(article.byline.empty());
  EXPECT_EQ(Published(article), "none");
}

struct SignedPage {
  std::string_view below_headline;
  std::vector<std::string> byline;
};

TEST(Head, FindsTheBylineThatNoClassMarks) {
  const std::vector<SignedPage> pages = {
      // HTML has an element for it: there one word or a role is enough.
      {"<address>Ana Ruiz</address>", {"Ana Ruiz"}},
      {"<address>Northwire in Korve</address>", {"Northwire"}},
      {"<p>Delegates are back.</p><address>Staff and agencies</address>", {"Staff and agencies"}},
      // A name alone in its line, and the date in the next.
      {"<div>Ana Ruiz</div><div>Published 14 May 2025 17:40</div>", {"Ana Ruiz"}},
      {"<p>Delegates are back.</p><p>Ana Ruiz</p><time datetime=2025-05-14>Wednesday</time>",
       {"Ana Ruiz"}},
      {"<div>14 May 2025, 10:04 - Ana Ruiz</div>", {"Ana Ruiz"}},
      {"<div>Ana Ruiz | 14 May 2025</div>", {"Ana Ruiz"}},
      {"<div>14 May 2025 Last Updated</div>", {}},
      // A section, a sub-heading or what is not followed by a date is no name.
      {"<div><a href=/east>Middle East</a></div><div>14 May 2025</div>", {}},
      {"<h2>Old Town</h2><div>14 May 2025</div>", {}},
      {"<div>Old Town</div><div>Delegates are back.</div>", {}},
  };
  for (const SignedPage& page : pages) {
    SCOPED_TRACE(page.below_headline);
    const Article article =
        Head("<h1>Talks resume in Geneva</h1>" + std::string(page.below_headline) +
             "<div id=body><p>The talks resumed on Monday.</p></div>");
    EXPECT_EQ(article.byline, page.byline);
  }
}

TEST(Head, TakesTheDayThatStandsInTheHeading) {
  const Article article = Head(
      "<meta property='og:title' content='Talks resume in Geneva'>"
      "<h1>Talks resume in Geneva<br><small>14.05.2025 | World</small></h1>"
      "<div id=body><p>The talks resumed on Monday.</p></div>");
  EXPECT_EQ(article.headline, "Talks resume in Geneva");
  EXPECT_EQ(Published(article), "2025-05-14");
  // A day that the headline speaks of is not when it was printed.
  EXPECT_EQ(Published(Head("<h1>What happened in Geneva on 12.05.2025</h1>"
                           "<div id=body><p>The talks resumed on Monday.</p></div>")),
            "none");
}

TEST(Head, TakesNoPostalAddressForAByline) {
  const Article article = Head(
      "<h1>Talks resume in Geneva</h1><div id=body><p>The talks resumed on Monday.</p></div>"
      "<address>Example House, Old Town</address>");
  EXPECT_TRUE(article.byline.empty());
}

TEST(Head, KeepsTheOrganisationWhereNobodySigns) {
  const Article article = Head(R"(<script type="application/ld+json">{"@type":"NewsArticle",
      "headline":"Talks resume","author":{"@type":"Organization","name":"Northwire"}}</script>
      <h1>Talks resume</h1><div id=body><p>The talks resumed on Monday.</p></div>)");
  EXPECT_EQ(article.byline, (std::vector<std::string>{"Northwire"}));
}

TEST(Head, NamesTheOutletByTheTitleWhereAnotherSignAgrees) {
  struct {
    std::string_view head, url, outlet;
  } const kRows[] = {
      {"<title>Talks resume - Example Times</title>", kUrl, "Example Times"},
      {"<title>Talks resume | World | The Example Times</title>", kUrl, "The Example Times"},
      {"<title>Example Times: Talks resume</title>", kUrl, "Example Times"},
      {"<title>Talks resume | Senna Radio</title>", "https://www.senna.org/a", "Senna Radio"},
      {"<title>Talks resume - SBC News</title>", "https://www.sbc.co.uk/a", "SBC News"},
      {"<title>Talks resume | La Voz</title><a href=/>La Voz</a>", kUrl, "La Voz"},
      {"<title>La Voz: Talks resume</title><a href=/index.html><img alt='La Voz'></a>", kUrl,
       "La Voz"},
      // No other sign, or no title.
      {"<title>Talks resume | La Voz</title>", kUrl, "exampletimes.org"},
      {"<title>Talks resume - Geneva waits</title>", "https://geneva.org/a", "geneva.org"},
      {"<title>Talks resume | Home</title><a href=/>Front page</a>", kUrl, "exampletimes.org"},
      {"<title>Talks resume | Times</title>", kUrl, "exampletimes.org"},
      {"<title>Example Times</title>", kUrl, "exampletimes.org"},
  };
  for (const auto& row : kRows) {
    const std::string html =
        std::string(row.head) + "<h1>Talks resume</h1><div id=body><p>The talks resumed.</p></div>";
    EXPECT_EQ(Head(html, row.url).outlet, row.outlet) << row.head;
  }
}

TEST(Head, NamesTheOutletByThePublisherInAGraph) {
  for (const std::string_view publisher :
       {R"({"@type":"Organization","name":"Senna Ledger"})", R"({"@id":"#org"})"}) {
    const std::string html =
        R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"Senna","url":"https://www.exampletimes.org/"},
        {"@type":"Organization","@id":"#org","name":"Senna Ledger"},
        {"@type":"NewsArticle","headline":"Talks resume","publisher":)" +
        std::string(publisher) +
        "}]}</script><h1>Talks resume</h1><div id=body><p>The talks resumed.</p></div>";
    EXPECT_EQ(Head(html).outlet, "Senna Ledger") << publisher;
  }
}

TEST(Head, TakesNoDayOfThePagesTopLine) {
  const std::string_view top = "<div><a href=/>Times</a> <span>Tuesday, May 20, 2025</span></div>";
  const std::string_view meta = "<meta name=date content='2025-05-18T17:55:00+02:00'>";
  const std::string_view body = "<div id=body><p>The talks resumed on Monday.</p></div>";
  const auto page = [&](std::string_view said, std::string_view below) {
    return std::string(said) + std::string(top) + "<h1>Talks resume in Geneva</h1>" +
           std::string(below) + std::string(body);
  };
  const std::string_view below = "<div>By Ana Ruiz. Sunday, May 18, 2025</div>";
  EXPECT_EQ(Published(Head(page(meta, below))), "2025-05-18T17:55:00+02:00");
  EXPECT_EQ(Published(Head(page("", below))), "2025-05-18");
  EXPECT_EQ(Published(Head(page(meta, "<div>By Ana Ruiz</div>"))), "2025-05-18T17:55:00+02:00");
  // Printed that day: both agree. And without another witness it is what there is.
  EXPECT_EQ(Published(Head(page("", "<div>May 20, 2025</div>"))), "2025-05-20");
  EXPECT_EQ(Published(Head(page("", "<div>By Ana Ruiz</div>"))), "2025-05-20");
}

}  // namespace
}  // namespace checkback
