// ExtractArticle: one page through the whole folder.

#include "article/article.h"
#include "article/body.h"
#include "article/head.h"
#include "article/lines.h"
#include "article/scraped_text.h"
#include "article/text_blocks.h"
#include "article/tree.h"
#include "article/witnesses.h"

namespace checkback {
namespace {

// Joins what is to be read and sets the spans.
void Assemble(Body&& body, Article& article) {
  for (auto& [block, in_text, node] : body.blocks) {
    if (in_text) {
      if (!article.text.empty()) article.text += "\n\n";
      const std::size_t start = article.text.size();
      article.text += block.text;
      block.span = Span{start, article.text.size()};
    }
    article.blocks.push_back(std::move(block));
  }
  article.dropped = std::move(body.dropped);
  article.developing = article.developing || body.developing;
}

void TakeDateline(Article& article) {
  for (const Block& block : article.blocks) {
    if (!block.span || block.kind == BlockKind::kHeading) continue;
    if (const auto dateline = FindDateline(block.text)) {
      article.dateline = std::string(Words(block.text, dateline->place));
    }
    return;  // only the first paragraph has one
  }
}

std::string WhyEmpty(const TextBlocks& text) {
  if (text.blocks.empty()) return "the page shows no text: it may be filled by a script";
  return "no block of the page is likely to be the body of an article";
}

Result<Article> ExtractFromHtml(const Page& page, const ExtractOptions& options) {
  const Result<Tree> tree = ParseHtml(page.content);
  if (!tree) return Fail(tree.error());
  const Witnesses said = ReadWitnesses(*tree);
  const NodeIndex headline = HeadlineNode(*tree, said);
  const TextBlocks text = SplitIntoBlocks(*tree);
  Article article;
  Body body = FindBody(*tree, text, said, headline, options.why);
  const BodyPlace place = body.place;
  TakeSaidBody(said, body);
  TakePosts(*tree, said, body);
  Assemble(std::move(body), article);
  if (article.text.empty()) article.empty_because = WhyEmpty(text);
  ReadHead(page, *tree, said, headline, place, article);
  TakeDateline(article);
  return article;
}

}  // namespace

Result<Article> ExtractArticle(const Page& page, const ExtractOptions& options) {
  if (page.format == PageFormat::kHtml) return ExtractFromHtml(page, options);
  Article article;
  ReadScrapedText(page, article);
  if (article.text.empty() && article.empty_because.empty()) {
    article.empty_because = "the text holds no paragraph";
  }
  return article;
}

std::string_view NameOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph: return "paragraph";
    case BlockKind::kHeading: return "heading";
    case BlockKind::kList: return "list";
    case BlockKind::kQuote: return "quote";
    case BlockKind::kCaption: return "caption";
    case BlockKind::kCredit: return "credit";
    case BlockKind::kNotice: return "notice";
    case BlockKind::kCorrection: return "correction";
    case BlockKind::kPost: return "post";
  }
  return "paragraph";
}

std::string_view NameOf(ArticleKind kind) {
  switch (kind) {
    case ArticleKind::kArticle: return "article";
    case ArticleKind::kLive: return "live";
    case ArticleKind::kVideo: return "video";
    case ArticleKind::kGallery: return "gallery";
    case ArticleKind::kIndex: return "index";
    case ArticleKind::kOther: return "other";
  }
  return "other";
}

}  // namespace checkback
