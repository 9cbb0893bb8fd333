#include "follow/websub/websub.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "page/http_message.h"
#include "page/url.h"
#include "text/hmac.h"
#include "text/percent.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// What is in a link or a list ends at `end`, but not inside quotes or <>.
std::string_view TakeUntilOutside(std::string_view& rest, std::string_view ends) {
  bool quoted = false, in_url = false;
  std::size_t at = 0;
  for (; at < rest.size(); ++at) {
    const char c = rest[at];
    if (quoted) {
      if (c == '\\') ++at;
      if (c == '"') quoted = false;
    } else if (in_url) {
      in_url = c != '>';
    } else if (ends.find(c) != std::string_view::npos) {
      break;
    } else {
      quoted = c == '"';
      in_url = c == '<';
    }
  }
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return Trim(taken);
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  while (!(text = Trim(text)).empty()) {
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    words.push_back(AsciiLower(text.substr(0, end)));
    text.remove_prefix(end);
  }
  return words;
}

// `<https://hub.example/>; rel="hub"`
std::optional<HeadLink> LinkIn(std::string_view text, std::string_view base) {
  const std::string_view target = TakeUntilOutside(text, ";");
  if (target.size() < 2 || target.front() != '<' || target.back() != '>') return std::nullopt;
  HeadLink link{ResolveUrl(base, target.substr(1, target.size() - 2)), {}};
  if (link.url.empty()) return std::nullopt;
  while (!text.empty()) {
    const std::string_view parameter = TakeUntilOutside(text, ";");
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos || AsciiLower(Trim(parameter.substr(0, equals))) != "rel")
      continue;
    std::string_view value = Trim(parameter.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    link.rels = Words(value);
    break;  // a second rel is to be ignored
  }
  return link;
}

std::string_view FirstHub(const std::vector<std::string>& hubs) {
  const auto safe = std::find_if(hubs.begin(), hubs.end(),
                                 [](const std::string& hub) { return hub.starts_with("https:"); });
  if (safe != hubs.end()) return *safe;
  return hubs.empty() ? std::string_view() : std::string_view(hubs.front());
}

std::string HexOf(std::string_view bytes) {
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char byte : bytes)
    hex += fmt::format("{:02x}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return hex;
}

}  // namespace

std::vector<HeadLink> LinksOfHead(std::string_view head, std::string_view url) {
  std::vector<HeadLink> links;
  const std::optional<HttpHead> read = ReadHttpHead(head);
  if (!read) return links;
  for (const HttpHeader& header : read->headers) {
    if (AsciiLower(header.name) != "link") continue;
    std::string_view rest = header.value;
    while (!rest.empty() && links.size() < kMostHeadLinks)
      if (auto link = LinkIn(TakeUntilOutside(rest, ","), url)) links.push_back(std::move(*link));
  }
  return links;
}

std::optional<PushOffer> PushOfferOf(std::string_view head, std::string_view url,
                                     const Feed& feed) {
  std::vector<std::string> hubs;
  std::string self;
  for (HeadLink& link : LinksOfHead(head, url)) {
    const auto is = [&](std::string_view rel) {
      return std::find(link.rels.begin(), link.rels.end(), rel) != link.rels.end();
    };
    if (is("self") && self.empty()) self = link.url;
    if (is("hub")) hubs.push_back(std::move(link.url));
  }
  if (hubs.empty()) hubs = feed.hubs;
  PushOffer offer{std::string(FirstHub(hubs)), self.empty() ? feed.self_url : std::move(self)};
  if (offer.hub.empty() || offer.topic.empty() || offer.hub.size() > kLongestPushUrl ||
      offer.topic.size() > kLongestPushUrl)
    return std::nullopt;
  return offer;
}

std::string Encoded(const SubscriptionForm& form) {
  std::string body = fmt::format("hub.mode={}&hub.topic={}&hub.callback={}", form.mode,
                                 PercentEncoded(form.topic), PercentEncoded(form.callback));
  if (!form.secret.empty()) body += fmt::format("&hub.secret={}", PercentEncoded(form.secret));
  if (form.lease.count() > 0) body += fmt::format("&hub.lease_seconds={}", form.lease.count());
  return body;
}

bool IsSignedBy(std::string_view secret, std::string_view signature, std::string_view body) {
  constexpr std::pair<std::string_view, HmacKind> kMethods[] = {{"sha1", HmacKind::kSha1},
                                                                {"sha256", HmacKind::kSha256},
                                                                {"sha384", HmacKind::kSha384},
                                                                {"sha512", HmacKind::kSha512}};
  signature = Trim(signature);
  const std::size_t equals = signature.find('=');
  if (equals == std::string_view::npos || secret.empty()) return false;
  const std::string method = AsciiLower(signature.substr(0, equals));
  for (const auto& [name, kind] : kMethods)
    if (method == name)
      return IsSameSecret(AsciiLower(signature.substr(equals + 1)),
                          HexOf(Hmac(kind, secret, body)));
  return false;
}

}  // namespace checkback
