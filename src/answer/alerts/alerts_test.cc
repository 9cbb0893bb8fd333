// Alerts on a real store: each change once, through restarts and late captures; webhooks to a
// receiver on this machine.

#include "answer/alerts/alerts.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "answer/alerts/alerting.h"
#include "answer/alerts/webhook_receiver_samples.h"
#include "follow/import.h"
#include "text/json.h"
#include "text/scratch_samples.h"

namespace checkback {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

constexpr std::string_view kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class AlertsTest : public testing::Test {
 protected:
  AlertsTest() {
    Print("herald", "2025-05-14T06:00:00Z",
          "Four people died in an explosion at the Halvar cold store on Wednesday, Chief Anna Moor "
          "said. It is not known whether the alarm was switched off.");
  }

  void Print(std::string_view outlet, std::string_view seen_at, std::string_view body) {
    const std::string lines = folder_ / fmt::format("{}.jsonl", ++printed_);
    std::ofstream(lines) << fmt::format(
        R"({{"url":"https://{0}.example/a","seen_at":"{1}","language":"en","outlet":"{0}",)"
        R"("title":"Explosion at Halvar cold store kills four","body":"{2}"}})"
        "\n",
        outlet, seen_at, body);
    Store::Options write;
    write.access = Store::Access::kWrite;
    auto store = Store::Open(folder_ / "store", write);
    ASSERT_TRUE(store) << store.error().what;
    const auto imported = Import(store->get(), {.names = {lines}});
    ASSERT_TRUE(imported) << imported.error().what;
    ASSERT_EQ(imported->kept.kept, 1u);
  }

  std::unique_ptr<Alerts> Open(AlertSetting setting, AlertTeller::Beginning beginning = {}) {
    AlertsOptions options;
    options.book = folder_ / "alerts.db";
    options.alerts = {std::move(setting)};
    options.beginning = beginning;
    options.allowed = {*ParseBlock("127.0.0.0/8")};
    auto alerts = Alerts::Open(std::move(options));
    EXPECT_TRUE(alerts) << alerts.error().what;
    return alerts ? std::move(*alerts) : nullptr;
  }

  // The sentences that are told, with their kinds.
  std::vector<std::string> Told(Alerts& alerts, int at = 0) {
    std::vector<std::string> lines;
    const auto store = Store::Open(folder_ / "store", {});
    EXPECT_TRUE(store);
    const auto take = [&](const WholeStory&, std::span<const StateChange* const> changes) {
      for (const StateChange* change : changes)
        lines.push_back(fmt::format("{}: {}", NameOf(change->kind), change->words.front().text));
      return true;
    };
    const auto told = alerts.Tell(**store, kNow + std::chrono::seconds(at), take);
    EXPECT_TRUE(told) << told.error().what;
    EXPECT_EQ(told.value_or(0), lines.size());
    return lines;
  }

  static constexpr Instant kNow{std::chrono::seconds(1747216800)};
  static constexpr AlertTeller::Beginning kAll{.since = Instant(), .again = false};
  samples::ScratchFolder folder_;

 private:
  int printed_ = 0;
};

TEST_F(AlertsTest, TellWhatCameAndNothingTwice) {
  auto alerts = Open({});
  EXPECT_THAT(Told(*alerts), IsEmpty());  // what was there before the watch began
  Print("post", "2025-05-14T09:00:00Z",
        "Seven people died in the explosion at the Halvar cold store, Chief Anna Moor said on "
        "Wednesday.");
  const std::vector<std::string> lines = Told(*alerts);
  EXPECT_THAT(lines, testing::Contains(testing::StartsWith("new: Seven people died")));
  EXPECT_THAT(Told(*alerts), IsEmpty());
  alerts = Open({});  // a restart
  EXPECT_THAT(Told(*alerts), IsEmpty());
  // The same report, of an hour before, that comes later.
  Print("wire", "2025-05-14T08:00:00Z",
        "Seven people died in the explosion at the Halvar cold store, Chief Anna Moor said on "
        "Wednesday.");
  EXPECT_THAT(Told(*alerts), testing::Not(testing::Contains(testing::StartsWith("new:"))));
}

// Captures of one story that come in any order, with a restart after each.
TEST_F(AlertsTest, InWhateverOrderCapturesComeNothingIsLostAndNothingTwice) {
  constexpr std::pair<std::string_view, std::string_view> kReports[] = {
      {"10", "Seven people died in the explosion at the Halvar cold store, police said."},
      {"07",
       "Four people died in the explosion at the Halvar cold store on Wednesday, Chief Anna "
       "Moor said. Nine engines were sent to the Halvar cold store."},
      {"12",
       "The alarm of the Halvar cold store was switched off on Sunday, inspectors said of the "
       "explosion."},
      {"08",
       "Seven people died in the explosion at the Halvar cold store, police said. Ferries do "
       "not run."},
      {"11",
       "The owner of the Halvar cold store denied that the alarm had been switched off before "
       "the explosion."},
  };
  Open({});
  EXPECT_THAT(Told(*Open({})), IsEmpty());
  std::set<std::string> told;
  int outlet = 0;
  for (const auto& [hour, text] : kReports) {
    Print(fmt::format("outlet{}", outlet++), fmt::format("2025-05-14T{}:00:00Z", hour), text);
    for (const std::string& line : Told(*Open({})))
      EXPECT_TRUE(told.insert(line).second) << "told twice: " << line;
  }
  EXPECT_GE(told.size(), 5u);
  EXPECT_THAT(Told(*Open({}, {.since = ParseInstant("2025-05-14T06:00:00Z"), .again = true})),
              IsEmpty());
}

TEST_F(AlertsTest, BeginWhereTheyAreToldToAndTellTheRestOnceMore) {
  auto alerts = Open({}, kAll);
  EXPECT_THAT(Told(*alerts), testing::Contains(testing::StartsWith("opened: It is not known")));
  EXPECT_THAT(Told(*Open({}, {.since = Instant(), .again = true})), IsEmpty());
}

TEST_F(AlertsTest, TellOnlyWhatTheRuleAsksFor) {
  AlertSetting opened;
  opened.rule.on = {ChangeKind::kOpened};
  EXPECT_THAT(Told(*Open(opened, kAll)), SizeIs(1));
  AlertSetting other;
  other.rule.query = "ferry";
  EXPECT_THAT(Told(*Open(other, kAll)), IsEmpty());
  AlertSetting missing;
  missing.rule.stories = {"aaaaaaaaaaaa"};
  EXPECT_THAT(Told(*Open(missing, kAll)), IsEmpty());
}

TEST_F(AlertsTest, AStoryOfTooFewOriginsIsToldWhenItHasThem) {
  AlertSetting two;
  two.rule.on = {ChangeKind::kOpened};
  two.rule.least_origins = 2;
  auto alerts = Open(two, kAll);
  EXPECT_THAT(Told(*alerts), IsEmpty());
  Print("post", "2025-05-14T09:00:00Z",
        "Seven people died in the explosion at the Halvar cold store, Chief Anna Moor said on "
        "Wednesday.");
  EXPECT_THAT(Told(*alerts), SizeIs(1));
}

TEST_F(AlertsTest, WhatCouldNotBeWrittenIsToldTheNextTime) {
  auto alerts = Open({}, kAll);
  const auto store = Store::Open(folder_ / "store", {});
  ASSERT_TRUE(store);
  const auto refuse = [](const WholeStory&, std::span<const StateChange* const>) { return false; };
  EXPECT_EQ(*alerts->Tell(**store, kNow, refuse), 0u);
  EXPECT_FALSE(Told(*Open({}, kAll)).empty());
}

TEST_F(AlertsTest, PostSignedMessagesOnce) {
  Receiver receiver({204});
  const AlertSetting setting{.url = receiver.url(), .secret = std::string(kSecret), .rule = {}};
  auto alerts = Open(setting, kAll);
  const std::size_t count = Told(*alerts).size();
  ASSERT_GT(count, 1u);
  EXPECT_THAT(alerts->Send(kNow, std::chrono::seconds(20)), IsEmpty());
  const std::vector<Received> received = receiver.received();
  ASSERT_THAT(received, SizeIs(count));
  std::set<std::string> ids;
  for (const Received& got : received) {
    const std::string id = got.Header("webhook-id");
    ids.insert(id);
    EXPECT_EQ(got.Header("webhook-timestamp"), "1747216800");
    EXPECT_EQ(got.Header("webhook-signature"),
              WebhookSignature(*WebhookKeyOf(kSecret), id, kNow, got.body));
    EXPECT_TRUE(Json::Parse(got.body));
  }
  EXPECT_THAT(ids, SizeIs(count));
  EXPECT_EQ(*alerts->Waiting(), 0u);
  // A restart sends nothing again.
  alerts = Open(setting, kAll);
  EXPECT_THAT(Told(*alerts), IsEmpty());
  EXPECT_THAT(alerts->Send(kNow, std::chrono::seconds(1)), IsEmpty());
  EXPECT_THAT(receiver.received(), SizeIs(count));
}

TEST_F(AlertsTest, WhatWasNotTakenIsPostedAgainWithTheSameId) {
  Receiver receiver({500, 200});
  AlertSetting setting{.url = receiver.url(), .secret = std::string(kSecret), .rule = {}};
  setting.rule.on = {ChangeKind::kOpened};
  auto alerts = Open(setting, kAll);
  ASSERT_THAT(Told(*alerts), SizeIs(1));
  EXPECT_THAT(alerts->Send(kNow, std::chrono::seconds(20)), SizeIs(1));  // a word of complaint
  EXPECT_EQ(*alerts->Waiting(), 1u);
  // Killed here, the message is still in the book; and its receiver is left alone for a while.
  alerts = Open(setting, kAll);
  EXPECT_THAT(Told(*alerts), IsEmpty());
  EXPECT_THAT(alerts->Send(kNow, std::chrono::seconds(1)), IsEmpty());
  EXPECT_THAT(receiver.received(), SizeIs(1));
  const Instant later = kNow + WebhookDelay(1);
  EXPECT_THAT(alerts->Send(later, std::chrono::seconds(20)), IsEmpty());
  const std::vector<Received> received = receiver.received();
  ASSERT_THAT(received, SizeIs(2));
  EXPECT_EQ(received[0].Header("webhook-id"), received[1].Header("webhook-id"));
  EXPECT_EQ(received[0].body, received[1].body);
  EXPECT_EQ(received[1].Header("webhook-signature"),
            WebhookSignature(*WebhookKeyOf(kSecret), received[1].Header("webhook-id"), later,
                             received[1].body));
  EXPECT_EQ(*alerts->Waiting(), 0u);
}

TEST_F(AlertsTest, PrivateAddressesAreNotPostedToUnlessAllowed) {
  Receiver receiver({200});
  AlertsOptions options;
  options.book = folder_ / "alerts.db";
  options.alerts = {{.url = receiver.url(), .secret = std::string(kSecret), .rule = {}}};
  options.beginning = kAll;
  auto alerts = Alerts::Open(std::move(options));
  ASSERT_TRUE(alerts);
  EXPECT_FALSE(Told(**alerts).empty());
  const std::vector<std::string> words = (*alerts)->Send(kNow, std::chrono::seconds(20));
  ASSERT_THAT(words, SizeIs(1));
  EXPECT_THAT(words[0], testing::HasSubstr("127.0.0.1"));
  EXPECT_THAT(receiver.received(), IsEmpty());
  EXPECT_GT(*(*alerts)->Waiting(), 0u);
}

TEST_F(AlertsTest, AreGivenUpAfterThreeDays) {
  Receiver receiver({410});
  AlertSetting setting{.url = receiver.url(), .secret = std::string(kSecret), .rule = {}};
  auto alerts = Open(setting, kAll);
  ASSERT_FALSE(Told(*alerts).empty());
  const auto words = alerts->Send(kNow + kLongestTried, std::chrono::seconds(20));
  ASSERT_THAT(words, SizeIs(2));
  EXPECT_THAT(words[1], testing::HasSubstr("given up"));
  EXPECT_EQ(*alerts->Waiting(), 0u);
}

TEST_F(AlertsTest, AThreadPostsWhatComesIntoTheStore) {
  Receiver receiver({200});
  Alerting::Options options;
  options.store = folder_ / "store";
  options.alerts.book = folder_ / "alerts.db";
  options.alerts.alerts = {{.url = receiver.url(), .secret = std::string(kSecret), .rule = {}}};
  options.alerts.allowed = {*ParseBlock("127.0.0.1")};
  options.alerts.beginning = kAll;
  options.now = [] { return kNow; };
  options.complain = [](std::string_view word) { ADD_FAILURE() << word; };
  const auto alerting = Alerting::Start(std::move(options));
  ASSERT_TRUE(alerting) << alerting.error().what;
  while (receiver.received().size() < 2) std::this_thread::sleep_for(std::chrono::milliseconds(20));
  Print(
      "post", "2025-05-14T09:00:00Z",
      "Inspectors denied that the alarm of the Halvar cold store had been switched off before the "
      "explosion.");
  const auto came = [&] {
    const std::vector<Received> received = receiver.received();
    return std::any_of(received.begin(), received.end(), [](const Received& got) {
      return got.body.find("story.denied") != std::string::npos;
    });
  };
  while (!came()) std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

TEST_F(AlertsTest, ABookThatIsNoneIsSaidToBe) {
  std::ofstream(folder_ / "alerts.db") << std::string(4096, 'x');
  AlertsOptions options;
  options.book = folder_ / "alerts.db";
  EXPECT_FALSE(Alerts::Open(options));
  options.book = folder_ / "other.db";
  options.alerts = {{.url = "ftp://example.org/", .secret = std::string(kSecret), .rule = {}}};
  EXPECT_FALSE(Alerts::Open(options));
  options.alerts = {{.url = "https://example.org/", .secret = "short", .rule = {}}};
  EXPECT_FALSE(Alerts::Open(options));
}

}  // namespace
}  // namespace checkback
