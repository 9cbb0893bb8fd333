#include "serve/api/story_list.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

#include "follow/import.h"
#include "serve/site.h"
#include "text/json.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::SizeIs;

// Things that have nothing to do with one another: each is a story of its own.
constexpr struct {
  std::string_view headline, told, open;
} kThings[] = {
    {"Ferry aground near Halvar",
     "The ferry Estrella ran aground near Halvar harbour with ninety passengers.",
     "It is not known whether the Estrella had a pilot."},
    {"Quinto elected mayor of Vella", "Marta Quinto was elected mayor of Vella after a close vote.",
     "It is unclear whether her rival Tomas Bergen will ask for a recount."},
    {"Wildfire closes Orrin pass",
     "A wildfire closed the Orrin mountain pass and burned two barns.",
     "It is not known how the flames began."},
    {"Bank of Tarsova raises rate",
     "The central bank of Tarsova raised its interest rate to six percent.",
     "It is unclear whether lenders will follow."},
    {"Illmark striker breaks leg", "Illmark striker Jon Aske broke his leg in training on Monday.",
     "It is not known when Aske will play again."}};

// A store that things come to while it is asked.
class GrowingStore : public testing::Test {
 protected:
  GrowingStore() {
    for (std::size_t i = 0; i < std::size(kThings); ++i) Report(i, 1);
    SiteOptions options;
    options.store = folder_ / "store";
    options.now = [] { return *ParseInstant("2025-05-16T06:00:30Z"); };
    site_ = std::make_unique<Site>(std::move(options));
  }

  // The `nth` report of a thing; those of one thing are one story, and a later one moves it to the
  // top of the list.
  void Report(std::size_t thing, int nth) {
    const auto& [headline, told, open] = kThings[thing];
    const fs::path lines = folder_ / "lines.jsonl";
    std::ofstream(lines) << fmt::format(
        R"({{"url":"https://post{2}.example/{0}","seen_at":"2025-05-14T{3:02}:{0:02}:00Z",)"
        R"("language":"en","outlet":"Post {2}","title":"{1}",)"
        R"("body":"{4} {5} Report {2}."}})"
        "\n",
        thing, headline, nth, nth + 5, told, open);
    Store::Options write;
    write.access = Store::Access::kWrite;
    auto store = Store::Open(folder_ / "store", write);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE(Import(store->get(), {.names = {lines.string()}}));
  }

  WebResponse Answer(const std::string& target) const {
    return site_->Answer({.method = "GET",
                          .target = target,
                          .host = "127.0.0.1",
                          .authorization = "",
                          .if_none_match = ""});
  }
  static std::string Header(const WebResponse& response, std::string_view name) {
    for (const auto& header : response.headers)
      if (header.first == name) return header.second;
    return {};
  }
  static std::vector<std::string> IdsIn(const WebResponse& response) {
    EXPECT_EQ(response.status, 200) << response.body;
    std::vector<std::string> ids;
    const auto json = Json::Parse(response.body);
    if (!json) return ids;
    for (const Json& one : json->items())
      ids.push_back(fmt::format("{}{}", one["story"].Text(), one["id"].Text()));
    return ids;
  }
  // The target of the next page; "" on the last one.
  static std::string NextOf(const WebResponse& response) {
    const std::string link = Header(response, "Link");
    return link.empty() ? "" : link.substr(1, link.find('>') - 1);
  }

  samples::ScratchFolder folder_;
  std::unique_ptr<Site> site_;
};

TEST_F(GrowingStore, PagesHoldEachStoryOnceWhateverComesBetween) {
  const std::vector<std::string> all = IdsIn(Answer("/v1/stories"));
  ASSERT_THAT(all, SizeIs(std::size(kThings)));
  std::vector<std::string> found;
  std::size_t pages = 0;
  for (std::string next = "/v1/stories?limit=2"; !next.empty(); ++pages) {
    const WebResponse page = Answer(next);
    for (std::string& id : IdsIn(page)) found.push_back(std::move(id));
    next = NextOf(page);
    // What was told comes to the top again, and what was not told yet moves there too.
    if (pages == 0) Report(4, 2), Report(0, 2), Report(2, 2);
  }
  EXPECT_EQ(found, all);
  EXPECT_EQ(pages, 3u);
  EXPECT_NE(IdsIn(Answer("/v1/stories")), all);
}

