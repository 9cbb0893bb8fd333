// What stories told is kept in the store, and is the same in whatever order their captures came.

#include "follow/keep_told.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

#include "follow/import.h"
#include "follow/kept_articles.h"
#include "follow/told_frame.h"
#include "follow/whole_story.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBackground =
    " The ferry Maren Light ran aground off Halvar on Monday with 214 people on board, the coast "
    "guard said. Captain Lidia Orsan ordered the crew to stay on the Maren Light.";

std::string LineOf(std::string_view page, std::string_view seen_at, std::string_view body) {
  return fmt::format(R"({{"url":"https://{}.example/maren-light","seen_at":"{}","language":"en",)"
                     R"("published_at":"{}","title":"Ferry Maren Light aground off Halvar",)"
                     R"("body":"{}{}"}})",
                     page, seen_at, seen_at, body, kBackground);
}

// A page that flips to and fro, one that is delivered twice, one from ten years before.
std::vector<std::string> Lines() {
  return {
      LineOf("north", "2025-05-12T08:00:00Z", "It is not clear whether the crew are safe."),
      LineOf("south", "2025-05-12T09:00:00Z",
             "At least 3 people on the ferry were hurt, police said."),
      LineOf("north", "2025-05-12T10:00:00Z",
             "At least 5 people on the ferry were hurt, police said."),
      LineOf("north", "2025-05-12T11:00:00Z", "It is not clear whether the crew are safe."),
      LineOf("north", "2025-05-12T12:00:00Z",
             "At least 5 people on the ferry were hurt, police said."),
      LineOf("south", "2025-05-12T13:00:00Z",
             "At least 3 people on the ferry were hurt, police said."),
      LineOf("east", "2025-05-12T14:00:00Z", "The whole crew are safe, the coast guard said."),
      LineOf("east", "2025-05-12T14:00:00Z", "The whole crew are safe, the coast guard said."),
      LineOf("west", "2025-05-12T08:30:00Z",
             "At least 3 people on the ferry were hurt, police said."),
  };
}

std::vector<Article> WithoutEvidence(std::vector<Article> articles) {
  for (Article& article : articles) article.evidence.clear();
  return articles;
}

std::vector<Article> ArticlesIn(const std::vector<std::string>& parts) {
  std::vector<Article> all;
  for (const std::string& part : parts) {
    const auto articles = ArticlesOfFrame(part);
    EXPECT_TRUE(articles) << articles.error().what;
    if (articles) all.insert(all.end(), articles->begin(), articles->end());
  }
  return all;
}

class KeepToldTest : public testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& name, Store::Access access) {
    Result<std::unique_ptr<Store>> store =
        Store::Open(folder_ / name, {.access = access, .program = "test"});
    EXPECT_TRUE(store) << store.error().what;
    return store ? std::move(*store) : nullptr;
  }

  void Import(const std::string& name, const std::vector<std::string>& lines) {
    const fs::path path = folder_ / (name + std::to_string(++files_) + ".jsonl");
    std::ofstream out(path);
    for (const std::string& line : lines) out << line << '\n';
    out.close();
    const auto store = Open(name, Store::Access::kWrite);
    const auto report = checkback::Import(store.get(), {.names = {path.string()}});
    ASSERT_TRUE(report) << report.error().what;
    ASSERT_EQ(report->failed, 0u);
    ASSERT_TRUE(store->RepairStories());
    const auto told = KeepToldStories(*store, {.threads = 2});
    ASSERT_TRUE(told) << told.error().what;
  }

  std::vector<StoredStory> StoriesOf(const Store& store) {
    std::vector<StoredStory> stories;
    EXPECT_TRUE(store.ForEachStory([&](StoredStory story) {
      stories.push_back(std::move(story));
      return true;
    }));
    return stories;
  }

  // The rows of all stories, and that they say what telling them now does.
  std::vector<std::string> RowsOf(const std::string& name) {
    const auto store = Open(name, Store::Access::kRead);
    std::vector<std::string> rows;
    for (const StoredStory& story : StoriesOf(*store)) {
      const auto row = store->ToldOf(story);
      EXPECT_TRUE(row && row->has_value());
      if (!row || !row->has_value()) continue;
      const auto whole = WholeStoryOf(*store, story, WithReadings::kYes);
      const std::vector<Telling> tellings = TellingsOf(*whole);
      EXPECT_EQ((*row)->told_from, ToldFrom(story, tellings));
      const ToldStory told = TellStory(tellings, story.language);
      const auto kept = ToldOfFrame((*row)->frame, tellings.size());
      EXPECT_EQ(kept->told, told);
      EXPECT_EQ(kept->changes, ChangesOf(story, whole->articles));
      EXPECT_EQ(ArticlesIn((*row)->articles), WithoutEvidence(whole->articles));
      EXPECT_EQ(whole->told, told);
      EXPECT_EQ((*row)->open_questions, CountOpen(told));
      rows.push_back(fmt::format("{} {} {}", story.id, (*row)->told_from, (*row)->frame));
      for (const std::string& part : (*row)->articles) rows.back() += part;
    }
    return rows;
  }

  samples::ScratchFolder folder_;
  int files_ = 0;
};

