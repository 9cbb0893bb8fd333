#include "serve/api.h"

#include <fmt/format.h>

#include <charconv>

#include "answer/article_json.h"
#include "answer/moment.h"
#include "answer/search_json.h"
#include "answer/sources_json.h"
#include "answer/stories_json.h"
#include "answer/told_json.h"
#include "answer/versions_json.h"
#include "page/url.h"

namespace checkback {
namespace {

Result<std::size_t> LimitOf(const Asked& asked, std::size_t otherwise) {
  const std::string_view typed = asked.target.Parameter("limit");
  if (typed.empty()) return otherwise;
  std::size_t limit = 0;
  const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), limit);
  if (read.ec != std::errc() || read.ptr != typed.data() + typed.size() || limit == 0 ||
      limit > kMostStoriesOfAnswer)
    return Fail(Errc::kBadInput,
                fmt::format("limit is a number from 1 to {}", kMostStoriesOfAnswer));
  return limit;
}

Result<std::string> Stories(const Asked& asked) {
  const Result<std::size_t> limit = LimitOf(asked, kStoriesOfAnswer);
  if (!limit) return Fail(limit.error());
  std::optional<Instant> since;
  if (const std::string_view typed = asked.target.Parameter("since"); !typed.empty()) {
    const Result<Instant> meant = MomentIn(typed, "since", OfDay::kBeginning);
    if (!meant) return Fail(meant.error());
    since = *meant;
  }
  std::string out;
  std::size_t told = 0;
  Result<std::size_t> open = 0;
  const auto take = [&](const StoredStory& story) {
    Instant changed{};
    for (const StoryCapture& c : story.captures)
      if (!c.is_visit) changed = c.capture.seen_at;
    if (since && changed <= *since) return true;
    open = OpenQuestionsOf(asked.store, story);
    if (!open) return false;
    (out += told == 0 ? "" : ",\n") += StoryLineAsJson(story, *open);
    return ++told < *limit;
  };
  const Result<void> done = asked.store.ForEachStory(take, since);
  if (!open) return Fail(open.error());
  if (!done) return Fail(done.error());
  return fmt::format("[{}]", out);
}

// The questions of stories, all of them in one array.
class QuestionList {
 public:
  explicit QuestionList(const Asked& asked) : asked_(asked) {}

  Result<void> Take(StoredStory story) {
    const Result<ToldShelf::Told> told = asked_.shelf.Of(asked_.store, std::move(story));
    if (!told) return Fail(told.error());
    const std::string_view state = asked_.target.Parameter("state");
    for (const StoryQuestion& question : (*told)->told.questions) {
      if (!state.empty() && NameOf(question.state) != state) continue;
      (out_ += out_.empty() ? "" : ",\n") += QuestionAsJson(**told, question);
    }
    return {};
  }
  std::string Whole() const { return fmt::format("[{}]", out_); }

 private:
  const Asked& asked_;
  std::string out_;
};

Result<std::string> Questions(const Asked& asked) {
  const Result<std::size_t> limit = LimitOf(asked, kStoriesOfAnswer);
  if (!limit) return Fail(limit.error());
  QuestionList list(asked);
  Result<void> inside;
  std::size_t stories = 0;
  const Result<void> done = asked.store.ForEachStory([&](StoredStory story) {
    inside = list.Take(std::move(story));
    return inside.has_value() && ++stories < *limit;
  });
  if (!inside) return Fail(inside.error());
  if (!done) return Fail(done.error());
  return list.Whole();
}

Result<std::string> OneStory(const Asked& asked, std::string_view id, bool questions_only) {
  Result<StoredStory> story = asked.store.FindStory(id);
  if (!story) return Fail(story.error());
  if (questions_only) {
    QuestionList list(asked);
    const Result<void> taken = list.Take(std::move(*story));
    if (!taken) return Fail(taken.error());
    return list.Whole();
  }
  const Result<ToldShelf::Told> told = asked.shelf.Of(asked.store, std::move(*story));
  if (!told) return Fail(told.error());
  return StoryAsJson(**told);
}

