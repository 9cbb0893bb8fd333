// Any bytes as a page: charset, parser, article, and what is promised of the answer.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "article/article.h"
#include "page/page.h"
#include "text/utf8.h"

namespace {

// Aborts where a promise of article.h is broken.
void Check(bool promise) {
  if (!promise) std::abort();
}

void CheckArticle(const checkback::Article& article) {
  Check(checkback::IsValidUtf8(article.text));
  std::size_t after = 0;
  for (const checkback::Block& block : article.blocks) {
    Check(checkback::IsValidUtf8(block.text));
    Check(block.repeats >= 1);
    if (!block.span) continue;
    Check(block.span->start >= after && block.span->end <= article.text.size());
    Check(checkback::Words(article.text, *block.span) == block.text);
    after = block.span->end;
  }
  Check(!article.text.empty() || !article.empty_because.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  checkback::PageSource source;
  source.url = "https://www.kestrel-news.example/a";
  source.seen_at = *checkback::ParseInstant("2025-05-14T12:30:00Z");
  source.format = checkback::PageFormat::kHtml;
  source.hash = false;
  const auto page =
      checkback::ReadPage(std::string(reinterpret_cast<const char*>(data), size), source);
  if (!page) return 0;
  Check(checkback::IsValidUtf8(page->content));
  const auto article = checkback::ExtractArticle(*page, {.why = true});
  if (article) CheckArticle(*article);
  return 0;
}
