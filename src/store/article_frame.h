// An article as the store keeps it: its JSON in a zstd frame, under the hash of the JSON.
//
// Pure, safe to call from many threads.

#pragma once

#include <string>
#include <string_view>

#include "article/article.h"
#include "text/result.h"

namespace checkback {

struct ArticleFrame {
  std::string json;
  std::string hash;  // 16 bytes
  std::string frame;
};
ArticleFrame FrameOf(const Article& article);

Result<std::string> JsonOfFrame(std::string_view frame);
Result<Article> ArticleOfFrame(std::string_view frame);

}  // namespace checkback
