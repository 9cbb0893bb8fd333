#include "store/store.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "article/version/version.h"
#include "page/gzip_member.h"
#include "page/warc_writer.h"
#include "store/article_frame.h"
#include "store/sqlite.h"
#include "text/hash.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What the store gets of a page: the raw record is a line that names it, the article is ready.
struct Seen {
  std::string url;
  int minute;  // of an hour in 2025
  std::string headline;
  std::string text;
  int unchanged_since = -1;  // a revisit, of what was seen at that minute
};

Instant At(int minute) {
  return *ParseInstant("2025-05-14T09:00:00Z") + std::chrono::minutes(minute);
}

NewCapture CaptureOf(const Seen& seen) {
  static GzipDeflater deflater(1);
  NewCapture capture;
  capture.url = seen.url;
  capture.seen_at = At(seen.minute);
  const std::string content = seen.headline + "\n" + seen.text;
  capture.sha256 = Sha256Hex(content);
  capture.id = CaptureIdOf(seen.url, capture.seen_at, content);
  capture.member = PackRecord({.type = WarcType::kResource,
                               .target_uri = seen.url,
                               .date = capture.seen_at,
                               .content_type = "text/plain",
                               .block = content},
                              DigestKind::kSha256, deflater)
                       ->member;
  if (seen.unchanged_since >= 0) {
    capture.is_revisit = true;
    capture.refers_to = At(seen.unchanged_since);
    return capture;
  }
  Article article;
  article.url = seen.url;
  article.headline = seen.headline;
  article.text = seen.text;
  article.language = "en";
  ArticleFrame frame = FrameOf(article);
  capture.article_hash = frame.hash;
  capture.article_frame = frame.frame;
  capture.version_key = VersionKey(article);
  capture.sketch = SketchOf(article.text);
  capture.article = std::move(article);
  return capture;
}

constexpr std::string_view kStorm =
    "A storm closed the port of Arden on Monday, the harbour master said. Ships wait outside "
    "the bay. Nobody was hurt, and the ferries are to sail again on Tuesday at noon.";
constexpr std::string_view kStormLater =
    "A storm closed the port of Arden on Monday, the harbour master said. Ships wait outside "
    "the bay. Two people were hurt, and the ferries are to sail again on Wednesday at noon.";

std::vector<Seen> OneDay() {
  const std::string storm(kStorm), later(kStormLater);
  return {
      {"https://arden-post.example/storm", 0, "Storm closes port", storm},
      {"https://arden-post.example/storm?utm_source=x", 5, "Storm closes port", storm},
      {"http://arden-post.example/storm", 9, "Storm closes port", later},
      {"https://arden-post.example/storm", 20, "Storm closes port", storm},
      {"https://arden-post.example/storm", 30, "", "", 20},
      {"https://arden-post.example/storm", 31, "", "", 9},
      {"https://kestrel-news.example/a", 3, "Port of Arden closed", storm},
      {"https://linde.example/long", 7, "Morning",
       "The council meets today. It has much to discuss, and little time before the summer. " +
           storm +
           " In other news, the bakery in Mill Lane opens again, and the baker promises the same "
           "rolls as before the fire, at the same price, on six days of the week from seven."},
      {"https://linde.example/other", 8, "Bakers",
       "The bakery in Mill Lane opens again on Friday."},
  };
}

class StoreTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(Store::Access access, const std::string& name = "s") {
    Result<std::unique_ptr<Store>> store = Store::Open(
        folder_ / name, {.access = access, .purpose = "test", .program = "t", .now = 1});
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }
  std::string WhyNot(Store::Access access, const std::string& name = "s") {
    const auto store = Store::Open(folder_ / name,
                                   {.access = access, .purpose = "test", .program = "t", .now = 1});
    return store ? "" : store.error().what;
  }

  // Keeps all of `seen` in batches of `size`.
  static KeepTally Keep(Store& store, const std::vector<Seen>& seen, std::size_t size) {
    KeepTally all;
    for (std::size_t from = 0; from < seen.size(); from += size) {
      std::vector<NewCapture> batch;
      for (std::size_t i = from; i < std::min(seen.size(), from + size); ++i)
        batch.push_back(CaptureOf(seen[i]));
      const auto kept = store.Keep(batch, {});
      EXPECT_TRUE(kept) << kept.error().what;
      if (kept) all += *kept;
    }
    return all;
  }

  static std::string Canonical(const Store& store) {
    std::string all;
    EXPECT_TRUE(store.ExportCanonical([&](std::string_view line) {
      (all += line) += '\n';
      return true;
    }));
    return all;
  }

  samples::ScratchFolder folder_;
};

