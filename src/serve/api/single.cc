#include "serve/api/single.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "answer/article_json.h"
#include "answer/copies_json.h"
#include "answer/diff_json.h"
#include "answer/explain.h"
#include "answer/ics.h"
#include "answer/looks_json.h"
#include "answer/search_json.h"
#include "answer/sources_json.h"
#include "answer/stories_json.h"
#include "answer/versions_json.h"
#include "article/version/diff.h"
#include "article/version/version.h"
#include "page/url.h"
#include "serve/api/parameters.h"
#include "serve/api/story_list.h"
#include "store/capture_line.h"
#include "text/embedded.h"

namespace checkback {
namespace {

constexpr std::size_t kHits = 20;
constexpr std::size_t kStoriesExplained = 500;  // that are looked through for an id
constexpr std::size_t kStoriesOfCalendar = 500;
constexpr std::string_view kCalendarType = "text/calendar; charset=utf-8";

Result<ToldShelf::Told> ToldOf(const Asked& asked, std::string_view id) {
  Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return Fail(story.error());
  return asked.shelf.Of(asked.store, std::move(*story));
}

struct KeptArticle {
  Capture capture;
  Article article;
};
Result<KeptArticle> KeptArticleOf(const Store& store, std::string_view id) {
  Result<Capture> capture = store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  Result<Article> article = store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  return KeptArticle{std::move(*capture), std::move(*article)};
}

Result<std::string_view> Wanted(const Asked& asked, std::string_view name, std::string_view what) {
  const std::string_view typed = asked.target.Parameter(name);
  if (typed.empty()) return Fail(Errc::kBadInput, fmt::format("{} is {}", name, what));
  return typed;
}

}  // namespace

Result<ApiAnswer> AnswerOpenApi(const Asked&, const std::vector<std::string>&) {
  return ApiAnswer{std::string(FindEmbedded("web/openapi.json"))};
}

Result<ApiAnswer> AnswerStory(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<ToldShelf::Told> told = ToldOf(asked, ids[0]);
  if (!told) return Fail(told.error());
  const auto elsewhere = asked.store.CopiesElsewhereOf((*told)->story);
  if (!elsewhere) return Fail(elsewhere.error());
  return ApiAnswer{StoryAsJson(**told, *elsewhere, (*told)->edits())};
}

Result<ApiAnswer> CapturesOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<StoredStory> story = asked.store.FindStory(ids[0]);
  if (!story) return Fail(story.error());
  ApiAnswer answer{"", "application/jsonl"};
  for (const StoryCapture& c : story->captures) {
    const Result<std::string> line = CaptureLineOf(asked.store, c.capture);
    if (!line) return Fail(line.error());
    (answer.body += *line) += '\n';
  }
  return answer;
}

Result<ApiAnswer> CalendarOfStory(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<ToldShelf::Told> told = ToldOf(asked, ids[0]);
  if (!told) return Fail(told.error());
  Calendar calendar;
  calendar.Add(**told);
  return ApiAnswer{calendar.Take(), std::string(kCalendarType)};
}

Result<ApiAnswer> CalendarOfStories(const Asked& asked, const std::vector<std::string>&) {
  Calendar calendar;
  std::size_t stories = 0;
  Result<void> inside;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(story));
    if (!told) {
      inside = Fail(told.error());
      return false;
    }
    calendar.Add(**told);
    return ++stories < kStoriesOfCalendar;
  });
  if (!inside) return Fail(inside.error());
  if (!done) return Fail(done.error());
  return ApiAnswer{calendar.Take(), std::string(kCalendarType)};
}

Result<Query> QueryOf(const Asked& asked) {
  auto parsed = ParseQuery(asked.target.Parameter("q"));
  if (const auto* fault = std::get_if<QueryFault>(&parsed))
    return Fail(Errc::kBadInput, fmt::format("{} (byte {} of q)", fault->what, fault->at.start));
  return std::get<Query>(std::move(parsed));
}

Result<ApiAnswer> AnswerSearch(const Asked& asked, const std::vector<std::string>&) {
  const Result<Query> query = QueryOf(asked);
  if (!query) return Fail(query.error());
  const Result<std::size_t> limit = LimitOf(asked.target, kHits);
  if (!limit) return Fail(limit.error());
  const std::string_view sort = asked.target.Parameter("sort");
  if (!sort.empty() && sort != "best" && sort != "newest")
    return Fail(Errc::kBadInput, "sort is best or newest");
  const Result<SearchPage> page = asked.store.Search(
      *query, {.limit = *limit,
               .after = std::string(asked.target.Parameter("after")),
               .sort = sort == "newest" ? SearchSort::kNewest : SearchSort::kBest});
  if (!page) return Fail(page.error());
  ApiAnswer answer{SearchAsJson(*page)};
  const Result<std::int64_t> last = asked.store.LastArrival();
  if (!last) return Fail(last.error());
  answer.headers.emplace_back("Content-Cursor", ContentCursor(*last));
  if (!page->next.empty())
    answer.headers.emplace_back("Link", NextLink(asked.target, "after", page->next));
  return answer;
}

