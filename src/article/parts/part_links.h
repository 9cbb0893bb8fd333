// Where the rest of an article stands: the next of its numbered pages, or the page that holds the
// text where this one is a shell.
//
//   https://news.example/dam.html           <a href="dam.html?page=2">2</a>
//   https://news.example/dam.html?page=2    <link rel="next" href="dam.html?page=3">
//
// A next page is told by its address alone being that of the article with a number let in, and by a
// link that is the bare number or says rel=next. What language the page is in does not matter; what
// else a site numbers (comments, days of a calendar, lists) has other addresses, or no text that is
// new (join_parts.h).
//
// All functions are pure and safe to call from many threads.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "article/tree/tree.h"

namespace checkback {

// The addresses of the pages of one article from the second one on: before + number + after.
struct PartAddress {
  std::string before, after;

  std::string At(int number) const { return before + std::to_string(number) + after; }
  friend bool operator==(const PartAddress&, const PartAddress&) = default;
};

// How the pages of the article at `first` are numbered, if `second` is the second of them; nothing
// where it is none. Both absolute.
//
//   /dam        /dam/2        /dam.html   /dam_2.html, /dam,2.html
//   /dam        /dam?page=2   /dam        /dam/page/2/       /dam?p=1   /dam?p=2
std::optional<PartAddress> NumberedFrom(std::string_view first, std::string_view second);

// The second page of the article at `url`, if its own page links one; nothing where it does not.
std::optional<PartAddress> SecondPartOf(const Tree& tree, const std::string& url);

// Whether the page at `url`, of the same article, links its page `number`.
bool LinksPart(const Tree& tree, const std::string& url, const PartAddress& parts, int number);

// Whether `html`, of `url`, may link a second page: no more than a look at addresses, fit to be
// asked of every page.
bool MayHaveParts(std::string_view html, const std::string& url);

// The address under rel=amphtml; "" without one.
std::string AmpPageOf(const Tree& tree, const std::string& url);

}  // namespace checkback
