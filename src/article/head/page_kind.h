// What kind of page is it: an article, a live blog, a video, a gallery, a list of others?

#pragma once

#include <string_view>

#include "article/article.h"
#include "article/metadata/witnesses.h"

namespace checkback {

// Told by schema.org and OpenGraph types, posts in metadata, and the address; an article
// where nothing speaks against it. `has_body`: running text was found. Safe to call from
// many threads.
ArticleKind KindOf(std::string_view url, const Witnesses& said, bool has_body);

}  // namespace checkback
