#include "answer/alerts/webhook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "answer/alerts/change_json.h"
#include "text/base64.h"
#include "text/hash.h"
#include "text/hmac.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::string_view kSecretMark = "whsec_";
constexpr std::size_t kIdDigits = 32;
constexpr std::chrono::seconds kFirstDelay{5};
constexpr std::chrono::hours kLongestDelay{6};
constexpr int kGrowth = 4;

std::int64_t Seconds(Instant instant) {
  return instant.time_since_epoch().count();
}

}  // namespace

Result<std::string> WebhookKeyOf(std::string_view secret) {
  std::string key(secret);
  if (secret.starts_with(kSecretMark)) {
    auto bytes = FromBase64(secret.substr(kSecretMark.size()));
    if (!bytes) return Fail(Errc::kBadInput, "what stands after whsec_ is no base64");
    key = std::move(*bytes);
  }
  if (key.size() < kLeastKeyBytes)
    return Fail(Errc::kBadInput,
                fmt::format("the secret is shorter than {} bytes", kLeastKeyBytes));
  return key;
}

std::string WebhookSignature(std::string_view key, std::string_view id, Instant at,
                             std::string_view body) {
  return "v1," + Base64(HmacSha256(key, fmt::format("{}.{}.{}", id, Seconds(at), body)));
}

WebhookMessage WebhookOf(const WholeStory& whole, const StateChange& change, std::string_view watch,
                         Instant made_at) {
  JsonWriter json;
  json.Object([&] {
    json.Key("type").Text(fmt::format("story.{}", NameOf(change.kind)));
    json.Key("timestamp").Text(ToRfc3339(made_at));
    json.Key("data").Raw(ChangeAsJson(whole, change));
  });
  const std::string known = fmt::format("{}\n{}", ChangeIdOf(whole, change), watch);
  return {"msg_" + Sha256Hex(known).substr(0, kIdDigits), json.Take()};
}

std::vector<FetchHeader> WebhookHeaders(const WebhookMessage& message, std::string_view key,
                                        Instant at) {
  return {{"Content-Type", "application/json"},
          {"webhook-id", message.id},
          {"webhook-timestamp", fmt::format("{}", Seconds(at))},
          {"webhook-signature", WebhookSignature(key, message.id, at, message.body)}};
}

std::chrono::seconds WebhookDelay(std::size_t failures) {
  std::chrono::seconds delay = kFirstDelay;
  for (std::size_t i = 1; i < failures && delay < kLongestDelay; ++i) delay *= kGrowth;
  return std::min<std::chrono::seconds>(delay, kLongestDelay);
}

}  // namespace checkback
