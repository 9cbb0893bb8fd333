// What a page says of itself in its metadata: JSON-LD, microdata, OpenGraph and other
// <meta>, <link>, page-state JSON. Witnesses to be weighed, not trusted: each value
// keeps where it came from, and whoever uses one decides.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "article/tree/tree.h"
#include "page/page.h"
#include "text/instant.h"

namespace checkback {

struct Said {
  std::string value;  // white space collapsed, entities decoded
  std::string from;   // "json-ld headline", "meta og:title"
};

// One entry of a live blog as metadata has it (schema.org LiveBlogPosting).
struct SaidPost {
  std::string headline;
  std::string body;  // paragraphs parted by '\n'
  std::optional<PageTime> time;
};

struct Witnesses {
  std::vector<Said> headlines;  // best first
  std::vector<Said> descriptions;
  std::vector<Said> authors;    // one name or one byline each
  std::vector<Said> published;  // as written
  std::vector<Said> modified;
  std::vector<Said> sections;
  std::vector<Said> outlets;   // publisher, og:site_name
  std::vector<Said> types;     // schema.org @type of the main thing, og:type
  std::vector<Said> captions;  // of pictures in JSON-LD
  std::vector<Said> bodies;    // JSON-LD articleBody, page-state JSON: '\n' between paragraphs
  std::vector<SaidPost> posts;
  std::string link_canonical;
  std::string og_url;
  std::string language;  // html lang, og:locale, inLanguage
};

// Never fails: broken JSON is one witness less. Bounded by the size of the page.
// Safe to call from many threads.
Witnesses ReadWitnesses(const Tree& tree);

}  // namespace checkback
