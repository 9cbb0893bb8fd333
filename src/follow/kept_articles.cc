#include "follow/kept_articles.h"

#include <tuple>

#include "follow/told_members.h"
#include "page/zstd_frame.h"
#include "text/packed.h"

namespace checkback {
namespace {

constexpr int kLevel = 3;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

// All but the blocks and what is not kept.
template <typename T>
auto HeadOf(T& article) {
  auto& [url, headline, description, byline, outlet, published_at, modified_at, dateline, section,
         language, kind, developing, text, blocks, empty_because, evidence, dropped] = article;
  return std::tie(url, headline, description, byline, outlet, published_at, modified_at, dateline,
                  section, language, kind, developing, text, empty_because);
}

// All but the text.
template <typename T>
auto HeadOfBlock(T& block) {
  auto& [kind, text, span, repeats, time] = block;
  return std::tie(kind, span, repeats, time);
}

// Most blocks are a stretch of the article's text, and are not kept twice.
void PutBlock(const Article& article, const Block& block, PackedWriter& writer) {
  std::apply([&](const auto&... members) { (writer.Put(members), ...); }, HeadOfBlock(block));
  const bool is_of_text = block.span && Words(article.text, *block.span) == block.text;
  writer.Put(is_of_text);
  if (!is_of_text) writer.Put(block.text);
}

std::string PackedArticle(const Article& article) {
  PackedWriter writer;
  std::apply([&](const auto&... members) { (writer.Put(members), ...); }, HeadOf(article));
  writer.Number(article.blocks.size());
  for (const Block& block : article.blocks) PutBlock(article, block, writer);
  return writer.Take();
}

class ArticlesReader {
 public:
  explicit ArticlesReader(std::string_view bytes) : reader_(bytes) {}

  bool ReadAll(std::vector<Article>& articles) {
    std::uint64_t count = 0;
    if (!reader_.Number(count)) return false;
    for (std::uint64_t i = 0; i < count; ++i) {
      std::uint64_t as = 0;  // an earlier one, from 1; 0: one of its own
      if (!reader_.Number(as) || as > articles.size()) return false;
      if (as > 0)
        articles.push_back(Article(articles[as - 1]));
      else if (!Read(articles.emplace_back()))
        return false;
    }
    return reader_.AtEnd();
  }

 private:
  bool Read(Article& article) {
    std::uint64_t blocks = 0;
    const bool read = std::apply([&](auto&... members) { return (reader_.Get(members) && ...); },
                                 HeadOf(article));
    if (!read || !reader_.Number(blocks)) return false;
    for (std::uint64_t i = 0; i < blocks; ++i)
      if (!Read(article.text, article.blocks.emplace_back())) return false;
    return true;
  }
  bool Read(std::string_view text, Block& block) {
    bool is_of_text = false;
    const bool read = std::apply([&](auto&... members) { return (reader_.Get(members) && ...); },
                                 HeadOfBlock(block));
    if (!read || !reader_.Get(is_of_text)) return false;
    if (!is_of_text) return reader_.Get(block.text);
    if (!block.span) return false;
    block.text = Words(text, *block.span);
    return true;
  }

  PackedReader<> reader_;
};

}  // namespace

void ArticlesPacker::Add(const Article& article) {
  const auto [as, is_new] = places_.try_emplace(PackedArticle(article), ++size_);
  PackedWriter writer;
  writer.Number(is_new ? 0 : as->second);
  bytes_ += writer.Take();
  if (is_new) bytes_ += as->first;
}

std::string ArticlesPacker::Frame() const {
  PackedWriter writer;
  writer.Number(size_);
  return PackFrame(writer.Take() + bytes_, kLevel);
}

std::string ArticlesFrameOf(std::span<const Article> articles) {
  ArticlesPacker packer;
  for (const Article& article : articles) packer.Add(article);
  return packer.Frame();
}

Result<std::vector<Article>> ArticlesOfFrame(std::string_view frame) {
  const Result<std::string> bytes = UnpackFrame(frame, kMostBytes);
  if (!bytes) return Fail(bytes.error());
  std::vector<Article> articles;
  if (!ArticlesReader(*bytes).ReadAll(articles))
    return Fail(Errc::kBadInput,
                "the articles of the story are not kept in a form that can be read");
  return articles;
}

}  // namespace checkback
