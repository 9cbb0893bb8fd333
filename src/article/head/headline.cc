#include "article/head/headline.h"

#include <algorithm>

#include "article/head/printed_date.h"
#include "article/head/short_text.h"
#include "article/head/site_name.h"
#include "article/head/word_overlap.h"
#include "article/tree/plain_value.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// How many words a heading must share with metadata to be the headline (F1; of 0.15, 0.3 and 0.5
// the best on the mean of Fundus, NAEB and WCXB).
constexpr double kSameHeadline = 0.3;

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
  return text.ends_with("…") || text.ends_with("...") ? BareLetters(text) : std::string();
}

// The visible headline, or the title of metadata that says the same better. A `plain` one stands
// even where metadata says something else.
std::string Weigh(std::string visible, const std::vector<std::string>& titles,
                  const std::string& og_title, bool plain) {
  const std::string bare = BareLetters(visible);
  // A kicker or a counter before the headline: "Geneva: Talks resume", "15 replies to …". The
  // title without it is right in 9 of 11 such pages of Fundus, NAEB and WCXB.
  const std::string og_bare = BareLetters(og_title);
  if (og_bare.size() >= kTellingBytes && og_bare.size() < bare.size() && bare.ends_with(og_bare)) {
    return og_title;
  }
  // The heading may hold the day and what follows it: "Talks resume 14.05.2025 | World".
  if (og_bare.size() >= kTellingBytes && bare.starts_with(og_bare) &&
      !FindPrintedDates(visible, {}, 1).empty() && FindPrintedDates(og_title, {}, 1).empty()) {
    return og_title;
  }
  const std::vector<std::string> words = ToCompare(visible).words;
  for (const std::string& title : titles) {
    const std::string other = BareLetters(title);
    if (other != bare) continue;
    // Style sheets write in capitals, and parts set in lines of their own lose their marks.
    const bool better = (IsAllCapitals(visible) && !IsAllCapitals(title)) ||
                        (Marks(title) > Marks(visible) && title.size() < visible.size() + 8);
    if (!better) return visible;
    return og_bare == bare ? og_title : title;
  }
  if (const std::string stem = BareStem(visible); stem.size() >= kTellingBytes) {
    for (const std::string& title : titles) {
      const std::string other = BareLetters(title);
      if (other.size() > stem.size() && other.starts_with(stem)) return title;
    }
  }
  double agrees = plain ? 1 : 0;
  for (const std::string& title : titles) {
    agrees = std::max(agrees, Overlap(words, ToCompare(title).words));
  }
  // "Kenya: Nairobi from below" where two witnesses say so and the h1 is without the kicker.
  if (titles.size() >= 2 && titles[0] == titles[1]) {
    const std::string other = BareLetters(titles[0]);
    const std::size_t colon = titles[0].find(": ");
    if (colon != std::string::npos && other.ends_with(bare) &&
        BareLetters(std::string_view(titles[0]).substr(colon)) == bare) {
      return titles[0];
    }
  }
  return agrees >= kSameHeadline ? visible : titles.front();
}

}  // namespace

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
