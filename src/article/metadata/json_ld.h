// Metadata in JSON-LD: which of a page's objects is the page's own article, and
// what it says.
//
//   { "@graph": [ { "@type": "WebSite", … },
//                 { "@type": "NewsArticle", "headline": …, "datePublished": …,
//                   "author": { "@id": "#ana" } },          <- this one
//                 { "@type": "ItemList", "itemListElement": [ { "@type": "NewsArticle", … } ] },
//                 { "@type": "Person", "@id": "#ana", "name": "Ana Ruiz" } ] }

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/metadata/witnesses.h"

namespace checkback {

// What the rest of the page says, to tell its own article from others.
struct PageClues {
  std::vector<std::string> headlines;  // og:title, <title>, h1
  std::vector<std::string> urls;       // canonical, og:url
};

// Adds what the JSON-LD in `scripts` (their text) says of the page's article: in front of
// what `said` holds already, since it is the more exact witness. Safe to call from
// many threads; bounded by the size of the scripts.
void ReadJsonLd(const std::vector<std::string_view>& scripts, const PageClues& clues,
                Witnesses& said);

}  // namespace checkback
