// Invented outlets and the pages they make of an article: five layouts, as different as those
// of real sites, with 3 to 25 KB of style, script, navigation and links around the text.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "prose.h"
#include "random.h"
#include "text/instant.h"
#include "vocabulary.h"

namespace bench {

struct Outlet {
  std::string name;
  std::string host;
  int layout = 0;
  // The same on all of its pages.
  std::string style, script, navigation, footer;
};

// `small`: hardly any style and script, for tests that want pages small.
std::vector<Outlet> MakeOutlets(const Vocabulary& vocabulary, std::uint64_t seed, int count,
                                bool small);

struct PageParts {
  std::string_view url;
  std::string_view byline;  // a person or an agency
  const Prose* prose = nullptr;
  checkback::Instant published;
  checkback::Instant modified;
  std::uint64_t look = 0;  // turns links, advertisements and counters, not the article
};

// The page as HTML, UTF-8. Safe to call from many threads.
std::string MakeHtml(const Outlet& outlet, const PageParts& parts, const Vocabulary& vocabulary);

}  // namespace bench
