// Pages that need more than one answer, followed live: AMP pages and views, shells, numbered pages,
// and lists that have no end.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "follow/following/following.h"
#include "follow/following/look_reason.h"
#include "follow/import.h"
#include "followed.h"
#include "page/page_parts.h"
#include "server.h"
#include "text/scratch_samples.h"
#include "world.h"

namespace testweb {
namespace {

using checkback::Capture;
using checkback::FoundPage;
using checkback::Instant;
using checkback::PageState;
using checkback::SourceBook;
using checkback::Store;
using std::chrono::hours;
using std::chrono::minutes;

const Instant kMorning = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + hours(8);
constexpr std::string_view kSite = "http://news.example";

// Three paragraphs, told apart by `about`.
std::string Paragraphs(std::string_view about) {
  return fmt::format(
      "<p>The water of the {0} rose by two metres on Monday, officials of the district said, and "
      "three villages were told to leave.</p>\n<p>Engineers at the {0} opened four of its gates in "
      "the night. They expect the peak on Wednesday morning, a day later than was thought.</p>\n"
      "<p>Nobody was hurt at the {0}, the mayor told reporters after a meeting that lasted until "
      "midnight.</p>\n",
      about);
}

std::string PageOf(std::string_view head, std::string_view headline, std::string_view body) {
  return fmt::format(
      "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{1}</title>{0}</head>"
      "<body><header><a href=\"/\">News</a></header><main><article><h1>{1}</h1>\n{2}</article>"
      "</main><footer><p>Imprint</p></footer></body></html>\n",
      head, headline, body);
}

std::string Canonical(std::string_view path) {
  return fmt::format("<link rel=\"canonical\" href=\"{}{}\">", kSite, path);
}

std::string Shell(std::string_view head) {
  return fmt::format(
      "<!DOCTYPE html><html lang=\"en\"><head><title>News</title>{}</head><body><div id=\"root\">"
      "</div><noscript>Please enable JavaScript.</noscript><script src=\"/app.js\"></script></body>"
      "</html>\n",
      head);
}

// Links to the pages of an article, but for `own`.
std::string Pager(std::string_view path, int own, int pages) {
  std::string links = "<nav>";
  for (int n = 1; n <= pages; ++n)
    links += n == own ? fmt::format("<b>{}</b> ", n)
                      : fmt::format("<a href=\"{}?page={}\">{}</a> ", path, n, n);
  return links + "</nav>\n";
}

class PartsTest : public testing::Test {
 protected:
  void TearDown() override {
    following_.reset();
    store_.reset();
    server_.reset();
  }

  void Put(std::string path, std::string html, int status = 200) {
    const std::lock_guard lock(mutex_);
    pages_[std::move(path)] = {status, std::move(html)};
  }
  // Follows the pages at `paths` until they have been looked at.
  void Follow(const std::vector<std::string>& paths, Instant until = kMorning + hours(1)) {
    if (!server_) {
      server_ = std::make_unique<Server>([this](const Asked& asked) { return Answer(asked); },
                                         [this] { return clock_.Milliseconds(); });
      const auto book = SourceBook::Open(folder_ + "/sources.db");
      ASSERT_TRUE(book) << book.error().what;
      std::vector<checkback::NewSource> sources;
      sources.reserve(paths.size());
      for (const std::string& path : paths)
        sources.push_back(
            {.kind = checkback::FollowedKind::kPage, .url = std::string(kSite) + path});
      ASSERT_TRUE((*book)->Add(sources, clock_.Now()));
    }
    if (!following_) Open();
    const auto done = FollowUntil(*following_, clock_, until);
    ASSERT_TRUE(done) << done.error().what;
  }
  void Open() {
    Store::Options writing;
    writing.access = Store::Access::kWrite;
    auto store = Store::Open(folder_, writing);
    ASSERT_TRUE(store) << store.error().what;
    store_ = std::move(*store);
    auto options = OptionsFor(server_->port(), clock_);
    options.revisits.visits_a_second = 1e-4;  // one in three hours
    auto following = checkback::Following::Open(*store_, folder_, std::move(options));
    ASSERT_TRUE(following) << following.error().what;
    following_ = std::move(*following);
  }
  void Close() {
    const auto done = following_->Finish(minutes(1));
    ASSERT_TRUE(done) << done.error().what;
    following_.reset();
    store_.reset();
  }
  Served Answer(const Asked& asked) {
    const std::lock_guard lock(mutex_);
    const auto found = pages_.find(asked.path);
    if (found == pages_.end()) return {.status = 404, .body = "Not here.\n"};
    return {.status = found->second.first,
            .headers = {{"Content-Type", "text/html; charset=utf-8"}},
            .body = found->second.second};
  }
  // How often each path was asked for, but for robots.txt.
  std::map<std::string, int> TimesAsked() const {
    std::map<std::string, int> asked;
    for (const Logged& logged : server_->Log())
      if (logged.asked.path != "/robots.txt") ++asked[logged.asked.path];
    return asked;
  }
  std::vector<Capture> CapturesOf(std::string_view path) const {
    return *store_->CapturesOf(std::string(kSite) + std::string(path));
  }
  std::string TextOf(std::string_view path) const {
    const std::vector<Capture> captures = CapturesOf(path);
    return captures.empty() ? "" : store_->ArticleOf(captures.back())->text;
  }
  std::optional<FoundPage> PageAt(std::string_view path) const {
    const auto book = SourceBook::OpenToRead(folder_ + "/sources.db");
    return *(*book)->PageOf(std::string(kSite) + std::string(path));
  }
  std::size_t Articles() const {
    std::size_t articles = 0;
    EXPECT_TRUE(store_->ForEachStory([&](const checkback::StoredStory& story) {
      articles += story.articles;
      return true;
    }));
    return articles;
  }
  static int Count(std::string_view text, std::string_view words) {
    int count = 0;
    for (std::size_t at = text.find(words); at != text.npos; at = text.find(words, at + 1)) ++count;
    return count;
  }