TEST_F(StoreTest, ThatGivesBackMemoryAnswersAndKeepsAsBefore) {
  const auto store = Open(Store::Access::kWrite);
  const auto beside = Open(Store::Access::kWrite, "beside");
  const std::vector<Seen> day = OneDay();
  for (const Seen& seen : day) {
    Keep(*store, {seen}, 1);
    Keep(*beside, {seen}, 1);
    store->GiveBackMemory();
    EXPECT_EQ(Canonical(*store), Canonical(*beside));
  }
}

// Nobody counts a store of a million when it is asked how many there are.
TEST_F(StoreTest, KnowsHowManyThereAreOfEachThing) {
  {
    const auto store = Open(Store::Access::kWrite);
    Keep(*store, OneDay(), 3);
  }
  const Result<Database> db =
      Database::Open((folder_ / "s" / "index-000001.db").string(), Database::Mode::kRead);
  ASSERT_TRUE(db);
  const Result<StoreCounts> counts = Open(Store::Access::kRead)->Counts();
  ASSERT_TRUE(counts);
  const std::pair<std::int64_t, std::string_view> counted[] = {
      {counts->captures, "capture"},
      {counts->versions, "capture where version = 1"},
      {counts->without_article, "capture where article is null"},
      {counts->pages, "page"},
      {counts->articles, "article"},
      {counts->wordings, "wording"},
      {counts->copies, "copy"}};
  for (const auto& [count, what] : counted)
    EXPECT_EQ(count, **db->Integer("select count(*) from " + std::string(what))) << what;
  EXPECT_GT(counts->captures, 8);
}

TEST_F(StoreTest, KeepsVersionsVisitsAndReturns) {
  const auto store = Open(Store::Access::kWrite);
  const KeepTally kept = Keep(*store, OneDay(), 100);
  EXPECT_EQ(kept.kept, 9u);
  // Post: first, changed, back, back again by a revisit; and three other pages.
  EXPECT_EQ(kept.versions, 7u);
  const auto versions = store->VersionsOf("https://arden-post.example/storm#top");
  ASSERT_TRUE(versions);
  ASSERT_EQ(versions->size(), 4u);
  EXPECT_EQ((*versions)[0].visits, 2u);
  EXPECT_EQ((*versions)[0].last_seen, At(5));
  EXPECT_EQ((*versions)[1].capture.seen_at, At(9));
  EXPECT_EQ((*versions)[2].returns_to, 0u);
  EXPECT_EQ((*versions)[2].visits, 2u);
  EXPECT_EQ((*versions)[3].returns_to, 1u);
  EXPECT_TRUE((*versions)[3].capture.is_revisit);
  EXPECT_EQ(store->ArticleOf((*versions)[3].capture)->text, kStormLater);
}

TEST_F(StoreTest, KnowsWhatItHas) {
  const auto store = Open(Store::Access::kWrite);
  Keep(*store, OneDay(), 100);
  const std::string before = Canonical(*store);
  const KeepTally again = Keep(*store, OneDay(), 4);
  EXPECT_EQ(again.kept, 0u);
  EXPECT_EQ(again.known, 9u);
  EXPECT_EQ(Canonical(*store), before);
  std::vector<Seen> twice = {OneDay()[0], OneDay()[0]};
  twice[0].minute = twice[1].minute = 50;
  EXPECT_EQ(Keep(*store, twice, 2).kept, 1u);
}

TEST_F(StoreTest, HoldsTheSameWhateverTheOrderAndTheBatches) {
  std::vector<Seen> seen = OneDay();
  std::string expected;
  std::mt19937 random(7);
  for (int round = 0; round < 12; ++round) {
    const auto store = Open(Store::Access::kWrite, std::to_string(round));
    Keep(*store, seen, 1 + static_cast<std::size_t>(round) % 5);
    const std::string canonical = Canonical(*store);
    if (round == 0) expected = canonical;
    EXPECT_EQ(canonical, expected) << "round " << round;
    const auto found = store->Search(std::get<Query>(ParseQuery("storm")), {});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->hits.size(), 6u) << "round " << round;
    std::shuffle(seen.begin(), seen.end(), random);
  }
  EXPECT_THAT(expected, HasSubstr("\"copy\""));
}

TEST_F(StoreTest, SearchFindsVersionsThatCameAndWentWithinABatch) {
  const auto store = Open(Store::Access::kWrite);
  const auto page = [](int minute, std::string_view text) {
    return Seen{"https://arden-post.example/storm", minute, "Storm", std::string(text)};
  };
  Keep(*store, {page(0, kStorm), page(30, kStorm), page(60, kStorm)}, 10);
  Keep(*store, {page(10, kStormLater), page(20, kStorm), page(40, kStormLater), page(50, kStorm)},
       10);
  const auto versions = store->VersionsOf("https://arden-post.example/storm");
  EXPECT_EQ(versions->size(), 5u);
  const auto found = store->Search(std::get<Query>(ParseQuery("harbour")), {});
  ASSERT_TRUE(found) << found.error().what;
  EXPECT_EQ(found->hits.size(), 5u);
  EXPECT_THAT(*store->Check(), IsEmpty());
  EXPECT_EQ(Keep(*store, {page(70, kStormLater)}, 1).kept, 1u);
}