Result<ApiAnswer> AnswerSources(const Asked& asked, const std::vector<std::string>&) {
  Result<std::string> sources = SourcesAsJson(std::string(asked.folder), asked.now);
  if (!sources) return Fail(sources.error());
  return ApiAnswer{std::move(*sources)};
}

Result<ApiAnswer> AnswerVersions(const Asked& asked, const std::vector<std::string>&) {
  const std::string url(asked.target.Parameter("url"));
  if (!SplitUrl(url)) return Fail(Errc::kBadInput, "url is the address of a page");
  Result<std::vector<PageVersion>> versions = asked.store.VersionsOf(url);
  if (!versions) return Fail(versions.error());
  if (versions->empty()) return Fail(Errc::kNotFound, "no article was seen at that address");
  const Result<std::vector<ShownVersion>> shown = WithChanges(asked.store, std::move(*versions));
  if (!shown) return Fail(shown.error());
  return ApiAnswer{VersionsAsJson(url, *shown)};
}

Result<ApiAnswer> AnswerCopies(const Asked& asked, const std::vector<std::string>&) {
  const auto of = Wanted(asked, "of", "the id of a capture, or the address of a page");
  if (!of) return Fail(of.error());
  const Result<ShownCopies> shown = CopiesNamed(asked.store, std::string(*of));
  if (!shown) return Fail(shown.error());
  return ApiAnswer{CopiesAsJson(*shown)};
}

Result<ApiAnswer> AnswerDiff(const Asked& asked, const std::vector<std::string>&) {
  const auto a = Wanted(asked, "a", "the id of a capture");
  const auto b = Wanted(asked, "b", "the id of a capture");
  if (!a || !b) return Fail(!a ? a.error() : b.error());
  const Result<KeptArticle> was = KeptArticleOf(asked.store, *a);
  if (!was) return Fail(was.error());
  const Result<KeptArticle> now = KeptArticleOf(asked.store, *b);
  if (!now) return Fail(now.error());
  const auto seen = [](const KeptArticle& kept) {
    return SeenArticle{kept.capture.id, true, kept.capture.seen_at, kept.article};
  };
  return ApiAnswer{DiffAsJson(seen(*was), seen(*now), CompareArticles(was->article, now->article),
                              DiffArticles(was->article, now->article))};
}

Result<ApiAnswer> AnswerExplain(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<Explained> explained =
      Explain(asked.store, {.id = ids[0],
                            .where = asked.target.Parameter("where"),
                            .story = asked.target.Parameter("story"),
                            .most_stories = kStoriesExplained});
  if (!explained) return Fail(explained.error());
  return ApiAnswer{ExplainedAsJson(*explained)};
}

Result<ApiAnswer> AnswerLooks(const Asked& asked, const std::vector<std::string>&) {
  const auto url = Wanted(asked, "url", "the address of a page that is followed");
  if (!url) return Fail(url.error());
  if (!SplitUrl(*url)) return Fail(Errc::kBadInput, "url is the address of a page");
  const Result<LookReason> reason =
      LookReasonIn(std::string(asked.folder), asked.present, *url,
                   asked.looks != nullptr ? *asked.looks : LookBudget{}, asked.now);
  if (!reason) return Fail(reason.error());
  return ApiAnswer{LooksAsJson(*reason, asked.now)};
}

Result<ApiAnswer> AnswerCapture(const Asked& asked, const std::vector<std::string>& ids) {
  const Result<KeptArticle> kept = KeptArticleOf(asked.store, ids[0]);
  if (!kept) return Fail(kept.error());
  const Result<Reading> reading = asked.store.ReadingOf(kept->capture, kept->article);
  if (!reading) return Fail(reading.error());
  Page page;
  page.url = kept->capture.url;
  page.seen_at = kept->capture.seen_at;
  page.sha256 = kept->capture.sha256;
  return ApiAnswer{ReadingAsJson(page, kept->article, *reading, ShowDropped::kNo, ShowWords::kNo)};
}

}  // namespace checkback
