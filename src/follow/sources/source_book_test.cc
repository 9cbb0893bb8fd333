#include "follow/sources/source_book.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "text/scratch_samples.h"

namespace checkback {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const Instant kNow = *ParseInstant("2026-11-26T14:10:00Z");

class SourceBookTest : public ::testing::Test {
 protected:
  void SetUp() override { Restart(); }
  std::string path() const { return folder_ / SourceBook::kFileName; }
  void Restart() {
    book_.reset();
    auto opened = SourceBook::Open(path());
    ASSERT_TRUE(opened) << opened.error().what;
    book_ = std::move(*opened);
  }
  SourceKey Add(const std::string& url) {
    const NewSource one{.kind = FollowedKind::kFeed, .url = url};
    const auto keys = book_->Add({&one, 1}, kNow);
    return keys ? keys->front() : -1;
  }
  Sifted Sift(SourceKey key, const std::vector<ListedItem>& items, Instant now = kNow) {
    const auto sifted = book_->Sift(key, items, now);
    EXPECT_TRUE(sifted) << sifted.error().what;
    return sifted ? *sifted : Sifted{};
  }

  samples::ScratchFolder folder_;
  std::unique_ptr<SourceBook> book_;
};

SourcePoll GoodPoll(Instant at, std::uint32_t fresh = 0) {
  SourcePoll poll;
  poll.at = at;
  poll.status = 200;
  poll.items = 20;
  poll.fresh = fresh;
  poll.validators = {"\"v1\"", "", "https://news.example/rss"};
  return poll;
}

std::vector<ListedItem> Items(int first, int count, const std::string& id_prefix = "id",
                              const std::string& url_end = "") {
  std::vector<ListedItem> items;
  items.reserve(static_cast<std::size_t>(count));
  for (int n = first; n < first + count; ++n) {
    items.push_back({fmt::format("{}{}", id_prefix, n),
                     fmt::format("https://news.example/story-{}{}", n, url_end),
                     fmt::format("The dam story number {}", n)});
  }
  return items;
}

TEST_F(SourceBookTest, HoldsWhatWasAddedAndKnowsItAgain) {
  const NewSource added{.kind = FollowedKind::kFeed,
                        .url = "https://news.example/rss",
                        .title = "News Example",
                        .tags = {"europe", "the coast"}};
  const auto keys = book_->Add({&added, 1}, kNow);
  ASSERT_TRUE(keys);
  Restart();
  const auto found = book_->Find("https://news.example/rss");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->key, keys->front());
  EXPECT_EQ((*found)->title, "News Example");
  EXPECT_EQ((*found)->tags, added.tags);
  EXPECT_EQ((*found)->added_at, kNow);
  EXPECT_EQ((*found)->next_due, kNow);
  EXPECT_EQ(Add("http://NEWS.example/rss#top"), 0) << "http and https are one";
  EXPECT_EQ(*book_->Count(), 1U);
  EXPECT_TRUE(*book_->Find(std::to_string(keys->front())));
  EXPECT_FALSE(*book_->Find("https://other.example/"));
}

TEST_F(SourceBookTest, PollsNothingEarlyAfterARestart) {
  const SourceKey key = Add("https://news.example/rss");
  ASSERT_EQ(book_->Due(kNow, 10)->size(), 1U);
  ASSERT_TRUE(book_->Begin(key, kNow, kNow + minutes(5)));
  Restart();  // in the middle of the poll
  EXPECT_TRUE(book_->Due(kNow + minutes(4), 10)->empty());
  const auto after = book_->Polled(key, GoodPoll(kNow), {.fresh_for = hours(2)});
  ASSERT_TRUE(after) << after.error().what;
  Restart();
  const auto due = book_->NextDue();
  ASSERT_TRUE(due && *due);
  EXPECT_GE(**due, kNow + hours(2));
  EXPECT_TRUE(book_->Due(kNow + hours(2) - minutes(1), 10)->empty());
  EXPECT_EQ(book_->Due(kNow + hours(3), 10)->size(), 1U);
  EXPECT_EQ(book_->SourceAt(key)->validators.etag, "\"v1\"");
}

