#include "serve/site.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/moment.h"
#include "serve/api.h"
#include "serve/guard.h"
#include "serve/pages.h"
#include "serve/store_pool.h"
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
    case 404:
      return "Not found";
    case 405:
      return "Only GET and HEAD";
    case 421:
      return "Not known by that name";
    default:
      return "The store could not be read";
  }
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

bool IsApi(std::string_view target) {
  return target == "/v1" || target.starts_with("/v1/") || target.starts_with("/v1?");
}

WebResponse Refusal(std::string_view target, int status, std::string_view detail) {
  if (IsApi(target))
    return {status, "application/problem+json", ProblemAsJson(status, TitleOf(status), detail), {}};
  return {status, std::string(kHtmlType), ErrorPageOf(status, TitleOf(status), detail), {}};
}

// Pages carry words of strangers, so nothing but our own style sheet is ever loaded or run.
void Protect(WebResponse& response) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
      "form-action 'self'; frame-ancestors 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  response.headers.emplace_back("Referrer-Policy", "no-referrer");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

// Whether an If-None-Match header names `tag`; weak ones do too.
bool NamesTag(std::string_view header, std::string_view tag) {
  return header == "*" || header.find(tag) != header.npos;
}

}  // namespace

class Site::Inside {
 public:
  explicit Inside(SiteOptions options)
      : options_(std::move(options)), pool_(options_.store, options_.most_idle_stores) {}

  WebResponse Answer(const WebRequest& request) {
    if (!IsKnownHost(request.host, options_.hosts))
      return Refusal(request.target, 421,
                     "This name is none of ours. Where it is, start checkback serve with --host.");
    if (request.method != "GET" && request.method != "HEAD") {
      WebResponse response = Refusal(request.target, 405, "Nothing can be changed here.");
      response.headers.emplace_back("Allow", "GET, HEAD");
      return response;
    }
    const std::optional<WebTarget> target = ParseTarget(request.target);
    if (!target) return Refusal(request.target, 400, "The address cannot be read.");
    const std::string_view first =
        target->segments.empty() ? std::string_view() : std::string_view(target->segments.front());
    if (target->segments.size() == 1 && first == "healthz") return Words(200, "ok\n");
    if (!options_.token.empty() && !CarriesToken(request.authorization, options_.token)) {
      WebResponse response =
          Refusal(request.target, 401, "Send the token: Authorization: Bearer TOKEN.");
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
      return response;
    }
    if (target->segments.size() == 1) {
      if (first == "readyz") return Ready();
      if (first == "style.css") return File("web/style.css", "text/css; charset=utf-8");
      if (first == "icon.svg") return File("web/icon.svg", "image/svg+xml");
    }
    return FromStore(request, *target);
  }

 private:
  static WebResponse Words(int status, std::string_view words) {
    return {status, "text/plain; charset=utf-8", std::string(words), {}};
  }

  WebResponse Ready() {
    const Result<LentStore> store = pool_.Lend();
    return store ? Words(200, "ready\n") : Words(503, store.error().what + '\n');
  }

  static WebResponse File(std::string_view path, std::string_view type) {
    return {
        200, std::string(type), std::string(FindEmbedded(path)), {{"Cache-Control", "no-cache"}}};
  }

  WebResponse FromStore(const WebRequest& request, const WebTarget& target) {
    std::optional<Instant> as_of;
    if (const std::string_view typed = target.Parameter("as_of"); !typed.empty()) {
      const Result<Instant> meant = MomentIn(typed, "as_of", OfDay::kEnd);
      if (!meant) return Refusal(request.target, 400, meant.error().what);
      as_of = *meant;
    }
    const Result<LentStore> store = pool_.Lend(as_of);
    if (!store) return Refusal(request.target, 503, store.error().what);
    const Asked asked{.target = target,
                      .store = **store,
                      .shelf = shelf_,
                      .as_of = as_of,
                      .now = as_of ? std::min(*as_of, options_.now()) : options_.now()};
    const std::size_t at_capture = IsApi(request.target) ? 1 : 0;
    const std::vector<std::string>& path = target.segments;
    if (path.size() == at_capture + 3 && path[at_capture] == "captures" &&
        path[at_capture + 2] == "raw")
      return Raw(request, asked, path[at_capture + 1]);
    const Result<std::string> body = IsApi(request.target) ? ApiAnswer(asked) : PageFor(asked);
    if (!body) return Refusal(request.target, StatusOf(body.error().code), body.error().what);
    return {200,
            std::string(IsApi(request.target) ? kJsonType : kHtmlType),
            *body,
            {{"Cache-Control", "no-cache"}}};
  }

  // Whatever the page was: a file to be saved, never something that a browser shows as ours.
  static WebResponse Raw(const WebRequest& request, const Asked& asked, const std::string& id) {
    const Result<Capture> capture = asked.store.FindCapture(id);
    if (!capture)
      return Refusal(request.target, StatusOf(capture.error().code), capture.error().what);
    const Result<std::string> raw = RawAnswer(asked, capture->id);
    if (!raw) return Refusal(request.target, StatusOf(raw.error().code), raw.error().what);
    return {200,
            "application/octet-stream",
            *raw,
            {{"Content-Disposition", fmt::format("attachment; filename=\"{}.http\"", capture->id)},
             {"Cache-Control", "no-cache"}}};
  }

  static Result<std::string> PageFor(const Asked& asked) {
    const std::vector<std::string>& path = asked.target.segments;
    if (path.empty()) return FrontPage(asked);
    if (path.size() == 1 && path[0] == "questions") return QuestionsPage(asked);
    if (path.size() == 1 && path[0] == "search") return SearchResultsPage(asked);
    if (path.size() == 2 && path[0] == "stories") return StoryPage(asked, path[1]);
    if (path.size() == 2 && path[0] == "captures") return ArticlePage(asked, path[1]);
    return Fail(Errc::kNotFound, "There is no such page.");
  }

  SiteOptions options_;
  StorePool pool_;
  ToldShelf shelf_;
};

Site::Site(SiteOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Site::~Site() = default;

WebResponse Site::Answer(const WebRequest& request) const {
  WebResponse response = inside_->Answer(request);
  Protect(response);
  if (response.status != 200) return response;
  const std::string tag = fmt::format("\"{:016x}\"", Hash64(response.body));
  response.headers.emplace_back("ETag", "W/" + tag);
  if (NamesTag(request.if_none_match, tag)) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

}  // namespace checkback
