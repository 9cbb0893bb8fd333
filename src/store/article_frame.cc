#include "store/article_frame.h"

#include "article/article_json.h"
#include "page/zstd_frame.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::size_t kHashBytes = 16;
constexpr int kLevel = 3;
// The most that an article of the largest page can come to: its text twice (text and blocks), with
// every byte escaped.
constexpr std::size_t kMostBytes = 12 * kMaxPageBytes;

}  // namespace

ArticleFrame FrameOf(const Article& article) {
  JsonWriter json;
  WriteArticle(article, ShowDropped::kNo, json);
  ArticleFrame made;
  made.json = json.Take();
  made.hash = Digest(DigestKind::kSha256, made.json).substr(0, kHashBytes);
  made.frame = PackFrame(made.json, kLevel);
  return made;
}

Result<std::string> JsonOfFrame(std::string_view frame) {
  return UnpackFrame(frame, kMostBytes);
}

Result<Article> ArticleOfFrame(std::string_view frame) {
  const Result<std::string> json = JsonOfFrame(frame);
  if (!json) return Fail(json.error());
  return ReadArticleJson(*json);
}

}  // namespace checkback