TEST_F(SourceBookTest, KeepsEveryFieldOfASource) {
  const SourceKey key = Add("https://news.example/rss");
  SourcePoll poll = GoodPoll(kNow, 3);
  poll.first = true;
  poll.items_an_hour = 1.5;
  poll.ttl_minutes = 60;
  poll.skip_hours = 7;
  poll.skip_days = 1;
  poll.fresh_seconds = 1800;
  poll.took_seconds = 2.5;
  poll.title = "News Example";
  poll.note = "a note";
  const auto kept = book_->Polled(key, poll, {});
  ASSERT_TRUE(kept);
  Restart();
  const auto read = book_->SourceAt(key);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->items_an_hour, 1.5);
  EXPECT_EQ(read->ttl_minutes, 60U);
  EXPECT_EQ(read->skip_hours, 7U);
  EXPECT_EQ(read->skip_days, 1U);
  EXPECT_EQ(read->fresh_seconds, 1800U);
  EXPECT_EQ(read->took_seconds, 2.5);
  EXPECT_EQ(read->title, "News Example");
  EXPECT_EQ(read->note, "a note");
  EXPECT_EQ(read->last_new, kNow);
  EXPECT_EQ(read->next_due, kept->next_due);
}

TEST_F(SourceBookTest, IsNotAskedWhenGone) {
  const SourceKey key = Add("https://news.example/rss");
  SourcePoll gone;
  gone.at = kNow;
  gone.failure = PollFailure::kGone;
  gone.status = 410;
  ASSERT_TRUE(book_->Polled(key, gone, {}));
  EXPECT_FALSE(*book_->NextDue());
  EXPECT_TRUE(book_->Due(kNow + hours(10'000), 10)->empty());
}

TEST_F(SourceBookTest, SiftsWhatIsNew) {
  const SourceKey key = Add("https://news.example/rss");
  const Sifted first = Sift(key, Items(0, 10));
  EXPECT_TRUE(first.first);
  EXPECT_EQ(first.fresh, 10U);
  Restart();
  const Sifted second = Sift(key, Items(3, 10));
  EXPECT_FALSE(second.first);
  EXPECT_EQ(second.fresh, 3U);
  EXPECT_FALSE(second.gap);
  EXPECT_EQ(second.items[0], ItemNews::kKnown);
  EXPECT_EQ(second.items[9], ItemNews::kNew);
  EXPECT_TRUE(Sift(key, Items(100, 10)).gap);
  EXPECT_EQ(book_->Days(10)->at(key).front().gaps, 1U);
}

TEST_F(SourceBookTest, TellsEditsFromNews) {
  const SourceKey key = Add("https://news.example/rss");
  std::vector<ListedItem> items = Items(0, 5);
  Sift(key, items);
  items[2].title = "The dam story has another headline now";
  EXPECT_EQ(Sift(key, items).items[2], ItemNews::kEdited);
  EXPECT_EQ(Sift(key, items).items[2], ItemNews::kKnown);
  items[3].changed = "2026-11-26T14:00:00Z";
  EXPECT_EQ(Sift(key, items).items[3], ItemNews::kKnown) << "it did not say so before";
  items[3].changed = "2026-11-26T15:00:00Z";
  EXPECT_EQ(Sift(key, items).items[3], ItemNews::kEdited);
}

TEST_F(SourceBookTest, KnowsItemsWhoseIdsChangeAtEachPoll) {
  const SourceKey key = Add("https://news.example/rss");
  Sift(key, Items(0, 10, "monday"));
  EXPECT_EQ(Sift(key, Items(1, 10, "tuesday")).fresh, 1U);
  EXPECT_TRUE(book_->SourceAt(key)->ids_change);
  EXPECT_FALSE(book_->SourceAt(key)->urls_change);
  EXPECT_EQ(Sift(key, Items(1, 10, "tuesday")).fresh, 0U);
  EXPECT_FALSE(book_->SourceAt(key)->ids_change) << "a habit that it has given up";
}

TEST_F(SourceBookTest, KnowsItemsWhoseAddressesChangeAtEachPoll) {
  const SourceKey key = Add("https://news.example/rss");
  for (int poll = 0; poll < 50; ++poll) {
    const std::string n = std::to_string(poll);
    const Sifted sifted = Sift(key, Items(poll, 10, "p" + n + "-", "/v" + n));
    if (poll == 0) continue;
    EXPECT_EQ(sifted.fresh, 1U) << poll;
  }
  EXPECT_TRUE(book_->SourceAt(key)->urls_change);
}

TEST_F(SourceBookTest, TakesOneIdOnTwoArticlesForTwo) {
  const SourceKey key = Add("https://news.example/rss");
  Sift(key, {{"1", "https://news.example/a", "The first article of today"}});
  EXPECT_EQ(Sift(key, {{"1", "https://news.example/b", "Another article of today"}}).fresh, 1U);
  EXPECT_EQ(Sift(key, {{"1", "https://news.example/c", "Another article of today"}}).fresh, 0U)
      << "it only moved";
}

TEST_F(SourceBookTest, KnowsItemsWithoutAddress) {
  const SourceKey key = Add("https://news.example/rss");
  Sift(key, {{"", "", "Flood"}, {"x", "", ""}});
  EXPECT_EQ(Sift(key, {{"", "", "Flood"}, {"x", "", ""}}).fresh, 0U);
  EXPECT_EQ(Sift(key, {{"", "", "Fire"}, {"y", "", ""}}).fresh, 2U);
}

TEST_F(SourceBookTest, ForgetsTheOldestItemsOfATrap) {
  const SourceKey key = Add("https://news.example/calendar.xml");
  for (int poll = 0; poll < 3; ++poll) Sift(key, Items(poll * 20'000, 20'000), kNow + hours(poll));
  // The first list is forgotten, the last is known.
  EXPECT_EQ(Sift(key, Items(40'000, 20'000), kNow + hours(4)).fresh, 0U);
  EXPECT_GT(Sift(key, Items(0, 100), kNow + hours(5)).fresh, 0U);
}

TEST_F(SourceBookTest, WalksAPageFromFoundToGone) {
  const SourceKey key = Add("https://news.example/rss");
  const std::vector<NewPage> pages = {{"https://news.example/a", kNow - hours(1)},
                                      {"https://news.example/b"},
                                      {"http://news.example/a?utm_source=rss"}};
  const auto added = book_->AddPages(key, pages, kNow);
  ASSERT_TRUE(added) << added.error().what;
  EXPECT_EQ(added->fresh, (std::vector<bool>{true, true, false}));
  EXPECT_EQ(added->keys[0], added->keys[2]);
  ASSERT_EQ(book_->Waiting(kNow, 10)->size(), 2U);
  EXPECT_EQ(book_->Waiting(kNow, 10)->front().url, "https://news.example/b") << "the newest first";

  PageVisit failed{.at = kNow, .failed = true, .state = PageState::kWaiting};
  failed.reason = "answered 503";
  failed.not_before = kNow + hours(1);
  ASSERT_TRUE(book_->Visited(added->keys[1], failed));
  EXPECT_EQ(book_->Waiting(kNow, 10)->size(), 1U);
  EXPECT_EQ(book_->Waiting(kNow + hours(1), 10)->size(), 2U);

  ASSERT_TRUE(book_->Visited(added->keys[0],
                             {.at = kNow, .changed = true, .validators = {"\"p\"", "", ""}}));
  ASSERT_TRUE(book_->Visited(added->keys[0], {.at = kNow + hours(2), .changed = true}));
  ASSERT_TRUE(book_->Visited(added->keys[0], {.at = kNow + hours(3)}));
  Restart();
  const auto page = book_->PageOf("https://news.example/a");
  ASSERT_TRUE(page && *page);
  EXPECT_EQ((*page)->visits, 3U);
  EXPECT_EQ((*page)->changes, 1U) << "the first look is no change";
  EXPECT_EQ((*page)->changed, kNow + hours(2));
  EXPECT_EQ((*page)->visited, kNow + hours(3));
  EXPECT_EQ((*page)->published_at, kNow - hours(1));
  ASSERT_TRUE(
      book_->Visited(added->keys[0], {.at = kNow, .failed = true, .state = PageState::kGone}));
  EXPECT_EQ(book_->Pages()->at(key)[static_cast<std::size_t>(PageState::kGone)], 1U);
  EXPECT_EQ(book_->Pages()->at(key)[static_cast<std::size_t>(PageState::kWaiting)], 1U);
  EXPECT_TRUE(*book_->Remove(key));
  EXPECT_FALSE(*book_->Remove(key));
  EXPECT_TRUE(book_->Waiting(kNow + hours(2), 10)->empty());
}

TEST_F(SourceBookTest, LoadsItsPagesIntoThePlanAsTheyWere) {
  const SourceKey key = Add("https://news.example/rss");
  RevisitPlan plan({.visits_a_second = 0.01});
  std::vector<NewPage> pages;
  pages.reserve(50);
  for (int i = 0; i < 50; ++i) pages.push_back({"https://news.example/" + std::to_string(i)});
  const auto added = book_->AddPages(key, pages, kNow);
  ASSERT_TRUE(added);
  for (int i = 0; i < 50; ++i) {
    const PageNumber number = plan.Add(0, kNow);
    plan.Visited(number, kNow + hours(i % 5 + 1), i % 3 == 0);
    ASSERT_TRUE(book_->Visited(added->keys[static_cast<std::size_t>(i)],
                               {.at = kNow + hours(i % 5 + 1), .history = plan.HistoryOf(number)}));
  }
  ASSERT_TRUE(book_->KeepRates(0, plan.RatesOf(0).Bytes()));
  Restart();
  RevisitPlan again({.visits_a_second = 0.01});
  ASSERT_TRUE(book_->ForEachRates([&](SiteNumber site, std::string_view bytes) {
    const auto rates = ChangeRates::FromBytes(bytes);
    ASSERT_TRUE(rates);
    again.RestoreRates(site, *rates);
  }));
  ASSERT_TRUE(book_->ForEachWatched([&](const WatchedPage& page) {
    again.Restore(page.site, page.history);
    return true;
  }));
  again.ScheduleRestored(kNow + hours(6));
  ASSERT_EQ(again.pages(), 50U);
  for (PageNumber i = 0; i < 50; ++i) {
    EXPECT_EQ(again.HistoryOf(i), plan.HistoryOf(i)) << i;
    const RevisitReason was = plan.ReasonOf(i, kNow + hours(6));
    const RevisitReason is = again.ReasonOf(i, kNow + hours(6));
    EXPECT_DOUBLE_EQ(is.changes_an_hour, was.changes_an_hour);
    EXPECT_GT(is.due, kNow);
  }
}

TEST_F(SourceBookTest, KeepsALedgerOfEachDay) {
  const SourceKey key = Add("https://news.example/rss");
  ASSERT_TRUE(book_->Polled(key, GoodPoll(kNow, 5), {}));
  SourcePoll failed;
  failed.at = kNow;
  failed.failure = PollFailure::kStatus;
  ASSERT_TRUE(book_->Polled(key, failed, {}));
  for (int i = 0; i < 4; ++i) ASSERT_TRUE(book_->Kept(key, {12, 3000}, kNow));
  ASSERT_TRUE(book_->NotKept(key, kNow));
  ASSERT_TRUE(book_->Kept(key, {12, 3000}, kNow + hours(24)));
  const auto all = book_->Days(7);
  ASSERT_TRUE(all);
  const std::vector<SourceDay>& days = all->at(key);
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[1].polls, 2U);
  EXPECT_EQ(days[1].failed_polls, 1U);
  EXPECT_EQ(days[1].listed, 5U);
  EXPECT_EQ(days[1].kept, 4U);
  EXPECT_EQ(days[1].failed, 1U);
  EXPECT_EQ(days[0].kept, 1U);
}

TEST_F(SourceBookTest, RaisesTheAlarmWhereALayoutChanged) {
  const SourceKey key = Add("https://news.example/rss");
  for (std::size_t i = 0; i < 2 * kDriftKept; ++i) ASSERT_TRUE(book_->Kept(key, {12, 3000}, kNow));
  EXPECT_FALSE(book_->SourceAt(key)->drift->changed);
  for (std::size_t i = 0; i < kDriftLast; ++i) ASSERT_TRUE(book_->Kept(key, {1, 90}, kNow));
  Restart();
  const auto source = book_->SourceAt(key);
  ASSERT_TRUE(source && source->drift);
  EXPECT_EQ(StateOf(*source, TroublesOf(*source, kNow)), "layout_changed");
  EXPECT_EQ(source->drift->paragraphs_before, 12);
}

TEST_F(SourceBookTest, KeepsAllOfAStepOrNothing) {
  const SourceKey key = Add("https://news.example/rss");
  const auto done = book_->Step([&](SourceBook& book) -> Result<void> {
    const auto sifted = book.Sift(key, Items(0, 3), kNow);
    if (!sifted) return Fail(sifted.error());
    return Fail(Errc::kIo, "the disk is full");
  });
  EXPECT_FALSE(done);
  EXPECT_EQ(Sift(key, Items(0, 3)).fresh, 3U);
}

TEST_F(SourceBookTest, TakesAHundredThousandSourcesAtOnce) {
  std::vector<NewSource> many;
  many.reserve(100'000);
  for (int i = 0; i < 100'000; ++i)
    many.push_back({.url = "https://h" + std::to_string(i) + ".example/rss", .tags = {"all"}});
  const auto keys = book_->Add(many, kNow);
  ASSERT_TRUE(keys) << keys.error().what;
  EXPECT_EQ(*book_->Count(), many.size());
  EXPECT_EQ(book_->Due(kNow, 100)->size(), 100U);
  many.clear();
  for (int i = 0; i < 100'001; ++i)
    many.push_back({.url = "https://g" + std::to_string(i) + ".example/rss"});
  const auto over = book_->Add(many, kNow);
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, Errc::kTooLarge);
  EXPECT_EQ(*book_->Count(), 100'000U);
}

TEST_F(SourceBookTest, SaysWhatToDoAboutADamagedFile) {
  Add("https://news.example/rss");
  book_.reset();
  std::filesystem::remove(path() + "-wal");
  std::filesystem::remove(path() + "-shm");
  {
    std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
    file << "this is no database, it never was one, and never will be";
  }
  for (const bool to_read : {false, true}) {
    const auto opened = to_read ? SourceBook::OpenToRead(path()) : SourceBook::Open(path());
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, Errc::kBadInput) << opened.error().what;
    EXPECT_NE(opened.error().what.find("sources.db"), std::string::npos) << opened.error().what;
    EXPECT_NE(opened.error().what.find("move this file away"), std::string::npos);
  }
}

TEST_F(SourceBookTest, IsNothingWhereThereIsNone) {
  const auto none = SourceBook::OpenToRead(folder_ / "other.db");
  ASSERT_TRUE(none);
  EXPECT_EQ(*none, nullptr);
  Add("https://news.example/rss");
  const auto beside = SourceBook::OpenToRead(path());  // while the other one is open
  ASSERT_TRUE(beside && *beside);
  EXPECT_EQ(*(*beside)->Count(), 1U);
}

TEST_F(SourceBookTest, TellsOfManySourcesAtOnce) {
  std::vector<NewSource> many;
  many.reserve(300);
  for (int n = 0; n < 300; ++n)
    many.push_back({.url = fmt::format("https://news{}.example/rss", n),
                    .tags = {fmt::format("tag{}", n), "all"}});
  const auto keys = book_->Add(many, kNow);
  ASSERT_TRUE(keys);
  for (int day = 0; day < 10; ++day)
    ASSERT_TRUE(book_->Polled(keys->at(7), GoodPoll(kNow + hours(24 * day), 1), {}));
  const auto all = book_->All();
  ASSERT_EQ(all->size(), 300U);
  for (int n = 0; n < 300; ++n)
    EXPECT_EQ((*all)[static_cast<std::size_t>(n)].tags, many[static_cast<std::size_t>(n)].tags);
  EXPECT_EQ(book_->Due(kNow, 3)->at(2).tags, many[2].tags);
  const auto days = book_->Days(7);
  ASSERT_EQ(days->size(), 1U) << "nothing happened with the others";
  ASSERT_EQ(days->at(keys->at(7)).size(), 7U);
  EXPECT_EQ(days->at(keys->at(7)).front().day,
            std::chrono::floor<std::chrono::days>(kNow) + std::chrono::days(9));
}

TEST_F(SourceBookTest, OfAnOlderProgramItIsBroughtUpToDateByWhoeverReadsIt) {
  Add("https://news.example/rss");
  book_.reset();
  {
    auto db = Database::Open(path(), Database::Mode::kWrite);
    ASSERT_TRUE(db);
    ASSERT_TRUE(
        db->Run("drop table subscription; drop table sitemap_part; drop table held_host; alter "
                "table source drop column fresh_seconds; pragma user_version = 1"));
  }
  const auto read = SourceBook::OpenToRead(path());
  ASSERT_TRUE(read) << read.error().what;
  EXPECT_EQ(*(*read)->Count(), 1U);
  EXPECT_TRUE((*read)->Subscriptions()->empty());
  EXPECT_EQ((*read)->All()->front().fresh_seconds, 0U);
}

TEST_F(SourceBookTest, KnowsAfterARestartWhoSaidToBeLeftAlone) {
  ASSERT_TRUE(book_->HoldHost("busy.example", kNow + minutes(30)));
  ASSERT_TRUE(book_->HoldHost("busy.example", kNow + minutes(10)));  // the longest holds
  ASSERT_TRUE(book_->HoldHost("down.example", kNow + minutes(5)));
  Restart();
  const auto held = book_->HeldHosts(kNow + minutes(20));
  ASSERT_TRUE(held);
  ASSERT_EQ(held->size(), 1U);
  EXPECT_EQ(held->front().host, "busy.example");
  EXPECT_EQ(held->front().until, kNow + minutes(30));
}

}  // namespace
}  // namespace checkback
