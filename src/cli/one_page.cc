#include "cli/one_page.h"

#include <fmt/format.h>

#include "answer/article_json.h"
#include "reading/reading.h"

namespace checkback {

Answer AnswerOf(Input& input, const AnswerOptions& options, JsonOf what) {
  const std::string place = input.Place();
  const auto failed = [&](std::string_view url, const Error& error) {
    return Answer{ErrorAsJson(url, error), fmt::format("{}: {}", place, error.what)};
  };
  const Result<Page> page = PageOf(input, options);
  if (!page) return failed(UrlOf(input, options), page.error());
  const Result<Article> article = ExtractArticle(*page, {.why = options.why});
  if (!article) return failed(page->url, article.error());
  const ShowDropped dropped = options.why ? ShowDropped::kYes : ShowDropped::kNo;
  if (what == JsonOf::kExtracted) return {ExtractedAsJson(*page, *article, dropped), {}};
  const ShowWords words = options.parse ? ShowWords::kYes : ShowWords::kNo;
  return {ReadingAsJson(*page, *article,
                        ReadArticle(*article, page->seen_at, options.dictionaries.get()), dropped,
                        words),
          {}};
}

}  // namespace checkback
