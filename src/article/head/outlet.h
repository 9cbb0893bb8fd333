// What the outlet is called.
//
//   og:site_name   Example Times                         the name readers know
//   publisher      Example Publishing Ltd                JSON-LD, meta: may be the company
//   <title>        Talks resume in Geneva | Example Times
//   domain         exampletimes.org                      where nothing tells a name
//
// What ends (or opens) a title is a name only where the address, or the link to the front page,
// says it too.

#pragma once

#include <string>

#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"
#include "page/page.h"

namespace checkback {

// "" only for a page without a URL. Linear in the page; safe to call from many threads.
std::string OutletOf(const Page& page, const Tree& tree, const Witnesses& said);

// An address, or a path, in place of a name.
bool IsAddress(std::string_view text);

}  // namespace checkback
