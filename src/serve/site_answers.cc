#include "serve/site_answers.h"

#include <fmt/format.h>

#include "serve/api/routes.h"
#include "serve/pages/pages.h"
#include "text/embedded.h"
#include "text/hash.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::string_view kHtmlType = "text/html; charset=utf-8";
constexpr std::string_view kJsonType = "application/json";

std::string_view TitleOf(int status) {
  switch (status) {
    case 400:
      return "That is no question we can read";
    case 401:
      return "A token is needed";
    case 403:
      return "Not from there";
    case 404:
      return "Not found";
    case 405:
      return "Not by that method";
    case 408:
      return "Too slow";
    case 411:
      return "A length is needed";
    case 413:
      return "Too long";
    case 414:
      return "An address that is too long";
    case 421:
      return "Not known by that name";
    case 429:
      return "Too often";
    default:
      return "The store could not be read";
  }
}

// Whatever the page was: a file to be saved, never something that a browser shows as ours.
WebResponse RawCapture(const WebRequest& request, const Asked& asked, const std::string& id) {
  const Result<Capture> capture = asked.store.FindCapture(id);
  if (!capture)
    return Refusal(request.target, StatusOf(capture.error().code), capture.error().what);
  Result<WarcRecord> raw = asked.store.RawOf(*capture);
  if (!raw) return Refusal(request.target, StatusOf(raw.error().code), raw.error().what);
  return {200,
          "application/octet-stream",
          std::move(raw->block),
          {{"Content-Disposition", fmt::format("attachment; filename=\"{}.http\"", capture->id)},
           {"Cache-Control", "private, no-cache"}}};
}

}  // namespace

bool IsApi(std::string_view target) {
  return target == "/v1" || target.starts_with("/v1/") || target.starts_with("/v1?");
}

bool IsForPrograms(std::string_view target) {
  const std::string_view path = target.substr(0, target.find('?'));
  return IsApi(target) || path.ends_with("/feed.atom") || path.ends_with("/feed.json") ||
         path == "/metrics" || path == "/readyz";
}

int StatusOf(Errc code) {
  switch (code) {
    case Errc::kBadInput:
    case Errc::kTooLarge:
      return 400;
    case Errc::kNotFound:
      return 404;
    case Errc::kIo:
      return 503;
  }
  return 503;
}

WebResponse Refusal(std::string_view target, int status, std::string_view detail) {
  if (IsForPrograms(target))
    return {status, "application/problem+json", ProblemAsJson(status, detail), {}};
  return {status, std::string(kHtmlType), ErrorPageOf(status, TitleOf(status), detail), {}};
}

WebResponse PlainAnswer(int status, std::string_view words) {
  return {status, "text/plain; charset=utf-8", std::string(words), {}};
}

WebResponse JsonAnswer(std::string json) {
  return {200, std::string(kJsonType), std::move(json), {{"Cache-Control", "private, no-cache"}}};
}

WebResponse GoTo(std::string_view path) {
  return {303,
          "text/plain; charset=utf-8",
          "",
          {{"Location", std::string(path)}, {"Cache-Control", "no-store"}}};
}

std::optional<WebResponse> AssetAnswer(std::string_view name, std::string_view version) {
  struct Asset {
    std::string_view name, file, type;
  };
  constexpr Asset kAssets[] = {{"style.css", "web/style.css", "text/css; charset=utf-8"},
                               {"page.js", "web/page.js", "text/javascript; charset=utf-8"},
                               {"icon.svg", "web/icon.svg", "image/svg+xml"}};
  for (const Asset& asset : kAssets) {
    if (asset.name != name) continue;
    const bool lasts = !version.empty() && version == AssetVersion(asset.file);
    return WebResponse{
        200,
        std::string(asset.type),
        std::string(FindEmbedded(asset.file)),
        {{"Cache-Control", lasts ? "public, max-age=31536000, immutable" : "no-cache"}}};
  }
  return std::nullopt;
}

WebResponse SignInAnswer(int status, std::string_view to, std::string_view trouble) {
  WebResponse response{
      status, std::string(kHtmlType), SignInPage(to, trouble), {{"Cache-Control", "no-store"}}};
  return response;
}

WebResponse ContentAnswer(const WebRequest& request, const Asked& asked) {
  const std::size_t at_capture = IsApi(request.target) ? 1 : 0;
  const std::vector<std::string>& path = asked.target.segments;
  if (path.size() == at_capture + 3 && path[at_capture] == "captures" &&
      path[at_capture + 2] == "raw")
    return RawCapture(request, asked, path[at_capture + 1]);
  const std::optional<RouteFound> found = FindRoute(path);
  if (found && found->route->answer != nullptr) {
    Result<ApiAnswer> answer = found->route->answer(asked, found->ids);
    if (!answer) return Refusal(request.target, StatusOf(answer.error().code), answer.error().what);
    answer->headers.emplace_back("Cache-Control", "private, no-cache");
    return {200, std::move(answer->type), std::move(answer->body), std::move(answer->headers)};
  }
  if (IsApi(request.target)) return Refusal(request.target, 404, "there is no such resource");
  Result<std::string> body = PageFor(asked);
  if (!body) return Refusal(request.target, StatusOf(body.error().code), body.error().what);
  return {200, std::string(kHtmlType), std::move(*body), {{"Cache-Control", "private, no-cache"}}};
}

std::string ProblemAsJson(int status, std::string_view detail) {
  JsonWriter json;
  json.Object([&] {
    json.Key("type").Text("about:blank");
    json.Key("title").Text(TitleOf(status));
    json.Key("status").Number(std::int64_t{status});
    json.Key("detail").TextOrNull(detail);
  });
  return json.Take();
}

}  // namespace checkback
