#include "follow/fetch/fetch_target.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

std::string_view AuthorityOf(std::string_view url) {
  const std::size_t begin = url.find("://");
  if (begin == url.npos) return {};
  url.remove_prefix(begin + 3);
  return url.substr(0, url.find_first_of("/?#"));
}

Error NotAsked(std::string_view url, std::string_view why) {
  return {Errc::kBadInput, fmt::format("{} is not fetched: {}", ShownText(url), why)};
}

// "[::1]" and "127.0.0.1" as hosts; nothing for a name.
std::optional<NetAddress> AddressInNumbers(std::string_view host) {
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  return ParseAddress(host);
}

}  // namespace

std::string ShownText(std::string_view text) {
  constexpr std::size_t kLongest = 300;
  std::string shown = RepairUtf8(text.substr(0, kLongest));
  for (char& c : shown) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  }
  if (text.size() > kLongest) shown += "...";
  return shown;
}

Result<FetchTarget> ReadFetchTarget(std::string_view url, const std::vector<NetBlock>& allowed) {
  if (url.size() > kLongestFetchUrl)
    return Fail(NotAsked(url, fmt::format("it is longer than {} bytes", kLongestFetchUrl)));
  const std::string_view authority = AuthorityOf(url);
  if (authority.find('@') != authority.npos)
    return Fail(NotAsked(authority.substr(authority.rfind('@') + 1),
                         "a name or password stands before the host"));
  // Browsers take a backslash for a slash, and others do not: no two readers agree on the host.
  if (authority.find('\\') != authority.npos)
    return Fail(NotAsked(url, "a backslash stands in the host"));
  const std::optional<UrlParts> parts = SplitUrl(url);
  FetchTarget target;
  target.url = parts ? ResolveUrl(url, "") : "";
  if (target.url.empty()) return Fail(NotAsked(url, "it is no http or https address"));
  target.url.resize(std::min(target.url.find('#'), target.url.size()));
  if (const std::optional<NetAddress> address = AddressInNumbers(parts->host);
      address && !IsReachable(*address, allowed))
    return Fail(NotAsked(
        url, fmt::format("{} is {}", parts->host, SpecialUse(*address).value_or("not allowed"))));
  target.host = parts->host;
  target.origin = parts->scheme + "://" + parts->host;
  if (!parts->port.empty()) target.origin += ":" + parts->port;
  target.path = parts->path.empty() ? "/" : parts->path;
  if (!parts->query.empty()) target.path += "?" + parts->query;
  return target;
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<std::string> FollowRedirect(std::string_view from, int status, std::string_view location,
                                   FetchRequest::Method method) {
  const auto refuse = [&](std::string_view why) {
    return Fail(Errc::kBadInput,
                fmt::format("{} redirects to {}: {}", ShownText(from), ShownText(location), why));
  };
  if (location.empty())
    return Fail(Errc::kBadInput, fmt::format("{} answered {} and does not say where to go",
                                             ShownText(from), status));
  std::string to = ResolveUrl(from, location);
  if (to.empty()) return refuse("this is no http or https address");
  if (from.starts_with("https:") && !to.starts_with("https:"))
    return refuse("from https to http is not followed");
  if (method == FetchRequest::Method::kPost) {
    if (status != 307 && status != 308) return refuse("what was posted would be lost");
    if (OutletDomain(from) != OutletDomain(to))
      return refuse("what was posted is not taken to another site");
  }
  to.resize(std::min(to.find('#'), to.size()));
  return to;
}

std::string PermanentUrl(const std::vector<FetchHop>& hops) {
  std::string moved;
  for (const FetchHop& hop : hops) {
    if ((hop.status != 301 && hop.status != 308) || hop.location.empty()) break;
    moved = hop.location;
  }
  return moved;
}

}  // namespace checkback
