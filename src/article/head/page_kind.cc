#include "article/head/page_kind.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace checkback {
namespace {

std::string_view PathOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const std::size_t path = url.find_first_of("/?#", scheme + 3);
  if (path == std::string_view::npos || url[path] != '/') return {};
  return url.substr(path, url.find_first_of("?#", path) - path);
}

template <std::size_t N>
bool HasAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool HasType(const Witnesses& said, std::string_view type) {
  return std::any_of(said.types.begin(), said.types.end(),
                     [&](const Said& one) { return one.value == type; });
}

bool SaysArticle(const Witnesses& said) {
  return std::any_of(said.types.begin(), said.types.end(), [](const Said& one) {
    return one.value.ends_with("Article") || one.value.ends_with("Posting") ||
           one.value == "article" || one.value == "Report";
  });
}

}  // namespace

ArticleKind KindOf(std::string_view url, const Witnesses& said, bool has_body) {
  constexpr std::array<std::string_view, 8> kLive = {"/live/",       "liveblog",   "live-blog",
                                                     "liveticker",   "live-news-", "/en-vivo",
                                                     "live-updates", "newsblog"};
  constexpr std::array<std::string_view, 6> kVideo = {"/video/",  "/videos/", "/watch/",
                                                      "/vidéos/", "/videók/", "/mediathek/"};
  constexpr std::array<std::string_view, 9> kGallery = {
      "/gallery/", "/galleries/", "/galerie/",   "/galeria/",    "/photos/",
      "/fotos/",   "/diaporama/", "/slideshow/", "/bildstrecke/"};
  const std::string path = AsciiLower(PathOf(url));
  const std::string_view trimmed = std::string_view(path).substr(0, path.find_last_not_of('/') + 1);
  if (HasType(said, "LiveBlogPosting") || said.posts.size() >= 2) return ArticleKind::kLive;
  if (HasAny(path, kLive)) return ArticleKind::kLive;

  const bool article = SaysArticle(said);
  if (!article && HasType(said, "ImageGallery")) return ArticleKind::kGallery;
  if (!article && HasType(said, "MediaGallery")) return ArticleKind::kGallery;
  if (!has_body && HasAny(path, kGallery)) return ArticleKind::kGallery;
  const bool video = HasType(said, "VideoObject") || HasType(said, "video.other") ||
                     HasType(said, "video") || HasType(said, "video.episode") ||
                     HasType(said, "video.movie");
  if (video && (!article || !has_body)) return ArticleKind::kVideo;
  if (!has_body && HasAny(path, kVideo)) return ArticleKind::kVideo;

  if (article) return ArticleKind::kArticle;
  // The front page of a site, and what calls itself a collection.
  const bool query = url.find('?') != std::string_view::npos;
  if (url.find("://") != std::string_view::npos && trimmed.empty() && !query)
    return ArticleKind::kIndex;
  if (HasType(said, "CollectionPage") || HasType(said, "SearchResultsPage")) {
    return has_body ? ArticleKind::kArticle : ArticleKind::kIndex;
  }
  if (HasType(said, "profile") || HasType(said, "product")) return ArticleKind::kOther;
  if (!has_body && HasType(said, "website")) return ArticleKind::kIndex;
  return has_body ? ArticleKind::kArticle : ArticleKind::kOther;
}

}  // namespace checkback
