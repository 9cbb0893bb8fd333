// The lines around an article's headline and body, where its byline and dates stand.
//
//   World                                    line
//   Talks resume in Geneva                   (the headline itself is left out)
//   <span class="byline">By Ana Ruiz</span>  line, says_author
//   <time datetime="2025-05-14T09:30Z">…     line, with a time tag
//   body …                                   left out
//   <div class="author-box">Ana Ruiz         line after the body
//
// Comments, teasers of other articles, navigation and forms are left out.

#pragma once

#include <string>
#include <vector>

#include "article/head/head.h"
#include "article/tree/tree.h"

namespace checkback {

struct TimeTag {
  std::string datetime;  // the attribute; "" without one
  std::string text;
  std::string before;           // what stands before it in its line
  bool says_published = false;  // its class, itemprop or pubdate does
  bool says_modified = false;
};

struct HeadLine {
  std::string text;
  bool says_author = false;     // a class, rel or itemprop in it or around it does
  bool below_headline = false;  // between the headline and the end of the body
  bool in_address = false;      // and in <address>, HTML's element for who wrote an article
  bool in_link = false;         // some of it stands in a link or in another heading
  bool says_date = false;
  bool says_modified = false;
  bool after_body = false;
  bool running_text = false;        // `text` is the start of a paragraph that opens with a number
  std::vector<std::string> pieces;  // its text nodes, where it says author
  std::vector<std::string> author_links;  // texts of links to authors
  std::vector<TimeTag> times;
};

// The lines from a little before `headline` to the body, and a few after it. Both may be
// missing; then the page from its start, or what follows the headline. Bounded: at most
// kMaxHeadLines. Safe to call from many threads.
std::vector<HeadLine> ReadHeadLines(const Tree& tree, NodeIndex headline, BodyPlace body);
inline constexpr std::size_t kMaxHeadLines = 160;

// All time tags and lines with a date's class of the page outside comments and teasers: the
// last resort, where the head has no date.
std::vector<HeadLine> ReadDatedLines(const Tree& tree, NodeIndex headline, BodyPlace body);

}  // namespace checkback
