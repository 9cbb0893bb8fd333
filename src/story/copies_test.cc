#include "story/copies.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "story/wire_samples.h"
#include "text/sanitized_samples.h"

namespace checkback {
namespace {

constexpr std::string_view kWire =
    "A storm closed the port of Arden on Monday, the harbour master said. Three ferries lay at "
    "anchor off the mole with 412 people on board, and the coast guard brought them water. "
    "\"We will not open before the wind has dropped,\" Mira Sollen told reporters. "
    "The port was last closed in 2011.";

const std::string kLivePage =
    "Our live page on the weather in the north. Schools in Verrin stay closed for a second day and "
    "the bridge over the Linde is shut to lorries. " +
    std::string(kWire) +
    " The railway says that its night trains will run again from Thursday, and that tickets for "
    "cancelled trains can be used for a week. Farmers near Holm lost a third of their fruit. Power "
    "is back in most of the villages, the grid said, after crews worked through the night.";

struct Case {
  std::string_view what;
  std::string text;
  std::string_view kind;  // "" for no copy
};

const Case kCases[] = {
    {"the same", std::string(kWire), "exact"},
    {"in capitals, without commas",
     "A STORM CLOSED THE PORT OF ARDEN ON MONDAY THE HARBOUR MASTER SAID. Three ferries lay at "
     "anchor off the mole with 412 people on board and the coast guard brought them water. We "
     "will not open before the wind has dropped Mira Sollen told reporters. The port was last "
     "closed in 2011.",
     "exact"},
    {"a word changed",
     "A gale closed the port of Arden on Monday, the harbour master said. Three ferries lay at "
     "anchor off the mole with 412 people on board, and the coast guard brought them water. "
     "\"We will not open before the wind has dropped,\" Mira Sollen told reporters. "
     "The port was last closed in 2011.",
     "edited"},
    {"within a live page", kLivePage, "contained"},
    {"its first sentence quoted",
     "A storm closed the port of Arden on Monday, the harbour master said. Our reporter was there "
     "when the first passengers came on land after a night that most of them want to forget, and "
     "asked them what they had seen from the deck. Some had slept, others had counted the waves.",
     ""},
    {"told in other words",
     "On Monday Arden shut its port because of high winds, according to its harbour master. Some "
     "400 passengers were stuck on three ferries and got water from the coast guard.",
     ""},
};

TEST(Copies, AreExactEditedOrContained) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.what);
    Archive archive;
    archive.texts = {{1, std::string(kWire)}, {2, c.text}};
    for (const auto& [first, second] : {std::pair<ArticleId, ArticleId>{1, 2}, {2, 1}}) {
      CopyFinder finder(archive);
      EXPECT_TRUE(finder.Add(first, archive.texts[first]).empty());
      const std::vector<Copy> copies = finder.Add(second, archive.texts[second]);
      EXPECT_EQ(copies.empty() ? "" : NameOf(copies[0].kind), c.kind);
      for (const Copy& copy : copies) EXPECT_EQ(copy.other, first);
    }
  }
}

TEST(Copies, TellWhichWordsAreShared) {
  const auto copy = CompareTexts(kLivePage, kWire);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->of_other, 1.0);
  EXPECT_LT(copy->of_this, 0.5);
  ASSERT_EQ(copy->passages.size(), 1u);
  const std::string_view whole = kWire.substr(0, kWire.size() - 1);  // without the full stop
  EXPECT_EQ(Words(kLivePage, copy->passages[0].here), whole);
  EXPECT_EQ(Words(kWire, copy->passages[0].there), whole);
}

TEST(Copies, PassagesAreMovedPartsToo) {
  const std::string a = Report(1, 30), b = Report(2, 30), c = Report(3, 30);
  const std::string here = a + b, there = b + c + a;
  const auto copy = CompareTexts(here, there);
  ASSERT_TRUE(copy);
  ASSERT_EQ(copy->passages.size(), 2u);
  for (const SharedPassage& p : copy->passages) {
    EXPECT_EQ(Words(here, p.here), Words(there, p.there));
  }
}

