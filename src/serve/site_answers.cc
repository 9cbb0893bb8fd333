#include "serve/site_answers.h"

#include <fmt/format.h>

#include "serve/api.h"
#include "serve/pages/pages.h"
#include "text/embedded.h"
#include "text/hash.h"

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
  const Result<std::string> raw = RawAnswer(asked, capture->id);
  if (!raw) return Refusal(request.target, StatusOf(raw.error().code), raw.error().what);
  return {200,
          "application/octet-stream",
          *raw,
          {{"Content-Disposition", fmt::format("attachment; filename=\"{}.http\"", capture->id)},
           {"Cache-Control", "private, no-cache"}}};
}

}  // namespace

bool IsApi(std::string_view target) {
  return target == "/v1" || target.starts_with("/v1/") || target.starts_with("/v1?");
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
  if (IsApi(target))
    return {status, "application/problem+json", ProblemAsJson(status, TitleOf(status), detail), {}};
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
  Result<std::string> body = IsApi(request.target) ? ApiAnswer(asked) : PageFor(asked);
  if (!body) return Refusal(request.target, StatusOf(body.error().code), body.error().what);
  if (IsApi(request.target)) return JsonAnswer(std::move(*body));
  return {200, std::string(kHtmlType), std::move(*body), {{"Cache-Control", "private, no-cache"}}};
}

// Pages carry words of strangers, so nothing but our own style sheet and script is ever loaded, and
// no words can become a script.
void Protect(WebResponse& response) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
      "'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
      "require-trusted-types-for 'script'; trusted-types 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Nothing is told to outlets. Not no-referrer: browsers then send "Origin: null" with our own
  // forms, which is what a page that hides its origin sends.
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

}  // namespace checkback
