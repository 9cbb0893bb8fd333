#include "page/url.h"

#include <curl/urlapi.h>
#include <libpsl.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "text/embedded.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Browsers take 2 MB; nothing that leads to an article is near this.
constexpr std::size_t kMaxUrlBytes = 64u << 10;

// Percent-encodes blanks and bytes above ASCII where a page did not; no scheme but those
// that curl knows, and none is guessed.
constexpr unsigned kSetFlags = CURLU_URLENCODE;

// curl decodes %41 in hosts and lets some bytes pass that no host has.
bool IsHost(std::string_view host) {
  if (host.starts_with('[')) return host.ends_with(']');
  const auto stands_in_hosts = [](char c) {
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '.' ||
           c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !host.empty() && std::all_of(host.begin(), host.end(), stands_in_hosts) &&
         IsValidUtf8(host);
}

class Url {
 public:
  Url() : handle_(curl_url(), &curl_url_cleanup) {}

  // Where an address is there already, `text` is resolved against it.
  bool Set(std::string_view text) {
    text = Trim(text);
    if (text.empty() || text.size() > kMaxUrlBytes || text.find('\0') != std::string_view::npos)
      return false;
    return handle_ && curl_url_set(handle_.get(), CURLUPART_URL, std::string(text).c_str(),
                                   kSetFlags) == CURLUE_OK;
  }

  std::string Get(CURLUPart part, unsigned flags = 0) const {
    char* found = nullptr;
    if (curl_url_get(handle_.get(), part, &found, flags) != CURLUE_OK) return "";
    const std::unique_ptr<char, decltype(&curl_free)> owned(found, &curl_free);
    return found;
  }

  bool IsWeb() const {
    const std::string scheme = AsciiLower(Get(CURLUPART_SCHEME));
    return (scheme == "http" || scheme == "https") && IsHost(Get(CURLUPART_HOST));
  }

 private:
  std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> handle_;
};

// Most references need no library to see that they are no absolute URL.
bool HasWebScheme(std::string_view text) {
  const std::string scheme = AsciiLower(text.substr(0, 8));
  return scheme.starts_with("http://") || scheme.starts_with("https://");
}

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

// Percent escapes in capitals (RFC 3986, 6.2.2.1), so that one page has one form.
std::string WithCapitalEscapes(std::string text) {
  for (std::size_t at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1)) {
    if (at + 2 >= text.size() || !IsHexDigit(text[at + 1]) || !IsHexDigit(text[at + 2])) continue;
    for (std::size_t i = at + 1; i <= at + 2; ++i) {
      if (text[i] >= 'a') text[i] = static_cast<char>(text[i] & ~0x20);
    }
  }
  return text;
}

std::string Join(const UrlParts& parts) {
  std::string url = parts.scheme + "://" + parts.host;
  if (!parts.port.empty()) url += ":" + parts.port;
  url += parts.path.empty() ? "/" : parts.path;
  if (!parts.query.empty()) url += "?" + parts.query;
  return url;
}

