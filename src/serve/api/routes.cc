#include "serve/api/routes.h"

#include <algorithm>

#include "serve/api/feeds.h"
#include "serve/api/lists.h"
#include "serve/api/single.h"

namespace checkback {
namespace {

constexpr std::string_view kRead = "GET, HEAD";
constexpr std::string_view kSet = "PUT, DELETE";

constexpr ApiRoute kRoutes[] = {
    {"/v1/openapi.json", kRead, AnswerOpenApi},
    {"/v1/stories", kRead, ListStories},
    {"/v1/stories/{id}", kRead, AnswerStory},
    {"/v1/stories/{id}/new", kRead, NewOfStory},
    {"/v1/stories/{id}/questions", kRead, QuestionsOfStory},
    {"/v1/stories/{id}/events", kRead, EventsOfOneStory},
    {"/v1/stories/{id}/events.csv", kRead, EventTableOfStory},
    {"/v1/stories/{id}/captures.jsonl", kRead, CapturesOfStory},
    {"/v1/stories/{id}/expected.ics", kRead, CalendarOfStory},
    {"/v1/new", kRead, ListNew},
    {"/v1/questions", kRead, ListQuestions},
    {"/v1/events", kRead, ListEvents},
    {"/v1/events.csv", kRead, ListEventTable},
    {"/v1/expected.ics", kRead, CalendarOfStories},
    {"/v1/search", kRead, AnswerSearch},
    {"/v1/sources", kRead, AnswerSources},
    {"/v1/versions", kRead, AnswerVersions},
    {"/v1/copies", kRead, AnswerCopies},
    {"/v1/diff", kRead, AnswerDiff},
    {"/v1/explain", kRead, AnswerLooks},
    {"/v1/explain/{id}", kRead, AnswerExplain},
    {"/v1/captures/{id}", kRead, AnswerCapture},
    {"/v1/captures/{id}/raw", kRead, nullptr},
    {"/v1/marks", "GET, HEAD, PUT, DELETE", nullptr},
    {"/v1/marks/{id}", kSet, nullptr},
    {"/v1/follows", kRead, nullptr},
    {"/v1/follows/{id}", kSet, nullptr},
    {"/v1/stream", kRead, nullptr},
    {"/v1/export.jsonl", kRead, nullptr, Scope::kAdmin},
    {"/v1/export.csv", kRead, nullptr, Scope::kAdmin},
    {"/v1/export.warc.gz", kRead, nullptr, Scope::kAdmin},
    {"/stories/{id}/feed.atom", kRead, AtomOfStory},
    {"/stories/{id}/feed.json", kRead, JsonFeedOfStory},
    {"/search/feed.atom", kRead, AtomOfSearch},
    {"/search/feed.json", kRead, JsonFeedOfSearch},
    {"/healthz", kRead, nullptr},
    {"/readyz", kRead, nullptr, Scope::kAdmin},
    {"/metrics", kRead, nullptr, Scope::kAdmin},
};

// What people look at, beside.
constexpr std::string_view kPages[] = {"/",
                                       "/stories/{id}",
                                       "/stories/{id}/{part}",
                                       "/captures/{id}",
                                       "/captures/{id}/raw",
                                       "/captures/{id}/{part}",
                                       "/questions",
                                       "/expected",
                                       "/sources",
                                       "/search",
                                       "/sign-in",
                                       "/sign-out",
                                       "/do/{action}",
                                       "/style.css",
                                       "/page.js",
                                       "/icon.svg"};

// Whether `segments` are those of `path`; what stands for {...} goes to `ids`.
bool IsLike(std::string_view path, const std::vector<std::string>& segments,
            std::vector<std::string>& ids) {
  ids.clear();
  for (const std::string& segment : segments) {
    if (path.empty()) return false;
    path.remove_prefix(1);  // a slash
    const std::string_view wanted = path.substr(0, path.find('/'));
    path.remove_prefix(wanted.size());
    if (wanted.starts_with('{'))
      ids.push_back(segment);
    else if (wanted != segment)
      return false;
  }
  return path.empty();
}

}  // namespace

std::span<const ApiRoute> ApiRoutes() {
  return kRoutes;
}

std::optional<RouteFound> FindRoute(const std::vector<std::string>& segments) {
  RouteFound found;
  for (const ApiRoute& route : kRoutes) {
    if (!IsLike(route.path, segments, found.ids)) continue;
    found.route = &route;
    return found;
  }
  return std::nullopt;
}

Scope ScopeNeeded(const std::vector<std::string>& segments, std::string_view method) {
  // Signing out is left to everybody.
  if (!segments.empty() && segments.front() == "do") return Scope::kAct;
  const auto found = FindRoute(segments);
  if (!found) return Scope::kRead;
  const bool reads = method == "GET" || method == "HEAD";
  return reads ? found->route->reads : std::max(Scope::kAct, found->route->reads);
}

std::string_view RouteName(const std::vector<std::string>& segments) {
  if (segments.empty()) return kPages[0];
  if (const auto found = FindRoute(segments)) return found->route->path;
  std::vector<std::string> ids;
  for (const std::string_view page : kPages)
    if (IsLike(page, segments, ids)) return page;
  return "other";
}

}  // namespace checkback
