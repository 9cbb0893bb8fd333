// Who wrote it: the first witness of metadata that names people, else the lines around
// headline and body (names in them: article/head/names.h).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/head/head_lines.h"
#include "article/head/names.h"
#include "article/metadata/witnesses.h"

namespace checkback {

// The byline of the article, each name once: what metadata says where it says names, else
// what stands around the headline and body. `sites`: SiteNames().
std::vector<std::string> BylineOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                                  const std::vector<std::string>& sites,
                                  std::vector<Evidence>& evidence);

}  // namespace checkback