TEST_F(KeepToldTest, WhatIsKeptIsWhatIsTold) {
  Import("a", Lines());
  EXPECT_EQ(RowsOf("a").size(), 1u);
  EXPECT_TRUE(Open("a", Store::Access::kWrite)->StoriesToTell()->empty());
}

TEST_F(KeepToldTest, WhatIsToldIsFoundByItsId) {
  Import("a", Lines());
  const auto store = Open("a", Store::Access::kRead);
  const std::vector<StoredStory> stories = StoriesOf(*store);
  ASSERT_EQ(stories.size(), 1u);
  const auto whole = WholeStoryOf(*store, stories[0]);
  ASSERT_FALSE(whole->told.questions.empty());
  ASSERT_FALSE(whole->told.figures.empty());
  std::vector<std::string> ids;
  for (const StoryQuestion& question : whole->told.questions) ids.push_back(question.id);
  for (const FigureSeries& series : whole->told.figures) ids.push_back(series.id);
  for (const Contradiction& one : whole->told.contradictions) ids.push_back(one.id);
  for (const std::string& id : ids) {
    const auto telling = store->StoriesTelling(id);
    ASSERT_TRUE(telling);
    EXPECT_EQ(telling->ids, std::vector<std::string>{stories[0].id}) << id;
    EXPECT_TRUE(telling->is_all);
  }
  const auto nobody = store->StoriesTelling("q00000000");
  ASSERT_TRUE(nobody);
  EXPECT_TRUE(nobody->ids.empty());
  EXPECT_TRUE(nobody->is_all);
}

TEST_F(KeepToldTest, WhileStoriesWaitToBeToldOthersMayTellOfAnId) {
  Import("a", Lines());
  {
    const auto store = Open("a", Store::Access::kWrite);
    const fs::path path = folder_ / "more.jsonl";
    std::ofstream(path) << LineOf("late", "2025-05-12T15:00:00Z", "Nobody was hurt.") << '\n';
    ASSERT_TRUE(checkback::Import(store.get(), {.names = {path.string()}}));
  }
  EXPECT_FALSE(Open("a", Store::Access::kRead)->StoriesTelling("q00000000")->is_all);
}

TEST_F(KeepToldTest, AStoryThatGrewIsToldAgain) {
  std::vector<std::string> lines = Lines();
  const std::string last = lines.back();
  lines.pop_back();
  Import("a", lines);
  const std::vector<std::string> before = RowsOf("a");
  Import("a", {last});
  EXPECT_NE(RowsOf("a"), before);
}

TEST_F(KeepToldTest, WhatIsKeptOfAnEarlierStateDoesNotHold) {
  std::vector<std::string> lines = Lines();
  Import("a", {lines[0], lines[1]});
  const auto store = Open("a", Store::Access::kWrite);
  StoredStory story = StoriesOf(*store).front();
  const auto whole = WholeStoryOf(*store, story);
  ASSERT_TRUE(whole);
  EXPECT_TRUE(whole->readings.empty()) << "was told, not looked up";
  story.captures[1].is_visit = true;
  const auto changed = WholeStoryOf(*store, story);
  ASSERT_TRUE(changed);
  EXPECT_FALSE(changed->readings.empty());
  EXPECT_EQ(changed->told.updates.size(), 1u);
}

TEST_F(KeepToldTest, ARowThatCannotBeReadIsToldNow) {
  Import("a", Lines());
  const auto store = Open("a", Store::Access::kWrite);
  const StoredStory story = StoriesOf(*store).front();
  const auto row = store->ToldOf(story);
  ASSERT_TRUE(row && row->has_value());
  const auto right = WholeStoryOf(*store, story);
  for (const std::string& frame :
       {std::string("no frame"), (*row)->frame.substr(0, (*row)->frame.size() / 2)}) {
    ToldRow broken = **row;
    broken.frame = frame;
    ToldRow without = **row;
    without.articles = {frame};
    for (const ToldRow& kept : {broken, without}) {
      ASSERT_TRUE(store->KeepTold({&kept, 1}));
      const auto whole = WholeStoryOf(*store, story);
      ASSERT_TRUE(whole);
      EXPECT_EQ(whole->told, right->told);
      EXPECT_EQ(WithoutEvidence(whole->articles), right->articles);
    }
  }
}

TEST_F(KeepToldTest, ARebuildKeepsTheSameBytes) {
  Import("a", Lines());
  const std::vector<std::string> before = RowsOf("a");
  {
    const auto store = Open("a", Store::Access::kRebuild);
    ASSERT_TRUE(DerivePending(*store, {}));
    ASSERT_TRUE(store->CommitRebuild());
    ASSERT_TRUE(KeepToldStories(*store, {}));
  }
  EXPECT_EQ(RowsOf("a"), before);
}

