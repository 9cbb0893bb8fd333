#include "cli/search_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "answer/search_json.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

SearchPage OneHit() {
  SearchHit hit;
  hit.score = 4.5;
  hit.document.id = "k5wqd2mabcdefghijklm";
  hit.document.url = "https://gazette.example/strike";
  hit.document.outlet = "The Port Gazette";
  hit.document.headline = "General strike\x1b[31m called";
  hit.document.published_at = ParsePageTime("2025-05-14T09:30:00Z");
  hit.document.seen_at = *ParseInstant("2025-05-14T10:00:00Z");
  hit.headline_marks = {{8, 14}};
  hit.snippets = {{.text = "a strike, no «strike» before",
                   .span = {100, 130},
                   .marks = {{102, 108}, {115, 121}},
                   .goes_back = true,
                   .goes_on = false}};
  return {.query = "strike", .hits = {hit}, .next = "r1.1.2"};
}

TEST(SearchView, MarksWhatMatched) {
  EXPECT_EQ(SearchViewOf(OneHit(), {}),
            "\n"
            "  The Port Gazette · Wed 14 May 2025, 09:30 UTC · k5wqd2ma\n"
            "  General [strike]␛[31m called\n"
            "    … a [strike], no «[strike]» before\n"
            "\n"
            "  more: --after r1.1.2\n");
}

TEST(SearchView, MarksByStyleWhereThereIsOne) {
  const std::string shown = SearchViewOf(OneHit(), {.width = 80, .colors = true});
  EXPECT_THAT(shown, HasSubstr("\x1b[1mGeneral \x1b[0m\x1b[33mstrike\x1b[0m\x1b[1m␛[31m called"));
  EXPECT_THAT(shown, HasSubstr("… a \x1b[33mstrike\x1b[0m, no"));
  EXPECT_THAT(shown, Not(HasSubstr("[strike]")));
}

TEST(SearchView, KeepsAMarkOverTheEndOfALine) {
  SearchPage page = OneHit();
  page.hits[0].snippets = {{.text = "they called a general strike again",
                            .span = {0, 34},
                            .marks = {{14, 28}},
                            .goes_back = false,
                            .goes_on = true}};
  const std::string shown = SearchViewOf(page, {.width = 30, .colors = true});
  EXPECT_THAT(shown, HasSubstr("\x1b[33mgeneral\x1b[0m\n    \x1b[33mstrike\x1b[0m again …\n"));
}

TEST(SearchView, SaysThatNothingWasFound) {
  EXPECT_EQ(SearchViewOf({.query = "x", .hits = {}, .next = ""}, {}), "\n  nothing found\n");
}

TEST(SearchJson, HasSpansIntoTheText) {
  EXPECT_EQ(SearchAsJson(OneHit()),
            R"({"query":"strike","hits":[{"id":"k5wqd2mabcdefghijklm",)"
            R"("url":"https://gazette.example/strike","outlet":"The Port Gazette",)"
            R"("headline":"General strike\u001b[31m called","headline_marks":[[8,14]],)"
            R"("published_at":"2025-05-14T09:30:00Z","seen_at":"2025-05-14T10:00:00Z","score":4.5,)"
            R"("snippets":[{"text":"a strike, no «strike» before","start":100,"end":130,)"
            R"("marks":[[102,108],[115,121]]}]}],"next":"r1.1.2"})");
}

struct Case {
  std::string_view query;
  std::size_t columns;
  std::string_view picture;
};

constexpr Case kPictures[] = {
    {"say \"hello", 80, "    say \"hello\n        ^\n"},
    {"東京 \"日本", 80, "    東京 \"日本\n         ^\n"},
    {"a OR", 80, "    a OR\n      ^^\n"},
    {"\x1b[2J question:x", 80, "    ␛[2J question:x\n         ^^^^^^^^\n"},
    {"", 80, "    \n    ^\n"},
    {"one two three four five six seven (eight nine ten eleven", 24,
     "    ix seven (eight nine\n             ^\n"},
};

TEST(FaultPicture, PutsTheCaretUnderTheFault) {
  for (const Case& c : kPictures) {
    SCOPED_TRACE(c.query);
    const auto parsed = ParseQuery(c.query);
    ASSERT_TRUE(std::holds_alternative<QueryFault>(parsed));
    EXPECT_EQ(FaultPicture(c.query, std::get<QueryFault>(parsed), c.columns), c.picture);
  }
}

}  // namespace
}  // namespace checkback
