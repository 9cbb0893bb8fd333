// Addresses: one page has one canonical URL, one outlet one domain.
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace checkback {

struct UrlParts {
  std::string scheme;  // lower case
  std::string host;    // lower case, punycode where it was given so, no trailing dot
  std::string port;    // "" for the scheme's own
  std::string path;
  std::string query;  // without '?'
};

// The parts of an absolute http or https URL; nothing for anything else.
std::optional<UrlParts> SplitUrl(std::string_view url);

// `reference` resolved against `base` (RFC 3986, section 5); "" where the result is not
// http or https.
std::string ResolveUrl(std::string_view base, std::string_view reference);

// The form under which a page is known: lower-case scheme and host, no default
// port, no fragment, no tracking parameters (rules/tracking_parameters.txt), no
// session ids; the rest in its order. The text as it is where it is no URL.
std::string CanonicalUrl(std::string_view url);

// The canonical URL of a page: what it declares (link rel=canonical, og:url)
// where that stays on the outlet's own domain and is not the front page of the
// site, else the URL itself.
std::string CanonicalUrlOf(std::string_view url, std::string_view link_canonical,
                           std::string_view og_url);

// The registrable domain of a URL by the public suffix list: "bbc.co.uk" of
// https://www.bbc.co.uk/news/1. The host where the list knows no better; "" for no URL.
std::string OutletDomain(std::string_view url);

}  // namespace checkback
