#include "article/head/head.h"

#include <algorithm>

#include "article/head/byline.h"
#include "article/head/head_dates.h"
#include "article/head/head_lines.h"
#include "article/head/headline.h"
#include "article/head/outlet.h"
#include "article/head/page_kind.h"
#include "article/head/site_name.h"
#include "article/tree/plain_value.h"
#include "page/language.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Enough to tell a language: the rest of the first 8 kB changed none on Fundus, and costs half of
// the head's time.
constexpr std::size_t kLanguageBytes = 2 << 10;

// The first that is whole; one cut short ("…") only where there is no other.
std::string DescriptionOf(const Witnesses& said) {
  std::string cut;
  for (const Said& description : said.descriptions) {
    std::string text = PlainLine(description.value);  // some are escaped twice
    if (CountWords(text) < 3) continue;
    if (!text.ends_with("...") && !text.ends_with("…")) return text;
    if (cut.empty()) cut = std::move(text);
  }
  return cut;
}

// The first that is a name of something other than the site, without a number.
std::string SectionOf(const Witnesses& said, const std::vector<std::string>& sites) {
  for (const Said& section : said.sections) {
    const std::string_view value = section.value;
    const std::string_view name = Trim(value.substr(0, value.find_first_of(",;")));
    if (name.empty() || name.size() > 80 || IsAddress(name)) continue;
    if (std::all_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }))
      continue;
    if (std::find(sites.begin(), sites.end(), BareLetters(name)) != sites.end()) continue;
    return std::string(name);
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
  if (const std::size_t path = AsciiLower(url).find("/en-"); path != std::string::npos) {
    return AsciiLower(url.substr(path + 4)).starts_with("us") ? "en-US" : "en-GB";
  }
  const std::string host = OutletDomain(url);
  const bool country = host.size() > 3 && host[host.size() - 3] == '.';
  return country && !host.ends_with(".us") ? "en-GB" : "en-US";
}

}  // namespace

void ReadHead(const Page& page, const Tree& tree, const Witnesses& said, NodeIndex headline,
              BodyPlace body, Article& article) {
  article.url = CanonicalUrlOf(page.url, said.link_canonical, said.og_url);
  const std::vector<std::string> sites = SiteNames(page.url, said);
  article.headline = HeadlineOf(tree, headline, said, sites);
  article.description = DescriptionOf(said);
  article.outlet = OutletOf(page, tree, said);
  article.section = SectionOf(said, sites);
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
