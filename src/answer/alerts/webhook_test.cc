#include "answer/alerts/webhook.h"

#include <gtest/gtest.h>

#include "answer/alerts/changed_samples.h"
#include "text/json.h"

namespace checkback {
namespace {

// The example of the Standard Webhooks libraries.
TEST(Webhook, IsSignedAsTheStandardHasIt) {
  const auto key = WebhookKeyOf("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  ASSERT_TRUE(key);
  EXPECT_EQ(WebhookSignature(*key, "msg_p5jXN8AQM9LWM0D4loKWxJek",
                             Instant(std::chrono::seconds(1614265330)), R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Webhook, TakesNoSecretThatIsNone) {
  EXPECT_FALSE(WebhookKeyOf(""));
  EXPECT_FALSE(WebhookKeyOf("short"));
  EXPECT_FALSE(WebhookKeyOf("whsec_"));
  EXPECT_FALSE(WebhookKeyOf("whsec_not base64 at all, but long"));
  EXPECT_EQ(WebhookKeyOf("a secret of our own"), "a secret of our own");
}

TEST(Webhook, OfAChangeHasOneIdForOneReceiver) {
  SampleStory story;
  story.Print("a", "Four people were killed in Halvar on Wednesday, Mayor \"Li\" Orsan said.");
  const WholeStory whole = WholeOf(story, 1);
  const StateChange change = StateChangesOf(whole).front();
  const WebhookMessage message = WebhookOf(whole, change, "desk", Instant());
  EXPECT_EQ(WebhookOf(whole, change, "desk", Instant::max()).id, message.id);
  EXPECT_NE(WebhookOf(whole, change, "other", Instant()).id, message.id);
  const auto body = Json::Parse(message.body);
  ASSERT_TRUE(body);
  EXPECT_EQ((*body)["type"].Text(), "story.new");
  EXPECT_EQ((*body)["data"]["words"][0]["text"].Text(), change.words.front().text);
  EXPECT_EQ((*body)["data"]["outlet"].Text(), "Averley Herald");
}

TEST(Webhook, WaitsLongerAfterEachFailure) {
  using std::chrono::seconds;
  EXPECT_EQ(WebhookDelay(1), seconds(5));
  EXPECT_EQ(WebhookDelay(2), seconds(20));
  EXPECT_EQ(WebhookDelay(7), seconds(20480));
  EXPECT_EQ(WebhookDelay(8), seconds(21600));
  EXPECT_EQ(WebhookDelay(1000000), seconds(21600));
}

}  // namespace
}  // namespace checkback