  checkback::samples::ScratchFolder scratch_;
  std::string folder_ = scratch_.path();
  SimulatedClock clock_{kMorning};
  std::mutex mutex_;
  std::map<std::string, std::pair<int, std::string>> pages_;
  std::unique_ptr<Server> server_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<checkback::Following> following_;
};

TEST_F(PartsTest, AnAmpPageIsAViewOfItsCanonicalPage) {
  Put("/dam/amp", PageOf(Canonical("/dam"), "Dam holds for now", Paragraphs("dam")));
  Put("/dam", PageOf(Canonical("/dam") + "<link rel=\"amphtml\" href=\"/dam/amp\">",
                     "Dam holds for now", Paragraphs("dam") + "<p>The river is the Sava.</p>"));
  Follow({"/dam/amp"});
  EXPECT_EQ(CapturesOf("/dam").size(), 1u);
  EXPECT_TRUE(CapturesOf("/dam/amp").empty());
  EXPECT_EQ(Articles(), 1u);
  EXPECT_EQ(PageAt("/dam/amp")->state, PageState::kDone);
  EXPECT_NE(PageAt("/dam/amp")->reason.find("/dam"), std::string::npos);
  EXPECT_EQ(PageAt("/dam")->state, PageState::kWatched);
  // Both answers are kept, to the byte.
  const auto raw = store_->RawOf(CapturesOf("/dam").front());
  ASSERT_TRUE(raw);
  for (const char* answer : {"GET /dam HTTP", "GET /dam/amp HTTP", "The river is the Sava."})
    EXPECT_NE(raw->block.find(answer), std::string::npos) << answer;
  // Afterwards the page alone is looked at; it is what it was.
  Follow({}, kMorning + hours(24 * 3));
  EXPECT_GT(CapturesOf("/dam").size(), 1u);
  EXPECT_EQ(TimesAsked()["/dam/amp"], 1);
  EXPECT_EQ(store_->VersionsOf(std::string(kSite) + "/dam")->size(), 1u);
}

TEST_F(PartsTest, AShellIsReadWhereItsTextStands) {
  Put("/flood", Shell("<link rel=\"amphtml\" href=\"/flood.amp\">"));
  Put("/flood.amp", PageOf(Canonical("/flood"), "Flood nears the town", Paragraphs("town")));
  Follow({"/flood"});
  EXPECT_EQ(Count(TextOf("/flood"), "The water of the town"), 1);
  EXPECT_EQ(Articles(), 1u);
  // The shell stays what it is while the text changes.
  Put("/flood.amp", PageOf(Canonical("/flood"), "Flood nears the town",
                           Paragraphs("town") + "<p>The old bridge was closed at noon.</p>"));
  Follow({}, kMorning + hours(24 * 3));
  EXPECT_EQ(Count(TextOf("/flood"), "The old bridge was closed"), 1);
  EXPECT_EQ(store_->VersionsOf(std::string(kSite) + "/flood")->size(), 2u);
}

TEST_F(PartsTest, AShellOfAnAmpPageKeepsTheTextOfThatPage) {
  Put("/flood", Shell("<link rel=\"amphtml\" href=\"/flood.amp\">"));
  Put("/flood.amp", PageOf(Canonical("/flood"), "Flood nears the town", Paragraphs("town")));
  Follow({"/flood.amp"});
  EXPECT_EQ(Count(TextOf("/flood"), "The water of the town"), 1);
  EXPECT_EQ(PageAt("/flood")->state, PageState::kWatched);
  EXPECT_EQ(TimesAsked()["/flood.amp"], 1);
}

TEST_F(PartsTest, ACanonicalPageThatIsAnotherOneOrNoneIsNotBelieved) {
  Put("/a", PageOf(Canonical("/b"), "Dam holds for now", Paragraphs("dam")));
  Put("/b", PageOf("", "Minister resigns over budget", Paragraphs("budget")));
  Put("/c", PageOf(Canonical("/not-there"), "Flood nears the town", Paragraphs("town")));
  Put("/d", PageOf(Canonical("/e"), "Bridge closed at noon", Paragraphs("bridge")));
  Put("/e", Shell(""));  // its text would be gone at the next visit
  Put("/f", PageOf("<link rel=\"canonical\" href=\"http://other.example/f\">", "School shut today",
                   Paragraphs("school")));
  Follow({"/a", "/c", "/d", "/f"});
  for (const char* path : {"/a", "/c", "/d", "/f"}) {
    EXPECT_EQ(CapturesOf(path).size(), 1u) << path;
    EXPECT_FALSE(TextOf(path).empty()) << path;
    EXPECT_EQ(PageAt(path)->state, PageState::kWatched) << path;
  }
  for (const auto& [path, times] : TimesAsked()) EXPECT_EQ(times, 1) << path;
  for (const Logged& logged : server_->Log()) EXPECT_EQ(logged.asked.host, "news.example");
}

TEST_F(PartsTest, PagesThatNameOneAnotherAsCanonicalAreAskedOnce) {
  Put("/a", PageOf(Canonical("/b"), "Dam holds for now", Paragraphs("dam")));
  Put("/b", PageOf(Canonical("/a"), "Dam holds for now", Paragraphs("dam")));
  Follow({"/a"});
  EXPECT_EQ(TimesAsked(), (std::map<std::string, int>{{"/a", 1}, {"/b", 1}}));
  EXPECT_EQ(Articles(), 1u);
}

TEST_F(PartsTest, AnArticleOnNumberedPagesIsReadAsOne) {
  for (int n = 1; n <= 3; ++n)
    Put(n == 1 ? "/long" : fmt::format("/long?page={}", n),
        PageOf(Canonical("/long"), "The long way of the river",
               Paragraphs(fmt::format("reach number {}", n)) + Pager("/long", n, 3)));
  Follow({"/long"});
  const std::string text = TextOf("/long");
  for (int n = 1; n <= 3; ++n)
    EXPECT_EQ(Count(text, fmt::format("The water of the reach number {} rose", n)), 1) << text;
  EXPECT_EQ(Articles(), 1u);
  EXPECT_EQ(TimesAsked(),
            (std::map<std::string, int>{{"/long", 1}, {"/long?page=2", 1}, {"/long?page=3", 1}}));
  // From the raw records alone the same article comes again.
  const std::string id = CapturesOf("/long").front().id;
  Close();
  Store::Options again;
  again.access = Store::Access::kRebuild;
  auto store = Store::Open(folder_, again);
  ASSERT_TRUE(store) << store.error().what;
  ASSERT_TRUE(checkback::DerivePending(**store, {}));
  ASSERT_TRUE((*store)->CommitRebuild());
  store->reset();
  Open();
  EXPECT_EQ(CapturesOf("/long").front().id, id);
  EXPECT_EQ(TextOf("/long"), text);
}

TEST_F(PartsTest, AnArticleWaitsForAPageOfItsThatIsDownForAWhile) {
  Put("/long",
      PageOf("", "The long way of the river", Paragraphs("spring") + Pager("/long", 1, 2)));
  Put("/long?page=2", "Down.\n", 503);
  Follow({"/long"}, kMorning + minutes(5));
  EXPECT_TRUE(CapturesOf("/long").empty());
  Put("/long?page=2",
      PageOf("", "The long way of the river", Paragraphs("mouth") + Pager("/long", 2, 2)));
  Follow({}, kMorning + hours(2));
  EXPECT_EQ(CapturesOf("/long").size(), 1u);
  EXPECT_EQ(Count(TextOf("/long"), "The water of the mouth"), 1);
}

TEST_F(PartsTest, WhatIsNumberedAndNoPartOfTheArticleIsLeftOut) {
  // Comments, the next article, a list, and a page that is gone.
  Put("/a", PageOf("", "Dam holds for now", Paragraphs("dam") + Pager("/a", 1, 2)));
  Put("/a?page=2", PageOf("", "Dam holds for now", Paragraphs("dam")));
  Put("/b", PageOf("<link rel=\"next\" href=\"/b/2\">", "Flood nears town", Paragraphs("town")));
  Put("/b/2", PageOf("", "Minister resigns over budget", Paragraphs("budget")));
  Put("/c", PageOf("", "Bridge closed at noon", Paragraphs("bridge") + Pager("/c", 1, 2)));
  Follow({"/a", "/b", "/c"});
  for (const auto& [path, about] :
       std::map<std::string, std::string>{{"/a", "dam"}, {"/b", "town"}, {"/c", "bridge"}}) {
    EXPECT_EQ(Count(TextOf(path), "The water of the"), 1) << path;
    EXPECT_EQ(Count(TextOf(path), "The water of the " + about), 1) << path;
  }
  EXPECT_EQ(Articles(), 3u);
}

TEST_F(PartsTest, PagesWithoutEndAreCut) {
  Put("/endless", PageOf("", "It goes on and on", Paragraphs("page 1") + Pager("/endless", 1, 99)));
  for (int n = 2; n < 99; ++n)
    Put(fmt::format("/endless?page={}", n),
        PageOf("", "It goes on and on",
               Paragraphs(fmt::format("page {}", n)) + Pager("/endless", n, 99)));
  // A calendar: each day links the next one.
  Put("/days/2026-03-01", PageOf("<link rel=\"next\" href=\"/days/2026-03-02\">", "What happens",
                                 Paragraphs("first of March")));
  Put("/days/2026-03-02", PageOf("", "What happens", Paragraphs("second of March")));
  Follow({"/endless", "/days/2026-03-01"});
  EXPECT_EQ(TimesAsked().size(), checkback::kMostPageParts + 1);
  EXPECT_EQ(Count(TextOf("/endless"), "The water of the page"),
            static_cast<int>(checkback::kMostPageParts));
  EXPECT_EQ(Count(TextOf("/days/2026-03-01"), "The water of the"), 1);
  // In the turn of the host: two seconds apart.
  std::int64_t before = 0;
  for (const Logged& logged : server_->Log()) {
    EXPECT_GE(logged.at_ms - before, 2000) << logged.asked.path;
    before = logged.at_ms;
  }
}

TEST_F(PartsTest, WhatIsSaidOfTheNextLookIsWhatIsDone) {
  Put("/a",
      PageOf("", "Dam holds for now", Paragraphs("dam") + "<p>This is a developing story.</p>"));
  Put("/b", Shell(""));
  Follow({"/a", "/b", "/gone"}, kMorning + hours(3));
  Close();
  checkback::LookBudget budget;
  budget.revisits = OptionsFor(server_->port(), clock_).revisits;
  budget.revisits.visits_a_second = 1e-4;
  Store::Options reading;
  auto store = Store::Open(folder_, reading);
  ASSERT_TRUE(store);
  const auto book = SourceBook::OpenToRead(folder_ + "/sources.db");
  const auto why = [&](std::string_view path) {
    return *checkback::WhyLookedAt(**store, **book, std::string(kSite) + std::string(path), budget,
                                   clock_.Now());
  };
  EXPECT_FALSE(why("/never-listed"));
  EXPECT_NE(why("/b")->page.reason.find("run its scripts"), std::string::npos);
  EXPECT_GT(why("/gone")->page.failures, 0u);
  const auto reason = why("/a");
  ASSERT_TRUE(reason && reason->plan);
  EXPECT_EQ(reason->source, std::string(kSite) + "/a");
  ASSERT_FALSE(reason->looks.empty());
  EXPECT_EQ(reason->looks.back().gave, checkback::PageLook::Gave::kVersion);
  EXPECT_TRUE(reason->call.developing);
  const auto& plan = *reason->plan;
  EXPECT_DOUBLE_EQ(plan.changes_an_hour, plan.site_an_hour * plan.factor * plan.signals.livelier);
  EXPECT_EQ(plan.signals.livelier, checkback::kLivelierDeveloping);
  store->reset();
  // The program looks when it was said last; what it says moves as pages age.
  std::optional<std::int64_t> looked;
  Instant said = plan.due;
  for (int step = 0; step < 100 && !looked; ++step) {
    store = Store::Open(folder_, reading);
    ASSERT_TRUE(store);
    said = why("/a")->plan->due;
    EXPECT_LE(said, plan.due) << "never later than was said before";
    store->reset();
    server_->TakeLog();
    Follow({}, clock_.Now() + minutes(10));
    for (const Logged& logged : server_->Log())
      if (logged.asked.path == "/a" && !looked) looked = logged.at_ms;
  }
  ASSERT_TRUE(looked);
  const std::int64_t due = std::chrono::milliseconds(said.time_since_epoch()).count();
  EXPECT_GE(*looked, due - 600'000);
  EXPECT_LT(*looked, due + 60'000);
}

}  // namespace
}  // namespace testweb