Result<std::string> Found(const Asked& asked) {
  const std::string_view typed = asked.target.Parameter("q");
  const auto parsed = ParseQuery(typed);
  if (const auto* fault = std::get_if<QueryFault>(&parsed))
    return Fail(Errc::kBadInput, fmt::format("{} (byte {} of q)", fault->what, fault->at.start));
  constexpr std::size_t kHits = 20;
  const Result<std::size_t> limit = LimitOf(asked, kHits);
  if (!limit) return Fail(limit.error());
  const std::string_view sort = asked.target.Parameter("sort");
  if (!sort.empty() && sort != "best" && sort != "newest")
    return Fail(Errc::kBadInput, "sort is best or newest");
  const Result<SearchPage> page =
      asked.store.Search(std::get<Query>(parsed),
                         {.limit = *limit,
                          .after = std::string(asked.target.Parameter("after")),
                          .sort = sort == "newest" ? SearchSort::kNewest : SearchSort::kBest});
  if (!page) return Fail(page.error());
  return SearchAsJson(*page);
}

Result<std::string> OneCapture(const Asked& asked, std::string_view id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  const Result<Article> article = asked.store.ArticleOf(*capture);
  if (!article) return Fail(article.error());
  const Result<Reading> reading = asked.store.ReadingOf(*capture, *article);
  if (!reading) return Fail(reading.error());
  Page page;
  page.url = capture->url;
  page.seen_at = capture->seen_at;
  page.sha256 = capture->sha256;
  return ReadingAsJson(page, *article, *reading, ShowDropped::kNo, ShowWords::kNo);
}

Result<std::string> Versions(const Asked& asked) {
  const std::string url(asked.target.Parameter("url"));
  if (!SplitUrl(url)) return Fail(Errc::kBadInput, "url is the address of a page");
  Result<std::vector<PageVersion>> versions = asked.store.VersionsOf(url);
  if (!versions) return Fail(versions.error());
  if (versions->empty()) return Fail(Errc::kNotFound, "no article was seen at that address");
  const Result<std::vector<ShownVersion>> shown = WithChanges(asked.store, std::move(*versions));
  if (!shown) return Fail(shown.error());
  return VersionsAsJson(url, *shown);
}

}  // namespace

Result<std::string> ApiAnswer(const Asked& asked) {
  const std::vector<std::string>& path = asked.target.segments;
  const std::string_view what = path.size() > 1 ? std::string_view(path[1]) : "";
  if (path.size() == 2 && what == "stories") return Stories(asked);
  if (path.size() == 2 && what == "questions") return Questions(asked);
  if (path.size() == 2 && what == "search") return Found(asked);
  if (path.size() == 2 && what == "versions") return Versions(asked);
  if (path.size() == 2 && what == "sources")
    return SourcesAsJson(std::string(asked.folder), asked.now);
  if (path.size() == 3 && what == "stories") return OneStory(asked, path[2], false);
  if (path.size() == 4 && what == "stories" && path[3] == "questions")
    return OneStory(asked, path[2], true);
  if (path.size() == 3 && what == "captures") return OneCapture(asked, path[2]);
  return Fail(Errc::kNotFound, "there is no such resource");
}

Result<std::string> RawAnswer(const Asked& asked, std::string_view id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture) return Fail(capture.error());
  Result<WarcRecord> raw = asked.store.RawOf(*capture);
  if (!raw) return Fail(raw.error());
  return std::move(raw->block);
}

std::string ProblemAsJson(int status, std::string_view title, std::string_view detail) {
  JsonWriter json;
  json.Object([&] {
    json.Key("type").Text("about:blank");
    json.Key("title").Text(title);
    json.Key("status").Number(std::int64_t{status});
    json.Key("detail").TextOrNull(detail);
  });
  return json.Take();
}

}  // namespace checkback