UrlParts PartsOf(const Url& url) {
  UrlParts parts;
  parts.scheme = AsciiLower(url.Get(CURLUPART_SCHEME));
  parts.host = LowerCase(url.Get(CURLUPART_HOST));
  parts.port = url.Get(CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
  parts.path = WithCapitalEscapes(url.Get(CURLUPART_PATH));
  parts.query = WithCapitalEscapes(url.Get(CURLUPART_QUERY));
  return parts;
}

// rules/tracking_parameters.txt.
class TrackingParameters {
 public:
  explicit TrackingParameters(std::string_view rules) {
    while (!rules.empty()) {
      const std::size_t end = std::min(rules.find('\n'), rules.size());
      Add(Trim(rules.substr(0, end)));
      rules.remove_prefix(std::min(end + 1, rules.size()));
    }
    std::sort(names_.begin(), names_.end());
  }

  // `parameter` is "name=value" or "name".
  bool Has(std::string_view parameter) const {
    const std::string name = AsciiLower(parameter.substr(0, parameter.find('=')));
    if (std::binary_search(names_.begin(), names_.end(), name)) return true;
    return std::any_of(beginnings_.begin(), beginnings_.end(),
                       [&](const std::string& beginning) { return name.starts_with(beginning); });
  }

 private:
  void Add(std::string_view line) {
    if (line.empty() || line.front() == '#') return;
    if (line.back() == '*') {
      beginnings_.emplace_back(line.substr(0, line.size() - 1));
    } else {
      names_.emplace_back(line);
    }
  }

  std::vector<std::string> names_;
  std::vector<std::string> beginnings_;
};

const TrackingParameters& Tracking() {
  static const TrackingParameters kTracking(FindEmbedded("rules/tracking_parameters.txt"));
  return kTracking;
}

// `text` without those of its pieces between `mark`s that are tracking parameters.
std::string WithoutTracking(std::string_view text, char mark) {
  std::string kept;
  while (true) {
    const std::size_t end = text.find(mark);
    const std::string_view piece = text.substr(0, end);
    if (!piece.empty() && !Tracking().Has(piece)) {
      if (!kept.empty()) kept += mark;
      kept += piece;
    }
    if (end == std::string_view::npos) return kept;
    text.remove_prefix(end + 1);
  }
}

// "undefined" and the like stand in <link rel=canonical> of broken templates; a reference
// without a scheme has to look like a path.
bool LooksLikeAddress(std::string_view declared) {
  declared = Trim(declared);
  return HasWebScheme(declared) || declared.starts_with('/') || declared.starts_with('.');
}

// Each step of a path may have parameters of its own: /news;jsessionid=1/story;page=2.
std::string PathWithoutTracking(std::string_view path) {
  std::string kept;
  while (true) {
    const std::size_t end = path.find('/');
    kept += WithoutTracking(path.substr(0, end), ';');
    if (end == std::string_view::npos) return kept;
    kept += '/';
    path.remove_prefix(end + 1);
  }
}

bool IsFrontPage(const UrlParts& parts) {
  return parts.query.empty() && parts.path.find_first_not_of('/') == std::string::npos;
}

bool IsAddressOfNumbers(std::string_view host) {
  return host.starts_with('[') || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string DomainOfHost(const std::string& host) {
  if (IsAddressOfNumbers(host)) return host;
  // Built into the library: nothing is read from disk, and the answer is the same everywhere.
  const char* domain = psl_registrable_domain(psl_builtin(), host.c_str());
  return domain ? domain : host;
}

}  // namespace

std::optional<UrlParts> SplitUrl(std::string_view url) {
  url = Trim(url);
  Url parsed;
  if (!HasWebScheme(url) || !parsed.Set(url) || !parsed.IsWeb()) return std::nullopt;
  UrlParts parts = PartsOf(parsed);
  if (!parts.host.ends_with('.')) return parts;
  // Without its last dot a host may read otherwise: "0x7." is a name, "0x7" is 0.0.0.7.
  while (parts.host.ends_with('.')) parts.host.pop_back();
  if (parts.host.empty() || !parsed.Set(Join(parts))) return std::nullopt;
  return PartsOf(parsed);
}

std::string ResolveUrl(std::string_view base, std::string_view reference) {
  reference = Trim(reference);
  Url url;
  if (!HasWebScheme(reference) && !(HasWebScheme(Trim(base)) && url.Set(base))) return "";
  if (!reference.empty() && !url.Set(reference)) return "";
  return url.IsWeb() ? url.Get(CURLUPART_URL) : "";
}

std::string CanonicalUrl(std::string_view url) {
  std::optional<UrlParts> parts = SplitUrl(url);
  if (!parts) return std::string(url);
  if (parts->path.find(';') != std::string::npos) {
    parts->path = PathWithoutTracking(parts->path);
    parts = SplitUrl(Join(*parts));  // "/a/.;x=1" has become "/a/."
    if (!parts) return std::string(url);
  }
  parts->query = WithoutTracking(parts->query, '&');
  return Join(*parts);
}

std::string CanonicalUrlOf(std::string_view url, std::string_view link_canonical,
                           std::string_view og_url) {
  const std::optional<UrlParts> own = SplitUrl(url);
  for (const std::string_view declared : {link_canonical, og_url}) {
    if (!LooksLikeAddress(declared)) continue;
    const std::optional<UrlParts> parts = SplitUrl(ResolveUrl(url, declared));
    if (!parts) continue;
    if (IsFrontPage(*parts) && !(own && IsFrontPage(*own))) continue;
    if (own && DomainOfHost(parts->host) != DomainOfHost(own->host)) continue;
    return CanonicalUrl(Join(*parts));
  }
  return CanonicalUrl(url);
}

std::string OutletDomain(std::string_view url) {
  const std::optional<UrlParts> parts = SplitUrl(url);
  return parts ? DomainOfHost(parts->host) : "";
}

}  // namespace checkback