TEST_F(StoreTest, FindsCopiesAndTheirOrigin) {
  const auto store = Open(Store::Access::kWrite);
  Keep(*store, OneDay(), 3);
  const auto versions = store->VersionsOf("https://kestrel-news.example/a");
  ASSERT_EQ(versions->size(), 1u);
  const auto found = store->CopiesOf((*versions)[0].capture);
  ASSERT_TRUE(found);
  std::vector<std::string> told;
  for (const CopyFound& copy : found->copies)
    told.push_back(std::string(NameOf(copy.kind)) + " " + copy.outlet);
  EXPECT_THAT(told, ElementsAre("exact arden-post.example", "contained linde.example"));
  ASSERT_EQ(found->origins.origins.size(), 1u);
  EXPECT_EQ(found->origins.origins[0].name, "arden-post.example");
  EXPECT_EQ(found->origins.outlets, 3u);
}

TEST_F(StoreTest, TellsHowMuchOfATextOthersHaveAsItTellsTheirCopies) {
  const auto store = Open(Store::Access::kWrite);
  Keep(*store, OneDay(), 3);
  std::vector<Capture> captures;
  for (const std::string_view url :
       {"https://kestrel-news.example/a", "https://linde.example/b", "https://nobody.example/"}) {
    const auto found = store->CapturesOf(url);
    ASSERT_TRUE(found);
    captures.insert(captures.end(), found->begin(), found->end());
  }
  ASSERT_FALSE(captures.empty());
  std::vector<const Capture*> asked;
  asked.reserve(captures.size());
  for (const Capture& capture : captures) asked.push_back(&capture);
  const auto shares = store->TextSharesOf(asked);
  ASSERT_TRUE(shares) << shares.error().what;
  ASSERT_EQ(shares->size(), captures.size());
  std::size_t some = 0;
  for (std::size_t i = 0; i < captures.size(); ++i) {
    std::vector<std::pair<std::string, double>> told, right;
    for (const TextShare& share : (*shares)[i]) told.emplace_back(share.capture, share.of_this);
    const auto copies = store->CopiesOf(captures[i]);
    ASSERT_TRUE(copies);
    for (const CopyFound& copy : copies->copies) right.emplace_back(copy.capture.id, copy.of_this);
    EXPECT_EQ(told, right) << captures[i].url;
    some += told.size();
  }
  EXPECT_GT(some, 0u);
}

TEST_F(StoreTest, ComparesNeighbouringWeeksOnly) {
  const auto store = Open(Store::Access::kWrite);
  constexpr int kDay = 24 * 60;
  const std::string storm(kStorm);
  Keep(*store,
       {{"https://a.example/1", 0, "A", storm + " One."},
        {"https://b.example/1", 6 * kDay, "B", storm + " Two."},
        {"https://c.example/1", 40 * kDay, "C", storm + " Three."}},
       1);
  EXPECT_EQ(store->Counts()->copies, 1);
}

TEST_F(StoreTest, FindsCapturesByTheBeginningOfTheirIds) {
  const auto store = Open(Store::Access::kWrite);
  Keep(*store, OneDay(), 100);
  const Capture first = store->CapturesOf("https://linde.example/other")->at(0);
  EXPECT_EQ(store->FindCapture(first.id)->url, first.url);
  EXPECT_EQ(store->FindCapture(first.id.substr(0, 10))->id, first.id);
  EXPECT_THAT(store->FindCapture("aaaabbbbcccc").error().what, HasSubstr("no capture"));
  for (const std::string_view bad : {"", "abc", "ABCD", "ab1d", "a' or 1=1", "../../etc"})
    EXPECT_THAT(store->FindCapture(bad).error().what, HasSubstr("is no id")) << bad;
}

