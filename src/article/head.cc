#include "article/head.h"

#include <algorithm>

#include "article/byline.h"
#include "article/head_dates.h"
#include "article/head_lines.h"
#include "article/headline.h"
#include "article/page_kind.h"
#include "page/language.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// LanguageOf looks at no more.
constexpr std::size_t kLanguageBytes = 8 << 10;

bool IsAddress(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         (text.find(' ') == std::string_view::npos && text.find('/') != std::string_view::npos);
}

// og:site_name is the name readers know; a publisher may be the company behind it.
std::string OutletOf(const Page& page, const Witnesses& said) {
  if (!page.outlet.empty()) return page.outlet;
  const Said* best = nullptr;
  for (const Said& outlet : said.outlets) {
    if (IsAddress(outlet.value) || outlet.value.size() > 100) continue;
    if (outlet.from == "meta og:site_name") return outlet.value;
    if (!best) best = &outlet;
  }
  if (best) return best->value;
  return OutletDomain(page.url);
}

// The first that is whole; one cut short ("…") only where there is no other.
std::string DescriptionOf(const Witnesses& said) {
  const Said* cut = nullptr;
  for (const Said& description : said.descriptions) {
    const std::string_view text = description.value;
    if (CountWords(text) < 3) continue;
    if (!text.ends_with("...") && !text.ends_with("…")) return description.value;
    if (!cut) cut = &description;
  }
  return cut ? cut->value : std::string();
}

std::string SectionOf(const Witnesses& said) {
  for (const Said& section : said.sections) {
    if (!IsAddress(section.value) && section.value.size() <= 80) return section.value;
  }
  return {};
}

// What the language is told from: the body's text where it is known.
std::string LanguageSample(const Tree& tree, BodyPlace body, const Article& article) {
  if (!article.text.empty()) return article.text.substr(0, kLanguageBytes);
  std::string sample = article.headline + ". " + article.description + " ";
  if (body.first == kNoNode) return sample;
  const NodeIndex end = tree[body.last].end;
  for (NodeIndex i = body.first; i < end && sample.size() < kLanguageBytes; ++i) {
    if (tree[i].tag == Tag::kText) {
      sample += tree.Text(i);
    } else if (tree[i].tag == Tag::kScript || tree[i].tag == Tag::kStyle) {
      i = tree[i].end - 1;
    }
  }
  return sample.substr(0, kLanguageBytes);
}

// "en" with the region that the page declares: "en-US" reads 05/04/2020 its own way.
std::string WithRegion(const std::string& language, const Witnesses& said, std::string_view url) {
  if (language.substr(0, 2) != "en" || language.size() > 2) return language;
  const std::string declared = LowerCase(said.language);
  if (declared.size() >= 5 && declared.starts_with("en")) {
    return declared.substr(3) == "us" ? "en-US" : "en-GB";
  }
  const std::string host = std::string(OutletDomain(url));
  const bool country = host.size() > 3 && host[host.size() - 3] == '.';
  return country && !host.ends_with(".us") ? "en-GB" : "en-US";
}

}  // namespace

void ReadHead(const Page& page, const Tree& tree, const Witnesses& said, BodyPlace body,
              Article& article) {
  article.url = CanonicalUrlOf(page.url, said.link_canonical, said.og_url);
  const NodeIndex headline = HeadlineNode(tree, said);
  const std::vector<std::string> sites = SiteNames(page.url, said);
  article.headline = HeadlineOf(tree, headline, said, sites);
  article.description = DescriptionOf(said);
  article.outlet = OutletOf(page, said);
  article.section = SectionOf(said);
  const std::string hint = page.language.empty() ? said.language : page.language;
  article.language = LanguageOf(LanguageSample(tree, body, article), hint);

  const std::vector<HeadLine> lines = ReadHeadLines(tree, headline, body);
  article.byline = BylineOf(said, lines, sites, article.evidence);

  const std::string language = WithRegion(article.language, said, page.url);
  const DateContext context{page.url, language, page.seen_at};
  const HeadDates dates = DatesOf(
      said, lines, [&] { return ReadDatedLines(tree, headline, body); }, context, article.evidence);
  article.published_at = dates.published ? dates.published : page.published_at;
  article.modified_at = dates.modified;

  const bool has_body = !article.text.empty() || body.first != kNoNode || !said.bodies.empty();
  article.kind = KindOf(page.url, said, has_body);
}

}  // namespace checkback
