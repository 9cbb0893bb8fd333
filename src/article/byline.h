// Who wrote it: names from bylines, by the words in rules/byline.txt.
//
//   "By ANA RUIZ and Ben Ito, Staff Writers | @anaruiz"   -> "ANA RUIZ", "Ben Ito"
//   "https://example.org/author/ana"                      -> nothing
//   "Staff"                                               -> "Staff", where it is all there is

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/head_lines.h"
#include "article/witnesses.h"

namespace checkback {

// The names in one byline or one author's entry in metadata, in its order.
std::vector<std::string> NamesIn(std::string_view byline);

// True where `line` opens like a byline ("By Ana Ruiz", "Von Ana Ruiz") and goes on with
// what can be a name.
bool OpensByline(std::string_view line);

// The byline of the article, each name once: what metadata says where it says names, else
// what stands around the headline and body. `sites`: SiteNames().
std::vector<std::string> BylineOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                                  const std::vector<std::string>& sites,
                                  std::vector<Evidence>& evidence);

}  // namespace checkback
