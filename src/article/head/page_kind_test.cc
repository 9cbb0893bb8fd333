#include "article/head/page_kind.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

struct Case {
  std::string_view url;
  std::string_view type;
  bool has_body;
  ArticleKind kind;
};

constexpr Case kCases[] = {
    {"https://example.org/world/talks-resume", "NewsArticle", true, ArticleKind::kArticle},
    {"https://example.org/world/talks-resume", "", true, ArticleKind::kArticle},
    {"https://example.org/world/live/talks", "NewsArticle", true, ArticleKind::kLive},
    {"https://example.org/world/talks", "LiveBlogPosting", true, ArticleKind::kLive},
    {"https://example.org/video/talks", "VideoObject", false, ArticleKind::kVideo},
    {"https://example.org/world/talks", "VideoObject", true, ArticleKind::kVideo},
    {"https://example.org/video/talks", "NewsArticle", true, ArticleKind::kArticle},
    {"https://example.org/photos/talks", "ImageGallery", false, ArticleKind::kGallery},
    {"https://example.org/", "website", true, ArticleKind::kIndex},
    {"https://example.org/world", "website", false, ArticleKind::kIndex},
    {"https://example.org/ana", "profile", false, ArticleKind::kOther},
    {"", "", true, ArticleKind::kArticle},
    {"", "", false, ArticleKind::kOther},
};

TEST(PageKind, IsToldByTypesAndAddress) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(std::string(c.url) + " " + std::string(c.type));
    Witnesses said;
    if (!c.type.empty()) said.types.push_back({std::string(c.type), "json-ld @type"});
    EXPECT_EQ(KindOf(c.url, said, c.has_body), c.kind);
  }
}

}  // namespace
}  // namespace checkback