TEST_F(GrowingStore, PagesHoldEachQuestionOnce) {
  const std::vector<std::string> all = IdsIn(Answer("/v1/questions"));
  ASSERT_THAT(all, SizeIs(testing::Ge(3)));
  std::vector<std::string> found;
  for (std::string next = "/v1/questions?limit=1"; !next.empty();) {
    const WebResponse page = Answer(next);
    for (std::string& id : IdsIn(page)) found.push_back(std::move(id));
    next = NextOf(page);
    if (found.size() == 2) Report(1, 2);
    ASSERT_LE(found.size(), 100u);
  }
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
  EXPECT_THAT(found, IsSupersetOf(all));
}

TEST_F(GrowingStore, ACursorBelongsToItsList) {
  const std::string next = NextOf(Answer("/v1/stories?limit=2"));
  EXPECT_EQ(Answer(next).status, 200);
  EXPECT_EQ(Answer(next + "&since=2025-05-14").status, 400);
  EXPECT_EQ(Answer("/v1/questions" + next.substr(next.find('?'))).status, 400);
}

TEST_F(GrowingStore, TheContentCursorTellsWhatCame) {
  const WebResponse before = Answer("/v1/stories?limit=1");
  const std::string cursor = Header(before, "Content-Cursor");
  EXPECT_THAT(IdsIn(Answer("/v1/stories?since=" + cursor)), IsEmpty());
  const std::string first = IdsIn(Answer("/v1/stories")).back();
  Report(0, 2);
  const WebResponse changes = Answer("/v1/stories?since=" + cursor);
  EXPECT_THAT(IdsIn(changes), ElementsAre(first));
  EXPECT_THAT(IdsIn(Answer("/v1/new?since=" + cursor)), ElementsAre(first));
  const std::string later = Header(changes, "Content-Cursor");
  EXPECT_NE(later, cursor);
  EXPECT_THAT(IdsIn(Answer("/v1/stories?since=" + later)), IsEmpty());
  // Whole stories, in the order of arrival, and on from there.
  Report(1, 2), Report(2, 2), Report(1, 3);
  const WebResponse some = Answer("/v1/stories?limit=1&since=" + later);
  EXPECT_THAT(IdsIn(some), SizeIs(1));
  EXPECT_THAT(IdsIn(Answer(NextOf(some))), SizeIs(1));
  EXPECT_THAT(IdsIn(Answer("/v1/stories?since=" + later)), SizeIs(2));
  EXPECT_EQ(Answer("/v1/stories?since=c7fffffffffffffff").status, 400);
}

TEST_F(GrowingStore, WhatIsKeptIsGivenUpWhenSomethingComes) {
  for (const auto* target : {"/", "/v1/stories"}) {
    const WebResponse first = Answer(target);
    EXPECT_EQ(Answer(target).body, first.body);
    Report(3, *target == '/' && target[1] == '\0' ? 2 : 3);
    EXPECT_NE(Answer(target).body, first.body);
  }
}

TEST_F(GrowingStore, LooksBackPageByPage) {
  Report(0, 2);
  EXPECT_THAT(IdsIn(Answer("/v1/stories?as_of=2025-05-14T06:02:00Z")), SizeIs(3));
  const WebResponse page = Answer("/v1/stories?as_of=2025-05-14T06:02:00Z&limit=2");
  EXPECT_THAT(IdsIn(page), SizeIs(2));
  EXPECT_THAT(IdsIn(Answer(NextOf(page))), SizeIs(1));
}

}  // namespace
}  // namespace checkback
