// The articles of a story in one frame, as they are kept beside what it told: what an answer of a
// story shows is words of any of them, and hundreds of frames of one article each take longer to
// unpack and read than all else that the answer does.
//
//   the articles, by time  <-->  a zstd frame of text/packed.h; those that are equal stand once
//
// Without `evidence` and `dropped`, which no answer of a story shows.
//
// Pure, safe to call from many threads.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "text/result.h"

namespace checkback {

std::string ArticlesFrameOf(std::span<const Article> articles);
// kBadInput where it is no such frame.
Result<std::vector<Article>> ArticlesOfFrame(std::string_view frame);

}  // namespace checkback
