// Articles of a story in one frame, as they are kept beside what it told: what an answer of a
// story shows is words of any of them, and hundreds of frames of one article each take longer to
// unpack and read than all else that the answer does.
//
//   articles, by time  <-->  a zstd frame of text/packed.h; those that are equal stand once
//
// A story has several such frames, so that one more article is not all of them packed again.
//
// Without `evidence` and `dropped`, which no answer of a story shows.
//
// Pure, safe to call from many threads; an ArticlesPacker from one at a time.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "article/article.h"
#include "text/result.h"

namespace checkback {

class ArticlesPacker {
 public:
  void Add(const Article& article);
  std::size_t size() const { return size_; }
  // Of all that were added; more may be added afterwards.
  std::string Frame() const;

 private:
  std::size_t size_ = 0;
  std::string bytes_;
  std::map<std::string, std::uint64_t> places_;  // of what was packed, from 1
};

std::string ArticlesFrameOf(std::span<const Article> articles);
// kBadInput where it is no such frame.
Result<std::vector<Article>> ArticlesOfFrame(std::string_view frame);

}  // namespace checkback
