#include "article/headline.h"

#include <algorithm>

#include "article/head.h"
#include "article/plain_value.h"
#include "article/short_text.h"
#include "article/site_name.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Headings looked at; the longest index page of the extraction sets has about 400.
constexpr std::size_t kMaxHeadings = 400;
// Longest heading that can be a headline, in bytes.
constexpr std::size_t kLongestHeadline = 500;
constexpr std::size_t kMaxTitles = 20;

// A text for comparing: its letters and digits alone, and its words, sorted; in lower case.
struct Compared {
  std::string bare;
  std::vector<std::string> words;
};

Compared ToCompare(std::string_view text) {
  Compared result;
  const std::string lower = LowerCase(text);
  std::size_t start = 0;  // of the word, in `bare`
  const auto close = [&] {
    if (result.bare.size() > start) result.words.push_back(result.bare.substr(start));
    start = result.bare.size();
  };
  for (std::size_t at = 0; at < lower.size();) {
    const CodePoint c = CodePointAt(lower, at);
    const bool inside = IsWordChar(c.value);
    if (inside) result.bare.append(lower, at, c.bytes);
    if (!inside || IsUnspacedScript(c.value)) close();
    at += c.bytes;
  }
  close();
  std::sort(result.words.begin(), result.words.end());
  return result;
}

// F1 of two sorted bags of words.
double Overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t both = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++both, ++x, ++y;
    }
  }
  return 2.0 * static_cast<double>(both) / static_cast<double>(a.size() + b.size());
}

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

// A kicker before the headline costs little: "US-Dream-Team wird besser" + headline.
constexpr double kSaysIt = 0.95;
// How many words a heading must share with metadata to be the headline (F1; of 0.15, 0.3 and 0.5
// the best on the mean of Fundus, NAEB and WCXB).
constexpr double kSameHeadline = 0.3;
// A title that short stands at the end of many headings.
constexpr std::size_t kTellingBytes = 15;

// An <h1> of so many words over the body is the headline, whatever metadata says; a shorter one may
// be a section, a kicker or a button. Of 2 to 5 the best on the mean of Fundus, NAEB, WCXB,
// Trafilatura and the developing stories.
constexpr std::size_t kPlainWords = 5;
// What shares fewer words with metadata (F1) than these gives way to such an h1: another h1, and an
// h2 or h3, which may be a part of the article on the same matter. Same sets.
constexpr double kWeakH1 = 0.65;
constexpr double kWeakOther = kSaysIt;

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

bool IsPlainHeadline(const Tree& tree, NodeIndex heading, const std::string& text,
                     const std::vector<std::string>& sites) {
  return tree[heading].tag == Tag::kH1 && CountWords(text) >= kPlainWords &&
         !IsSiteName(text, sites) && !IsLink(tree, heading);
}

bool IsAllCapitals(std::string_view text) {
  const std::string lower = LowerCase(text);
  return AsciiLower(text) != text && lower.size() == text.size() &&
         std::none_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool IsMark(char32_t c) {
  constexpr std::u32string_view kMarks = U":-–—,\"“”„«»?!";
  return kMarks.find(c) != std::u32string_view::npos;
}

std::size_t Marks(std::string_view text) {
  std::size_t marks = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = CodePointAt(text, at);
    marks += IsMark(c.value) ? 1 : 0;
    at += c.bytes;
  }
  return marks;
}

// The words of a text that was cut at its end ("Talks resume in …"); "" for one that was not.
std::string BareStem(std::string_view text) {
  return text.ends_with("…") || text.ends_with("...") ? BareWords(text) : std::string();
}

// The visible headline, or the title of metadata that says the same better. A `plain` one stands
// even where metadata says something else.
std::string Weigh(std::string visible, const std::vector<std::string>& titles,
                  const std::string& og_title, bool plain) {
  const std::string bare = BareWords(visible);
  // A kicker or a counter before the headline: "Geneva: Talks resume", "15 replies to …". The
  // title without it is right in 9 of 11 such pages of Fundus, NAEB and WCXB.
  const std::string og_bare = BareWords(og_title);
  if (og_bare.size() >= kTellingBytes && og_bare.size() < bare.size() && bare.ends_with(og_bare)) {
    return og_title;
  }
  const std::vector<std::string> words = ToCompare(visible).words;
  for (const std::string& title : titles) {
    const std::string other = BareWords(title);
    if (other != bare) continue;
    // Style sheets write in capitals, and parts set in lines of their own lose their marks.
    const bool better = (IsAllCapitals(visible) && !IsAllCapitals(title)) ||
                        (Marks(title) > Marks(visible) && title.size() < visible.size() + 8);
    if (!better) return visible;
    return og_bare == bare ? og_title : title;
  }
  if (const std::string stem = BareStem(visible); stem.size() >= kTellingBytes) {
    for (const std::string& title : titles) {
      const std::string other = BareWords(title);
      if (other.size() > stem.size() && other.starts_with(stem)) return title;
    }
  }
  double agrees = plain ? 1 : 0;
  for (const std::string& title : titles) {
    agrees = std::max(agrees, Overlap(words, ToCompare(title).words));
  }
  // "Kenya: Nairobi from below" where two witnesses say so and the h1 is without the kicker.
  if (titles.size() >= 2 && titles[0] == titles[1]) {
    const std::string other = BareWords(titles[0]);
    const std::size_t colon = titles[0].find(": ");
    if (colon != std::string::npos && other.ends_with(bare) &&
        BareWords(std::string_view(titles[0]).substr(colon)) == bare) {
      return titles[0];
    }
  }
  return agrees >= kSameHeadline ? visible : titles.front();
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

std::string HeadlineOf(const Tree& tree, NodeIndex node, const Witnesses& said,
                       const std::vector<std::string>& sites) {
  const std::string visible =
      node == kNoNode ? std::string() : ShortTextBelow(tree, node, kLongestHeadline);
  std::vector<std::string> others;
  if (!visible.empty()) others.push_back(visible);
  for (const Said& headline : said.headlines) {
    if (headline.value.size() <= kLongestTitle && others.size() <= kMaxTitles) {
      others.push_back(headline.value);
    }
  }
  std::vector<std::string> titles;
  std::string og_title;
  for (const Said& headline : said.headlines) {
    if (headline.value.size() > kLongestTitle || titles.size() == kMaxTitles) continue;
    // Some are escaped twice.
    titles.push_back(WithoutSiteName(PlainLine(headline.value), sites, others));
    if (headline.from == "meta og:title" && og_title.empty()) og_title = titles.back();
  }
  if (titles.empty()) return WithoutSiteName(visible, sites, {});
  if (visible.empty() || IsSiteName(visible, sites)) return titles.front();
  const bool plain = IsPlainHeadline(tree, node, visible, sites);
  return Weigh(WithoutSiteName(visible, sites, titles), titles, og_title, plain);
}

}  // namespace checkback
