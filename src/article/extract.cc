// ExtractArticle: one page through the whole folder.

#include <algorithm>

#include "article/article.h"
#include "article/body/body.h"
#include "article/body/text_blocks.h"
#include "article/head/head.h"
#include "article/head/names.h"
#include "article/head/printed_date.h"
#include "article/head/short_text.h"
#include "article/lines/lines.h"
#include "article/metadata/witnesses.h"
#include "article/scraped/scraped_text.h"
#include "article/tree/tree.h"

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

// A byline or a date that nothing marks passes for one of the body's first paragraphs.
constexpr std::size_t kFirstParagraphs = 3;
// What may stand beside the names or the day, in bytes: "By Ana Ruiz and Ben Ito in Geneva".
constexpr std::size_t kBesideNames = 20;
constexpr std::size_t kBesideDay = 10;
constexpr std::size_t kLongestDate = 60;

std::string_view WhyHead(std::string_view text, const Article& article) {
  std::size_t names = 0;
  for (const std::string& name : article.byline) names += name.size();
  if (names > 0 && text.size() <= names + kBesideNames && NamesIn(text) == article.byline) {
    return "the byline";
  }
  if (text.size() > kLongestDate) return {};
  const auto dates = FindPrintedDates(text, {}, 1);
  const bool day = !dates.empty() && text.size() <= dates[0].span.size() + kBesideDay;
  return day ? "a date" : "";
}

// Takes the block out of the text, with the blank line behind it, and moves the spans of those
// that follow.
void Erase(std::size_t b, Article& article) {
  const Span span = *article.blocks[b].span;
  const std::size_t cut = std::min(span.end + 2, article.text.size()) - span.start;
  article.text.erase(span.start, cut);
  article.blocks.erase(article.blocks.begin() + static_cast<std::ptrdiff_t>(b));
  for (; b < article.blocks.size(); ++b) {
    std::optional<Span>& later = article.blocks[b].span;
    if (later) later = Span{later->start - cut, later->end - cut};
  }
}

void DropHead(Article& article, bool why) {
  std::size_t paragraphs = 0;
  for (std::size_t b = 0; b < article.blocks.size() && paragraphs < kFirstParagraphs;) {
    const Block& block = article.blocks[b];
    if (block.span && block.span->end == article.text.size()) return;  // it is all there is
    paragraphs += block.span ? 1 : 0;
    const bool paragraph = block.span && block.kind == BlockKind::kParagraph;
    const std::string_view is = paragraph ? WhyHead(block.text, article) : std::string_view();
    if (is.empty()) {
      ++b;
      continue;
    }
    if (why) article.dropped.push_back({CutShort(block.text, kDroppedBytes), std::string(is)});
    Erase(b, article);
  }
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

// A live blog that says nothing else was there by the time of its first entry.
void TakeFirstPostsTime(const std::vector<LivePost>& posts, Instant seen_at, Article& article) {
  if (article.published_at) return;
  const PageTime* first = nullptr;
  for (const LivePost& post : posts) {
    if (!post.time || (seen_at != Instant{} && post.time->utc > seen_at)) continue;
    if (!first || post.time->utc < first->utc) first = &*post.time;
  }
  if (!first) return;
  article.published_at = *first;
  article.evidence.push_back({"published_at", "first post", ToRfc3339(*first), "taken"});
}

Result<Article> ExtractFromHtml(const Page& page, const ExtractOptions& options) {
  const Result<Tree> tree = ParseHtml(page.content);
  if (!tree) return Fail(tree.error());
  const Witnesses said = ReadWitnesses(*tree);
  const NodeIndex headline = HeadlineNode(*tree, said);
  const TextBlocks text = SplitIntoBlocks(*tree);
  Article article;
  const std::vector<LivePost> posts = FindPosts(*tree, said);
  const NodeIndex first_post = posts.empty() ? kNoNode : posts.front().node;
  Body body = FindBody(*tree, text, said,
                       {.headline = headline, .first_post = first_post, .why = options.why});
  BodyPlace place = body.place;
  if (headline != kNoNode && first_post != kNoNode && first_post > headline) {
    place.first_post = first_post;
  }
  TakeSaidBody(said, body);
  TakePosts(*tree, posts, body);
  Assemble(std::move(body), article);
  if (article.text.empty()) article.empty_because = WhyEmpty(text);
  ReadHead(page, *tree, said, headline, place, article);
  TakeFirstPostsTime(posts, page.seen_at, article);
  DropHead(article, options.why);
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
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kList:
      return "list";
    case BlockKind::kQuote:
      return "quote";
    case BlockKind::kCaption:
      return "caption";
    case BlockKind::kCredit:
      return "credit";
    case BlockKind::kNotice:
      return "notice";
    case BlockKind::kCorrection:
      return "correction";
    case BlockKind::kPost:
      return "post";
  }
  return "paragraph";
}

std::string_view NameOf(ArticleKind kind) {
  switch (kind) {
    case ArticleKind::kArticle:
      return "article";
    case ArticleKind::kLive:
      return "live";
    case ArticleKind::kVideo:
      return "video";
    case ArticleKind::kGallery:
      return "gallery";
    case ArticleKind::kIndex:
      return "index";
    case ArticleKind::kOther:
      return "other";
  }
  return "other";
}

}  // namespace checkback
