// HeadlineNode: which heading of the page is the headline.

#include <algorithm>

#include "article/head/head.h"
#include "article/head/headline.h"
#include "article/head/short_text.h"
#include "article/head/site_name.h"
#include "article/head/word_overlap.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Headings looked at; the longest index page of the extraction sets has about 400.
constexpr std::size_t kMaxHeadings = 400;
// A kicker before the headline costs little: "US-Dream-Team wird besser" + headline.
constexpr double kSaysIt = 0.95;
// An <h1> of so many words over the body is the headline, whatever metadata says; a shorter one may
// be a section, a kicker or a button. Of 2 to 5 the best on the mean of Fundus, NAEB, WCXB,
// Trafilatura and the developing stories.
constexpr std::size_t kPlainWords = 5;
// What shares fewer words with metadata (F1) than these gives way to such an h1: another h1, and an
// h2 or h3, which may be a part of the article on the same matter. Same sets.
constexpr double kWeakH1 = 0.65;
constexpr double kWeakOther = kSaysIt;

int HeadingRank(const Tree& tree, NodeIndex i) {
  switch (tree[i].tag) {
    case Tag::kH1:
      return 3;
    case Tag::kH2:
      return 2;
    case Tag::kH3:
      return 1;
    case Tag::kDiv:
    case Tag::kSpan:
    case Tag::kP:
      return tree.Get(i, Attr::kItemprop) == "headline" ? 2 : 0;
    default:
      return 0;
  }
}

// What metadata calls the article.
struct Title {
  Compared text;
  bool main = false;  // og:title or JSON-LD's headline, rather than <title>
};

struct Heading {
  NodeIndex node = kNoNode;
  int rank = 0;
  std::string text;
  Compared compared;
  double agrees = 0;
};

double Agreement(const Heading& heading, const Title& title) {
  const std::string& bare = heading.compared.bare;
  if (bare == title.text.bare) return 1;
  if (title.text.bare.size() >= kTellingBytes && bare.ends_with(title.text.bare)) return kSaysIt;
  return Overlap(heading.compared.words, title.text.words);
}

std::vector<Title> TitlesOf(const Witnesses& said) {
  const std::vector<std::string> sites = SiteNames({}, said);
  std::vector<std::string> all;
  for (const Said& headline : said.headlines) {
    if (headline.value.size() <= kLongestTitle) all.push_back(headline.value);
  }
  std::vector<Title> titles;
  for (const Said& headline : said.headlines) {
    if (headline.value.size() > kLongestTitle || titles.size() == kMaxTitles) continue;
    const std::string text = WithoutSiteName(headline.value, sites, all);
    const bool main = headline.from == "meta og:title" || headline.from == "json-ld headline";
    titles.push_back({ToCompare(text), main});
  }
  return titles;
}

// A heading inside a link, or that starts with one, may lead to another article.
bool IsLink(const Tree& tree, NodeIndex heading) {
  NodeIndex up = tree[heading].parent;
  for (int steps = 0; steps < 2 && up != kNoNode; ++steps, up = tree[up].parent) {
    if (tree[up].tag == Tag::kA) return true;
  }
  for (NodeIndex i = heading + 1; i < tree[heading].end; ++i) {
    if (tree[i].tag == Tag::kA) return true;
    if (tree[i].tag == Tag::kText && !Trim(tree.Text(i)).empty()) return false;
  }
  return false;
}

std::vector<Heading> HeadingsOf(const Tree& tree, const std::vector<Title>& titles) {
  std::vector<Heading> headings;
  for (NodeIndex i = 0; i < tree.size() && headings.size() < kMaxHeadings; ++i) {
    const int rank = HeadingRank(tree, i);
    if (rank == 0) continue;
    Heading heading;
    heading.node = i;
    heading.rank = rank;
    heading.text = ShortTextBelow(tree, i, kLongestHeadline);
    if (heading.text.empty()) continue;
    heading.compared = ToCompare(heading.text);
    for (const Title& title : titles) {
      heading.agrees = std::max(heading.agrees, Agreement(heading, title));
    }
    headings.push_back(std::move(heading));
  }
  return headings;
}

// The heading that agrees best with metadata; of equals the first.
const Heading* BestOf(const std::vector<Heading>& headings, const std::vector<std::string>& sites) {
  const Heading* best = nullptr;
  double most = 0;
  for (const Heading& heading : headings) {
    // Other headings than h1 need metadata to speak for them.
    if (heading.agrees < 0.4 && heading.rank < 3) continue;
    if (heading.agrees < 0.9 && IsSiteName(heading.text, sites)) continue;
    const double score =
        heading.agrees + 0.15 * heading.rank + (heading.compared.words.size() >= 3 ? 0.1 : 0.0);
    if (best && score <= most + 0.001) continue;
    best = &heading;
    most = score;
  }
  return best;
}

// The h1 before `best` that is a headline by itself, where metadata hardly speaks for `best`.
const Heading* PlainBefore(const Tree& tree, const std::vector<Heading>& headings,
                           const Heading* best, const std::vector<std::string>& sites) {
  if (best->agrees >= (best->rank == 3 ? kWeakH1 : kWeakOther)) return best;
  for (const Heading* heading = headings.data(); heading != best; ++heading) {
    if (IsPlainHeadline(tree, heading->node, heading->text, sites)) return heading;
  }
  return best;
}

}  // namespace

bool IsPlainHeadline(const Tree& tree, NodeIndex heading, const std::string& text,
                     const std::vector<std::string>& sites) {
  return tree[heading].tag == Tag::kH1 && CountWords(text) >= kPlainWords &&
         !IsSiteName(text, sites) && !IsLink(tree, heading);
}

NodeIndex HeadlineNode(const Tree& tree, const Witnesses& said) {
  const std::vector<Title> titles = TitlesOf(said);
  const std::vector<std::string> sites = SiteNames({}, said);
  const std::vector<Heading> headings = HeadingsOf(tree, titles);
  const Heading* best = BestOf(headings, sites);
  if (!best) return kNoNode;
  best = PlainBefore(tree, headings, best, sites);
  // Some systems put a headline for search engines into an h1 above the breadcrumbs, and the
  // one that readers see into an h2: the h2 that says og:title or JSON-LD's headline wins where
  // the h1 says only one of them.
  for (const Title& title : titles) {
    if (!title.main || Agreement(*best, title) >= kSaysIt) continue;
    for (const Heading& heading : headings) {
      if (&heading != best && heading.rank == 2 && Agreement(heading, title) >= kSaysIt) {
        return heading.node;
      }
    }
  }
  return best->node;
}

}  // namespace checkback