// Duplicates, shuffled order, captures from before, pages that flip: the same in the end.
TEST_F(KeepToldTest, AStoryTellsTheSameInWhateverOrderItCame) {
  std::vector<std::string> lines = Lines();
  lines.push_back(LineOf("old", "2015-05-12T08:30:00Z", "The Maren Light was launched."));
  Import("in-order", lines);
  const auto told_of = [&](const std::string& name) {
    const auto store = Open(name, Store::Access::kRead);
    std::vector<std::string> told;
    for (const StoredStory& story : StoriesOf(*store)) {
      std::string ids;
      for (const StoryCapture& c : story.captures)
        ids += fmt::format("{}{} ", c.capture.id, c.is_visit ? " again" : "");
      told.push_back(ids + ToldFrameOf(WholeStoryOf(*store, story)->told, {}));
    }
    std::sort(told.begin(), told.end());
    return told;
  };
  const std::vector<std::string> right = told_of("in-order");
  std::mt19937 random(4);
  for (int order = 0; order < 6; ++order) {
    std::shuffle(lines.begin(), lines.end(), random);
    const std::string name = fmt::format("order-{}", order);
    if (order % 2 == 0) {
      Import(name, lines);
    } else {
      for (const std::string& line : lines) Import(name, {line, line});
    }
    EXPECT_EQ(told_of(name), right) << order;
  }
}

TEST_F(KeepToldTest, APageThatFlipsTellsNothingNewWhenItFlipsBack) {
  Import("a", Lines());
  const auto store = Open("a", Store::Access::kRead);
  const auto whole = WholeStoryOf(*store, StoriesOf(*store).front());
  ASSERT_TRUE(whole);
  for (const StoryUpdate& update : whole->told.updates) {
    const Capture& capture = whole->story.captures[update.capture].capture;
    const bool flips_back = capture.seen_at > *ParseInstant("2025-05-12T10:00:00Z") &&
                            capture.url.find("east") == std::string::npos;
    EXPECT_TRUE(!flips_back || update.sentences.empty()) << update.capture;
  }
}

TEST(ToldFrame, HoldsAllThatAStoryTells) {
  const Passage at{.capture = 1, .span = {3, 9}};
  ToldStory told;
  told.updates.push_back({.capture = 0, .sentences = {{0, 2}, {4, 8}}, .notes = {{2, {1, 5}}}});
  StoryQuestion question;
  question.id = "q1";
  question.kind = "whether";
  question.opened = at;
  question.asked = {4, 6};
  question.wants = AnswerType::kPolarity;
  question.about = {"Zoë \"Q\""};
  question.asked_again = {at};
  question.state = QuestionState::kAnswered;
  question.answer = at;
  question.outcome = "yes";
  told.questions.push_back(question);
  told.figures.push_back({.id = "f1",
                          .what = "people",
                          .unit = "",
                          .points = {{.at = at,
                                      .value = 0.1,
                                      .high = 2.5,
                                      .bound = "about",
                                      .source = "police",
                                      .who = {}}}});
  told.statements.push_back({.at = at, .source = "", .status = "denied", .who = {}});
  told.contradictions.push_back({.id = "x1",
                                 .about = "people",
                                 .a = at,
                                 .b = at,
                                 .kind = ContradictionKind::kFell,
                                 .a_says = {1, 2},
                                 .b_says = {3, 4}});
  told.timeline.push_back({.date = "2025-05-14", .sentences = {at}, .pages = 3});
  told.expected.push_back(
      {.date = "2025-05-15", .at = at, .state = ExpectedState::kOverdue, .happened = at});
  const std::vector<VersionChange> changes = {
      {.from = 0,
       .to = 1,
       .diff = {.edits = {{EditKind::kNumber, {0, 4}, {0, 5}, {0, 9}, {0, 10}}},
                .corrections = {"An earlier version misstated it."},
                .withdrawn = {},
                .rough = true},
       .reasons = {EditReason::kCorrection},
       .reason = EditReason::kCorrection}};
  const auto again = ToldOfFrame(ToldFrameOf(told, changes), 2);
  ASSERT_TRUE(again) << again.error().what;
  EXPECT_EQ(again->told, told);
  EXPECT_EQ(again->changes, changes);
  EXPECT_FALSE(ToldOfFrame(ToldFrameOf(told, {}), 1)) << "a capture that the story does not have";
}

TEST(ToldFrame, OfALongStoryIsTheSameWithThePiecesThatWereKnown) {
  ToldStory told;
  PackedPieces known;
  for (std::size_t capture = 0; capture < 3000; ++capture) {
    told.updates.push_back({.capture = capture, .sentences = {{0, capture}}, .notes = {}});
    told.statements.push_back({.at = {.capture = capture, .span = {1, 2}},
                               .source = fmt::format("source {}", capture % 7),
                               .status = "said",
                               .who = {}});
    if (capture % 500 != 499) continue;
    const std::string frame = ToldFrameOf(told, {}, known);
    EXPECT_EQ(frame, ToldFrameOf(told, {})) << capture;
    const auto again = ToldOfFrame(frame, capture + 1);
    ASSERT_TRUE(again) << again.error().what;
    EXPECT_EQ(again->told, told);
    EXPECT_FALSE(ToldOfFrame(frame.substr(0, frame.size() - 1), capture + 1));
  }
}

}  // namespace
}  // namespace checkback