TEST(Copies, AreFoundInScriptsWithoutBlanks) {
  const std::string wire =
      "台风周一导致港口关闭，港务局长表示，三艘渡轮载有四百一十二人停泊在防波堤外，海岸警卫队为他"
      "们送去了饮用水。";
  Archive archive;
  archive.texts = {{1, wire},
                   {2, "最新消息：" + wire +
                           "铁路部门说，夜间列车将从周四起恢复运行，已取消车次的车票一周内有效。"},
                   {3, "总理周二访问首都以外的城市，并与当地官员讨论了明年的预算问题。"}};
  CopyFinder finder(archive);
  EXPECT_TRUE(finder.Add(1, archive.texts[1]).empty());
  const auto copies = finder.Add(2, archive.texts[2]);
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies[0].of_other, 1.0);
  EXPECT_TRUE(finder.Add(3, archive.texts[3]).empty());
}

TEST(Copies, AnExactCopyIsToldOfTheFirstArticleOnly) {
  Archive archive;
  archive.texts = {{7, std::string(kWire)}, {8, kLivePage}, {9, std::string(kWire)}};
  CopyFinder finder(archive);
  for (const ArticleId id : {7, 8}) finder.Add(id, archive.texts[id]);
  const auto copies = finder.Add(9, archive.texts[9]);
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies[0].other, 7u);
  EXPECT_EQ(finder.wordings(), 2u);
}

TEST(Copies, OfAnArticleThatCannotBeReadAgainAreNotClaimed) {
  Archive archive;
  archive.texts = {{1, std::string(kWire)}};
  CopyFinder finder(archive);
  finder.Add(1, archive.texts[1]);
  archive.texts.clear();
  EXPECT_TRUE(finder.Add(2, kWire).empty());
}

// A wire report of 40 to 400 words, printed by others whole, with words changed, cut, or within
// other text; and articles that have nothing to do with it.
Archive NewsDay() {
  Archive archive;
  for (ArticleId wire = 0; wire < 30; ++wire) {
    const int words = 40 + static_cast<int>(wire) * 12;
    const std::string text = Report(wire, words);
    const std::string printed[] = {text,
                                   "arden dateline " + text,
                                   text.substr(0, text.size() * 2 / 3),
                                   Report(1000 + wire, 300) + text + Report(2000 + wire, 500),
                                   text + Report(3000 + wire, words / 2),
                                   Report(4000 + wire, words)};
    for (const std::string& one : printed) archive.texts.emplace(archive.texts.size(), one);
  }
  return archive;
}

std::set<std::pair<ArticleId, ArticleId>> PairsInOrder(const Archive& archive, std::uint64_t seed) {
  std::vector<ArticleId> order;
  order.reserve(archive.texts.size());
  for (const auto& [id, text] : archive.texts) order.push_back(id);
  std::sort(order.begin(), order.end(), [&](ArticleId a, ArticleId b) {
    return (a + 1) * (2 * seed + 1) % 181 < (b + 1) * (2 * seed + 1) % 181;
  });
  std::set<std::pair<ArticleId, ArticleId>> pairs;
  CopyFinder finder(archive);
  for (const ArticleId id : order) {
    for (const Copy& copy : finder.Add(id, archive.texts.at(id)))
      pairs.emplace(std::minmax(id, copy.other));
  }
  return pairs;
}

TEST(Copies, AreTheSameInWhateverOrderArticlesArrive) {
  const Archive archive = NewsDay();
  std::set<std::pair<ArticleId, ArticleId>> true_pairs;
  for (const auto& [a, text] : archive.texts) {
    for (const auto& [b, other] : archive.texts) {
      if (a < b && CompareTexts(text, other)) true_pairs.emplace(a, b);
    }
  }
  EXPECT_GT(true_pairs.size(), 250u);
  for (const std::uint64_t seed : {0, 1, 7, 40})
    EXPECT_EQ(PairsInOrder(archive, seed), true_pairs) << seed;
}

TEST(Copies, AreTheSameAfterARestart) {
  const Archive archive = NewsDay();
  CopyFinder running(archive), restarted(archive);
  for (const auto& [id, text] : archive.texts) {
    running.Add(id, text);
    restarted.Load(id, SketchOf(text));
  }
  EXPECT_EQ(running.wordings(), restarted.wordings());
  const std::string late = Report(20, 200);
  EXPECT_EQ(running.Add(999, late), restarted.Add(999, late));
}

// ---- Many -----------------------------------------------------------------------------------

// Always the same text, for copies that need no archive of their own.
class OneText : public ArticleTexts {
 public:
  explicit OneText(std::string text) : text_(std::move(text)) {}
  std::optional<std::string> TextOf(ArticleId) const override { return text_; }

