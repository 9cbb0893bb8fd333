#include "article/head/outlet.h"

#include <algorithm>
#include <vector>

#include "article/head/byline_parts.h"
#include "article/head/short_text.h"
#include "article/head/site_name.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestName = 60;     // bytes
constexpr std::size_t kMostWords = 5;        // "The Example Times and Gazette"
constexpr std::size_t kMostFrontLinks = 20;  // looked at: logo, menu, footer
constexpr std::size_t kLongestParticle = 3;  // bytes: "of", "de", "and"
// Letters of the domain that may be part of a name by chance where there are fewer.
constexpr std::size_t kTellingLetters = 5;

// "Example Times - Example Publishing Ltd", "Example Times | Senna": the name is the first part.
std::string_view FirstPart(std::string_view name) {
  const std::size_t end = std::min(name.find(" | "), name.find(" - "));
  return end < 3 ? name : name.substr(0, end);
}

std::string_view WithoutThe(std::string_view bare) {
  return bare.starts_with("the") && bare.size() > 6 ? bare.substr(3) : bare;
}

// "exampletimes" of https://www.exampletimes.org/world/.
std::string DomainLetters(std::string_view url) {
  const std::string domain = OutletDomain(url);
  return BareLetters(std::string_view(domain).substr(0, domain.find('.')));
}

// Whether the address is that of the page's front page: "/", "/index.html", "https://example.org/".
bool LeadsToFront(std::string_view address, std::string_view url) {
  address = Trim(address);
  const std::size_t host_end = url.find_first_of("/?#", std::min(url.find("://"), url.size()) + 3);
  const std::string_view host = url.substr(0, host_end);
  if (host.size() > 8 && address.starts_with(host)) {
    address.remove_prefix(host.size());
    if (address.empty()) return true;
  }
  return address == "/" || address == "/index.html" || address == "/index.htm" ||
         address == "/index.php";
}

// What the links to the front page are called, as letters: their words, or the picture's.
std::vector<std::string> FrontNames(const Tree& tree, std::string_view url) {
  std::vector<std::string> names;
  for (NodeIndex i = 0; i < tree.size() && names.size() < kMostFrontLinks; ++i) {
    if (tree[i].tag != Tag::kA || !LeadsToFront(tree.Get(i, Attr::kHref), url)) continue;
    names.push_back(BareLetters(ShortTextBelow(tree, i, kLongestName)));
    for (NodeIndex inner = i + 1; inner < tree[i].end; ++inner) {
      if (tree[inner].tag != Tag::kImg) continue;
      names.push_back(BareLetters(tree.Get(inner, Attr::kAlt).substr(0, kLongestName)));
      break;
    }
  }
  return names;
}

bool IsShort(std::string_view part) {
  const std::size_t words = CountWords(part);
  return words >= 1 && words <= kMostWords && part.size() <= kLongestName && !IsAddress(part);
}

// Words with capitals, as names are written: "Example Times", "La Voz de Senna".
bool HasCapitals(std::string_view part) {
  const auto words = WordsIn(part);
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return word.size() <= kLongestParticle || StartsCapital(word);
  });
}

class NameInTitle {
 public:
  NameInTitle(const Tree& tree, std::string_view url)
      : domain_(DomainLetters(url)), front_(FrontNames(tree, url)) {}

  bool Knows(std::string_view part) const {
    if (!IsShort(part)) return false;
    const std::string bare = BareLetters(part);
    if (bare.size() < 2) return false;
    return std::find(front_.begin(), front_.end(), bare) != front_.end() || IsInDomain(part, bare);
  }

 private:
  // "Example Times" at exampletimes.org, "Example Radio" at example.org, "ET News" at et.org;
  // and "The Example" at exampletimes.org.
  bool IsInDomain(std::string_view part, std::string_view bare) const {
    const std::string_view name = WithoutThe(bare), domain = WithoutThe(domain_);
    if (domain.empty()) return false;
    if (name == domain) return true;
    if (!HasCapitals(part)) return false;
    if (domain.size() < kTellingLetters) {
      const std::string first = BareLetters(part.substr(0, part.find(' ')));
      return first == domain && CountWords(part) <= 2;
    }
    if (name.size() <= 2 * domain.size() + 4 &&
        (name.starts_with(domain) || name.ends_with(domain))) {
      return true;
    }
    return name.size() >= kTellingLetters && domain.starts_with(name) &&
           4 * name.size() >= 3 * domain.size();
  }

  std::string domain_;
  std::vector<std::string> front_;
};

std::string NameFromTitles(const Tree& tree, const Witnesses& said, std::string_view url) {
  const NameInTitle names(tree, url);
  for (const Said& title : said.headlines) {
    if (title.from != "title") continue;
    const std::vector<std::string_view> parts = TitleParts(title.value);
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
      if (names.Knows(*part)) return std::string(*part);
    }
  }
  return {};
}

}  // namespace

bool IsAddress(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         (text.find(' ') == std::string_view::npos && text.find('/') != std::string_view::npos);
}

// og:site_name is the name readers know; a publisher may be the company behind it.
std::string OutletOf(const Page& page, const Tree& tree, const Witnesses& said) {
  if (!page.outlet.empty()) return page.outlet;
  const Said* best = nullptr;
  for (const Said& outlet : said.outlets) {
    if (IsAddress(outlet.value) || outlet.value.size() > 100) continue;
    if (outlet.from == "meta og:site_name") return std::string(FirstPart(outlet.value));
    if (!best) best = &outlet;
  }
  if (best) return std::string(FirstPart(best->value));
  std::string name = NameFromTitles(tree, said, page.url);
  return name.empty() ? OutletDomain(page.url) : name;
}

}  // namespace checkback
