#include "article/parts/part_links.h"

#include <algorithm>
#include <cstddef>

#include "article/tree/links.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// "page", "seite", "pagina", "pagewanted", "sayfa": names of a parameter or a folder.
constexpr std::size_t kLongestName = 10;
// Links of a page that are looked at; an article links its next page near itself.
constexpr std::size_t kMostLinks = 5000;
constexpr std::size_t kLongestAddress = 2048;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
bool IsMark(char c) {
  return std::string_view("-_/,.?&=;:").find(c) != std::string_view::npos;
}

std::string_view WithoutFragment(std::string_view url) {
  return url.substr(0, url.find('#'));
}

// Whether `let_in` is marks, at most one name, marks: what stands before the number.
bool IsBeforeNumber(std::string_view let_in, bool after_mark) {
  std::size_t at = 0;
  const auto pass = [&](bool (*is)(char)) {
    const std::size_t from = at;
    while (at < let_in.size() && is(let_in[at])) ++at;
    return at - from;
  };
  const bool marked = pass(IsMark) > 0 || after_mark;
  const std::size_t name = pass(IsLetter);
  const bool marked_again = pass(IsMark) > 0;
  return at == let_in.size() && marked && name <= kLongestName && (name == 0 || marked_again);
}

// An <a> or <link> by which a page says what comes next: the bare number, or rel=next.
bool SaysNext(const Tree& tree, NodeIndex node, std::string_view number) {
  if (HasRel(tree, node, "next")) return true;
  return tree[node].tag == Tag::kA && tree.TextBelow(node) == number;
}

template <typename Take>
void ForEachNext(const Tree& tree, const std::string& url, int number, const Take& take) {
  const std::string base = LinkBaseOf(tree, url), shown = std::to_string(number);
  std::size_t links = 0;
  for (NodeIndex i = 0; i < tree.size() && links < kMostLinks; ++i) {
    if (tree[i].tag != Tag::kA && tree[i].tag != Tag::kLink) continue;
    const std::string_view href = tree.Get(i, Attr::kHref);
    if (href.find(shown) == std::string_view::npos || href.size() > kLongestAddress) continue;
    ++links;
    if (!SaysNext(tree, i, shown)) continue;
    const std::string resolved = ResolveUrl(base, href);
    if (!resolved.empty() && take(WithoutFragment(resolved))) return;
  }
}

}  // namespace

std::optional<PartAddress> NumberedFrom(std::string_view first, std::string_view second) {
  first = WithoutFragment(first);
  second = WithoutFragment(second);
  const auto parts = SplitUrl(first), others = SplitUrl(second);
  if (!parts || !others || parts->host != others->host || parts->port != others->port ||
      parts->scheme != others->scheme)
    return std::nullopt;
  const std::size_t most = std::min(first.size(), second.size());
  std::size_t head = 0, tail = 0;
  while (head < most && first[head] == second[head]) ++head;
  while (tail < most - head && first[first.size() - 1 - tail] == second[second.size() - 1 - tail])
    ++tail;
  const std::string_view was = first.substr(head, first.size() - tail - head);
  const std::string_view let_in = second.substr(head, second.size() - tail - head);
  const bool is_query = second.substr(0, head).find('?') != std::string_view::npos;
  const std::size_t number = let_in.find('2');
  if (number == std::string_view::npos) return std::nullopt;
  std::string_view behind = let_in.substr(number + 1);
  if (behind.starts_with('/')) behind.remove_prefix(1);
  const bool alone = tail == 0 || !IsDigit(second[second.size() - tail]);
  if (!behind.empty() || (let_in.ends_with('2') && !alone)) return std::nullopt;
  // "?page=1" becomes "?page=2"; "/news/1" and "/news/2" are two articles.
  const bool counted = was == "1" && let_in == "2" && is_query && second[head - 1] == '=';
  const bool after_mark = head > 0 && IsMark(second[head - 1]);
  if (!counted && (!was.empty() || !IsBeforeNumber(let_in.substr(0, number), after_mark)))
    return std::nullopt;
  return PartAddress{std::string(second.substr(0, head + number)),
                     std::string(second.substr(head + number + 1))};
}

std::optional<PartAddress> SecondPartOf(const Tree& tree, const std::string& url) {
  std::optional<PartAddress> parts;
  ForEachNext(tree, url, 2, [&](std::string_view link) {
    parts = NumberedFrom(url, link);
    return parts.has_value();
  });
  return parts;
}

bool LinksPart(const Tree& tree, const std::string& url, const PartAddress& parts, int number) {
  bool links = false;
  const std::string wanted = parts.At(number);
  ForEachNext(tree, url, number, [&](std::string_view link) {
    links = link == wanted;
    return links;
  });
  return links;
}

bool MayHaveParts(std::string_view html, const std::string& url) {
  constexpr std::string_view kHref = "href=";
  std::size_t links = 0;
  for (std::size_t at = html.find(kHref); at != std::string_view::npos && links < kMostLinks;
       at = html.find(kHref, at + 1)) {
    std::string_view value = html.substr(at + kHref.size(), kLongestAddress);
    const char quote = value.empty() ? ' ' : value.front();
    const bool quoted = quote == '"' || quote == '\'';
    if (quoted) value.remove_prefix(1);
    value = value.substr(0, quoted ? value.find(quote) : value.find_first_of(" >\t\n"));
    if (value.find('2') == std::string_view::npos) continue;
    ++links;
    std::string link(value);
    for (std::size_t amp = link.find("&amp;"); amp != std::string::npos;
         amp = link.find("&amp;", amp + 1))
      link.erase(amp + 1, 4);
    if (NumberedFrom(url, ResolveUrl(url, link))) return true;
  }
  // Relative links of a page with a base of its own are looked at in its tree.
  return html.find("<base") != std::string_view::npos;
}

std::string AmpPageOf(const Tree& tree, const std::string& url) {
  for (NodeIndex i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != Tag::kLink || !HasRel(tree, i, "amphtml")) continue;
    return ResolveUrl(LinkBaseOf(tree, url), tree.Get(i, Attr::kHref));
  }
  return "";
}

}  // namespace checkback
