#include "serve/guard.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestPath = 2048;

// A host without its port and without the brackets of IPv6; "" where it is neither.
std::string_view WithoutPort(std::string_view header) {
  if (header.starts_with('[')) {
    const std::size_t close = header.find(']');
    if (close == header.npos) return {};
    const std::string_view rest = header.substr(close + 1);
    if (!rest.empty() && rest[0] != ':') return {};
    return header.substr(1, close - 1);
  }
  const std::size_t colon = header.find(':');
  if (colon != header.npos && header.find(':', colon + 1) != header.npos) return {};
  return header.substr(0, colon);
}

bool IsLoopbackV4(std::string_view host) {
  if (!host.starts_with("127.")) return false;
  return std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(host.begin(), host.end(),
                     [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
}

}  // namespace

bool ParseListen(std::string_view typed, ListenAddress& address) {
  const std::size_t colon = typed.rfind(':');
  if (colon == typed.npos) return false;
  std::string_view host = typed.substr(0, colon);
  const std::string_view port = typed.substr(colon + 1);
  const auto read = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (port.empty() || read.ec != std::errc() || read.ptr != port.data() + port.size() ||
      address.port < 0 || address.port > 65535)
    return false;
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  else if (host.find(':') != host.npos)
    return false;
  address.host = host.empty() ? "127.0.0.1" : std::string(host);
  return true;
}

bool IsLoopback(std::string_view host) {
  const std::string lower = AsciiLower(host);
  return lower == "localhost" || lower == "::1" || IsLoopbackV4(lower);
}

bool IsKnownHost(std::string_view header, const std::vector<std::string>& hosts) {
  const std::string host = AsciiLower(WithoutPort(header));
  if (host.empty()) return false;
  return IsLoopback(host) || std::any_of(hosts.begin(), hosts.end(), [&](const std::string& known) {
           return AsciiLower(known) == host;
         });
}

std::string_view BearerIn(std::string_view header) {
  constexpr std::string_view kScheme = "bearer ";
  if (header.size() <= kScheme.size() || AsciiLower(header.substr(0, kScheme.size())) != kScheme)
    return {};
  return header.substr(kScheme.size());
}

RequestFrom FromWhere(std::string_view fetch_site, std::string_view origin, std::string_view host) {
  if (!fetch_site.empty() && fetch_site != "same-origin") return RequestFrom::kElsewhere;
  if (!origin.empty()) {
    // Whether it came by http or https a proxy may have changed on the way; the host tells.
    const std::size_t scheme = origin.find("://");
    const bool is_ours =
        scheme != origin.npos && AsciiLower(origin.substr(scheme + 3)) == AsciiLower(host);
    return is_ours ? RequestFrom::kOurPage : RequestFrom::kElsewhere;
  }
  return fetch_site.empty() ? RequestFrom::kNoPage : RequestFrom::kOurPage;
}

std::string LocalPath(std::string_view typed) {
  const bool ours =
      typed.size() <= kLongestPath && typed.starts_with('/') && !typed.starts_with("//") &&
      typed.find('\\') == typed.npos &&
      std::all_of(typed.begin(), typed.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  return ours ? std::string(typed) : "/";
}

}  // namespace checkback
