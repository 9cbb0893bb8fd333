#include "hub.h"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>

#include "text/hmac.h"

namespace testweb {
namespace {

std::string Decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out +=
          static_cast<char>(std::strtol(std::string(text.substr(i + 1, 2)).c_str(), nullptr, 16));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

}  // namespace

std::map<std::string, std::string> FormIn(std::string_view body) {
  std::map<std::string, std::string> form;
  while (!body.empty()) {
    const std::string_view part = body.substr(0, body.find('&'));
    body.remove_prefix(std::min(part.size() + 1, body.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    form[Decoded(part.substr(0, equals))] = Decoded(part.substr(std::min(equals + 1, part.size())));
  }
  return form;
}

std::string SignatureOf(std::string_view method, std::string_view secret, std::string_view body) {
  using checkback::HmacKind;
  const HmacKind kind = method == "sha1"     ? HmacKind::kSha1
                        : method == "sha384" ? HmacKind::kSha384
                        : method == "sha512" ? HmacKind::kSha512
                                             : HmacKind::kSha256;
  std::string signature = fmt::format("{}=", method);
  for (const char byte : checkback::Hmac(kind, secret, body))
    signature += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return signature;
}

Served Hub::Answer(const Asked& asked) {
  auto form = FormIn(asked.body);
  const bool is_form =
      HeaderOf(asked.headers, "Content-Type") == "application/x-www-form-urlencoded";
  const std::string mode = form["hub.mode"];
  if (asked.method != "POST" || !is_form || form["hub.topic"].empty() ||
      form["hub.callback"].empty() || (mode != "subscribe" && mode != "unsubscribe"))
    return {.status = 400, .body = "What is that?\n"};
  const std::lock_guard lock(mutex_);
  asked_.push_back({mode, form["hub.topic"], form["hub.callback"], form["hub.secret"],
                    form["hub.lease_seconds"], asked.at});
  return {.status = status_, .body = "\n"};
}

std::vector<AskedOfHub> Hub::TakeAsked() {
  const std::lock_guard lock(mutex_);
  return std::exchange(asked_, {});
}

checkback::HubAnswer Hub::Verify(const AskedOfHub& asked, checkback::PushHook& hook,
                                 std::chrono::seconds lease, checkback::Instant now) {
  return hook.Answer({.token = asked.Token(),
                      .mode = asked.mode,
                      .topic = asked.topic,
                      .challenge = "a challenge",
                      .lease_seconds = fmt::format("{}", lease.count())},
                     now);
}

checkback::HubAnswer Hub::Push(const AskedOfHub& asked, checkback::PushHook& hook,
                               std::string_view method, checkback::Instant now) {
  constexpr std::string_view kBody = "<feed>there is news</feed>";
  return hook.Answer({.is_post = true,
                      .token = asked.Token(),
                      .signature = method.empty() ? "" : SignatureOf(method, asked.secret, kBody),
                      .body = kBody},
                     now);
}

}  // namespace testweb
