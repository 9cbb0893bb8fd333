// How many sources stand behind the articles on one matter? Twelve outlets that print one
// agency's report are twelve outlets and one origin.
//
//   Arden Post     "ARDEN (NWA) - ..."        NWA, credited
//   Kestrel News   the same, abridged         NWA: a copy of what credits it
//   Verrin Echo    "(NWA)", in other words    NWA, credited
//   Linde Times    its own report             the Linde family, the first to print it
//   Linde Evening  another of its own         the Linde family
//
// Evidence are the copies, credit lines and publisher families; all of them are given, none
// is looked up. Pure functions, safe to call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "story/copies.h"

namespace checkback {

// One article as far as its origin goes.
struct Printing {
  ArticleId id = 0;
  std::string outlet;     // a name or domain, the same for all of its articles
  std::string family;     // of outlets that print each other's articles; "": only itself
  std::string agency;     // that it credits; "": none
  std::int64_t time = 0;  // of publication, else when first seen; any unit

  friend bool operator==(const Printing&, const Printing&) = default;
};

// Two articles of which one carries the other's text.
struct CopyPair {
  ArticleId a = 0;
  ArticleId b = 0;
  CopyKind kind = CopyKind::kExact;
  double of_a = 1;  // share of `a` that stands in `b`
  double of_b = 1;
};

struct Origin {
  std::string name;                 // the agency, or the family or outlet that printed it first
  bool credited = false;            // false: nobody names a source, the earliest is taken for it
  ArticleId first = 0;              // its earliest article
  std::vector<ArticleId> articles;  // by time, then id

  friend bool operator==(const Origin&, const Origin&) = default;
};

struct Origins {
  std::size_t outlets = 0;      // that differ
  std::vector<Origin> origins;  // most articles first, then by their first article
  // Articles put together from texts of several origins (a live page, a round-up): they
  // stand under none and add none.
  std::vector<ArticleId> compiled;

  friend bool operator==(const Origins&, const Origins&) = default;
};

// The origins of `printings`, each id once. Pairs of articles that are not among them do
// not count. A group of copies has the agency that most of its articles credit (in a tie:
// the earliest); without one, its earliest article is the origin. Groups of one agency or
// one family are one origin. A short text within a longer one belongs together where the
// longer one was first (it was cut) or holds no other group's text; else see `compiled`.
Origins CountOrigins(std::vector<Printing> printings, const std::vector<CopyPair>& pairs);

// The agency that `article` credits in its dateline ("ARDEN, May 14 (NWA) -"), in a line of
// credit that holds only a name in brackets, or by a byline that is initials; "" where there is
// none. No list of agencies is asked: what stands there is told.
std::string CreditedAgency(const Article& article);

// Whether two credits name one agency: the same letters, or one is the other's initials
// ("NWA", "Northern Wire Agency").
bool IsSameAgency(std::string_view a, std::string_view b);

}  // namespace checkback