 private:
  std::string text_;
};

TEST(ManyCopies, AHundredThousandIdenticalOnesCostNothing) {
  const std::string text(kWire);
  const OneText texts(text);
  CopyFinder finder(texts);
  const Sketch sketch = SketchOf(text);
  finder.Add(0, text, sketch);
  const std::size_t bytes = finder.bytes();
  std::size_t told = 0;
  for (ArticleId id = 1; id < 100'000; ++id) told += finder.Add(id, text, sketch).size();
  EXPECT_EQ(told, 99'999u);
  EXPECT_EQ(finder.bytes(), bytes);
}

TEST(ManyCopies, BoilerplateUnderEveryArticleMakesNoCopies) {
  const std::string boilerplate = Report(77, 60);
  Archive archive;
  CopyFinder finder(archive);
  std::size_t told = 0;
  for (ArticleId id = 0; id < (samples::kIsSanitized ? 500 : 5'000); ++id) {
    const std::string& text = archive.texts[id] = Report(10'000 + id, 150) + boilerplate;
    told += finder.Add(id, text).size();
  }
  EXPECT_EQ(told, 0u);
  // and a true copy among them is still found, in full
  archive.texts[9'999] = Report(10'000 + 432, 150) + Report(5, 20) + boilerplate;
  const auto copies = finder.Add(9'999, archive.texts[9'999]);
  ASSERT_EQ(copies.size(), 1u);
  EXPECT_EQ(copies[0].other, 432u);
}

TEST(ManyCopies, AReportThatChangesWordByWordStaysOneGroup) {
  std::vector<std::string> words;
  words.reserve(200);
  for (std::uint64_t n = 0; n < 200; ++n) words.push_back(MadeUpWord(n * 1237));
  Archive archive;
  CopyFinder finder(archive);
  for (ArticleId id = 0; id < (samples::kIsSanitized ? 500 : 2'000); ++id) {
    words[id * 61 % words.size()] = MadeUpWord(id * 7919 + 13) + "x";
    std::string& text = archive.texts[id];
    for (const std::string& word : words) text += word + ' ';
    const auto copies = finder.Add(id, text);
    const bool chained =
        std::any_of(copies.begin(), copies.end(), [&](const Copy& c) { return c.other + 1 == id; });
    EXPECT_TRUE(chained || id == 0) << id;
    EXPECT_LE(copies.size(), CopyFinder::kMostCompared);
  }
}

TEST(ManyCopies, EachOfManyEditionsOfOneReportIsPairedWithOthers) {
  const std::string report = Report(3, 150);
  Archive archive;
  CopyFinder finder(archive);
  for (ArticleId id = 0; id < 500; ++id) {
    const std::string& text = archive.texts[id] = report + Report(20'000 + id, 10);
    const std::size_t told = finder.Add(id, text).size();
    EXPECT_GE(told, std::min<std::size_t>(id, SketchIndex::kLongest)) << id;
  }
}

// ---- Bytes nobody thought of ------------------------------------------------------------------

TEST(HostileTexts, HaveNoCopiesAndDoNoHarm) {
  Archive archive;
  const std::string repeated = [] {
    std::string text;
    for (int n = 0; n < 100'000; ++n) text += "buy now ";
    return text;
  }();
  archive.texts = {{0, ""},
                   {1, "... !? —"},
                   {2, "Video"},
                   {3, "Read more on this"},
                   {4, std::string(1 << 20, 'a')},
                   {5, repeated},
                   {6, "\xff\xfe\x80"}};
  CopyFinder finder(archive);
  for (const auto& [id, text] : archive.texts) EXPECT_TRUE(finder.Add(id, text).empty()) << id;
  for (const ArticleId id : {0, 1, 2, 3, 4, 6}) {
    EXPECT_TRUE(finder.Add(100 + id, archive.texts[id]).empty()) << id;
  }
  EXPECT_EQ(finder.Add(105, repeated).size(), 1u);
}

TEST(HostileTexts, AMegabyteInOneSentenceIsComparedToo) {
  Archive archive;
  archive.texts = {{1, Report(1, 120'000)}};
  archive.texts[2] = archive.texts[1].substr(500'000, 3'000);
  CopyFinder finder(archive);
  finder.Add(1, archive.texts[1]);
  EXPECT_EQ(finder.Add(2, archive.texts[2]).size(), 1u);
}

}  // namespace
}  // namespace checkback
