// Any bytes as plain text that a scraper left.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "article/article.h"
#include "page/page.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  checkback::PageSource source;
  source.seen_at = *checkback::ParseInstant("2025-05-14T12:30:00Z");
  source.format = checkback::PageFormat::kScrapedText;
  source.hash = false;
  const auto page =
      checkback::ReadPage(std::string(reinterpret_cast<const char*>(data), size), source);
  if (!page) return 0;
  const auto article = checkback::ExtractArticle(*page);
  if (!article) return 0;
  if (!checkback::IsValidUtf8(article->text)) std::abort();
  for (const auto& block : article->blocks) {
    if (block.span && checkback::Words(article->text, *block.span) != block.text) std::abort();
  }
  return 0;
}
