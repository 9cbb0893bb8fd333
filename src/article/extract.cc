// ExtractArticle: one page through the whole folder.

#include "article/article.h"
#include "article/body.h"
#include "article/head.h"
#include "article/lines.h"
#include "article/live_blog.h"
#include "article/scraped_text.h"
#include "article/text_blocks.h"
#include "article/tree.h"
#include "article/witnesses.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Metadata or page state that holds a body takes the place of the visible one where that is
// next to nothing beside it: a page filled by script, or a stub before a wall.
constexpr double kStubShare = 0.4;
constexpr std::size_t kFewestWords = 60;

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = Trim(text.substr(0, end)); !line.empty()) {
      lines.push_back(line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::size_t BytesInText(const Body& body) {
  std::size_t bytes = 0;
  for (std::size_t b = 0; b < body.blocks.size(); ++b) {
    if (body.in_text[b]) bytes += body.blocks[b].text.size();
  }
  return bytes;
}

// The body that metadata holds, where the page itself shows little of it.
void TakeSaidBody(const Witnesses& said, Body& body) {
  const Said* best = nullptr;
  for (const Said& one : said.bodies) {
    if (!best || one.value.size() > best->value.size()) best = &one;
  }
  if (!best || CountWords(best->value) < kFewestWords) return;
  if (static_cast<double>(BytesInText(body)) > kStubShare * static_cast<double>(best->value.size())) {
    return;
  }
  Body from_said;
  from_said.dropped = std::move(body.dropped);
  for (std::size_t b = 0; b < body.blocks.size(); ++b) {
    if (body.in_text[b]) continue;
    from_said.blocks.push_back(std::move(body.blocks[b]));
    from_said.in_text.push_back(false);
  }
  for (const std::string_view line : Lines(best->value)) {
    const LineVerdict verdict = JudgeLine(line, "");
    if (verdict.kind == LineKind::kFurniture) continue;
    Block block;
    block.text = std::string(line);
    bool in_text = true;
    if (verdict.kind == LineKind::kNotice || verdict.kind == LineKind::kCorrection) {
      block.kind = verdict.kind == LineKind::kNotice ? BlockKind::kNotice : BlockKind::kCorrection;
      from_said.developing = from_said.developing || verdict.developing;
      in_text = false;
    }
    from_said.blocks.push_back(std::move(block));
    from_said.in_text.push_back(in_text);
  }
  body = std::move(from_said);
}

// Joins what is to be read and sets the spans.
void Assemble(Body&& body, Article& article) {
  for (std::size_t b = 0; b < body.blocks.size(); ++b) {
    Block& block = body.blocks[b];
    if (body.in_text[b]) {
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