TEST_F(StoreTest, DerivesTheSameAgainFromTheRawCaptures) {
  std::string expected;
  {
    const auto store = Open(Store::Access::kWrite);
    Keep(*store, OneDay(), 2);
    expected = Canonical(*store);
    EXPECT_THAT(*store->Pending(), IsEmpty());
    EXPECT_THAT(*store->Check(), IsEmpty());
  }
  const auto store = Open(Store::Access::kRebuild);
  const auto pending = store->Pending();
  ASSERT_EQ(pending->size(), 1u);
  EXPECT_EQ(pending->at(0).from, 0u);
  std::vector<NewCapture> again;
  std::uint64_t offset = 0;
  for (const Seen& seen : OneDay()) {  // as they stand in the segment
    again.push_back(CaptureOf(seen));
    again.back().raw = {1, offset, again.back().member.size()};
    offset += again.back().member.size();
    again.back().member.clear();
  }
  ASSERT_TRUE(store->Keep(again, {}));
  ASSERT_TRUE(store->MarkDerived(pending->at(0)));
  EXPECT_EQ(Canonical(*Open(Store::Access::kRead)), expected) << "the old one is in use";
  ASSERT_TRUE(store->CommitRebuild());
  EXPECT_EQ(Canonical(*Open(Store::Access::kRead)), expected);
  EXPECT_THAT(*store->Pending(), IsEmpty());
  EXPECT_FALSE(fs::exists(folder_ / "s" / "index-000001.db"));
}

TEST_F(StoreTest, ReadersSeeWholeBatchesWhileOneWrites) {
  const auto writer = Open(Store::Access::kWrite);
  Keep(*writer, {OneDay()[0]}, 1);
  const auto reader = Open(Store::Access::kRead);
  EXPECT_EQ(reader->Counts()->captures, 1);
  Keep(*writer, OneDay(), 100);
  EXPECT_EQ(reader->Counts()->captures, 9);
}

TEST_F(StoreTest, RemembersHowFarSourcesAre) {
  const SourceState state = {.path = "/x/day.warc.gz",
                             .bytes = 10,
                             .modified_ns = -5,
                             .head_sha256 = "ab",
                             .offset = 7,
                             .inside = 2,
                             .line = 3,
                             .done = true};
  {
    const auto store = Open(Store::Access::kWrite);
    ASSERT_TRUE(store->Keep({}, {{state}}));
    EXPECT_EQ(*store->SourceOf(state.path), state);
    EXPECT_EQ(*store->SourceOf("/x/other"), std::nullopt);
  }
  EXPECT_EQ(*Open(Store::Access::kRebuild)->SourceOf(state.path), state);
}

TEST_F(StoreTest, SaysWhatIsWrong) {
  EXPECT_THAT(WhyNot(Store::Access::kRead), HasSubstr("there is no store at"));
  fs::create_directories(folder_ / "empty");
  EXPECT_THAT(WhyNot(Store::Access::kRead, "empty"), HasSubstr("holds no store"));
  std::ofstream(folder_ / "file") << "x";
  EXPECT_NE(WhyNot(Store::Access::kWrite, "file"), "");
  {
    Keep(*Open(Store::Access::kWrite), OneDay(), 100);
  }

  const auto holder = Open(Store::Access::kWrite);
  EXPECT_THAT(WhyNot(Store::Access::kWrite), HasSubstr("is being written by process"));
  EXPECT_THAT(WhyNot(Store::Access::kWrite), HasSubstr("(test)"));
}

TEST_F(StoreTest, TellsOfSegmentsThatLostCaptures) {
  {
    Keep(*Open(Store::Access::kWrite), OneDay(), 100);
  }
  const fs::path segment = folder_ / "s" / "captures" / "000001.warc.gz";
  fs::resize_file(segment, fs::file_size(segment) - 10);
  EXPECT_THAT(WhyNot(Store::Access::kWrite), HasSubstr("captures that were kept are lost"));
  EXPECT_FALSE(Open(Store::Access::kRead)->Check()->empty());
  fs::remove(segment);
  EXPECT_THAT(WhyNot(Store::Access::kWrite), HasSubstr("is missing"));
}

TEST_F(StoreTest, RefusesWhatItCannotRead) {
  {
    Keep(*Open(Store::Access::kWrite), OneDay(), 100);
  }
  {
    auto db = Database::Open(folder_ / "s" / "index-000001.db", Database::Mode::kWrite);
    ASSERT_TRUE(db->Run("pragma user_version = 99"));
  }
  for (const auto access : {Store::Access::kRead, Store::Access::kWrite})
    EXPECT_THAT(WhyNot(access), HasSubstr("written by a newer checkback (schema 99"));
  std::ofstream(folder_ / "s" / "index-000001.db") << "this is no database, whatever its name says";
  for (const auto access : {Store::Access::kRead, Store::Access::kWrite})
    EXPECT_THAT(WhyNot(access), HasSubstr("not a database"));
  std::ofstream(folder_ / "s" / "CURRENT") << "../../etc/passwd\n";
  for (const auto access : {Store::Access::kRead, Store::Access::kWrite})
    EXPECT_THAT(WhyNot(access), HasSubstr("does not name a database"));
  EXPECT_EQ(WhyNot(Store::Access::kRebuild), "") << "that is what it is for";
}

}  // namespace
}  // namespace checkback
