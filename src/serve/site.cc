#include "serve/site.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/moment.h"
#include "serve/actions.h"
#include "serve/api.h"
#include "serve/gate.h"
#include "serve/guard.h"
#include "serve/pages/pages.h"
#include "serve/site_answers.h"
#include "serve/store_pool.h"
#include "serve/stream.h"
#include "text/hash.h"

namespace checkback {

class Site::Inside {
 public:
  explicit Inside(SiteOptions options)
      : options_(std::move(options)),
        book_(OpenBook(options_, unkept_)),
        gate_(options_.token, book_.get()),
        pool_(options_.store, options_.most_idle_stores),
        source_(options_.store, pool_) {}

  WebResponse Answer(const WebRequest& request) {
    if (!IsKnownHost(request.host, options_.hosts))
      return Refusal(request.target, 421,
                     "This name is none of ours. Where it is, start checkback serve with --host.");
    const std::optional<WebTarget> target = ParseTarget(request.target);
    if (!target) return Refusal(request.target, 400, "The address cannot be read.");
    const std::string_view methods = MethodsOf(*target, IsApi(request.target));
    if (!Names(methods, request.method)) {
      WebResponse response = Refusal(request.target, 405, "Nothing can be changed here.");
      response.headers.emplace_back("Allow", methods);
      return response;
    }
    const std::string_view first =
        target->segments.empty() ? std::string_view() : std::string_view(target->segments.front());
    if (target->segments.size() == 1) {
      if (first == "healthz") return PlainAnswer(200, "ok\n");
      if (std::optional<WebResponse> asset = AssetAnswer(first, target->Parameter("v")))
        return *asset;
      if (first == "sign-in") return SignIn(request, *target);
    }
    const Admission admission = gate_.Admit(request, options_.now());
    if (admission.kind != Admission::Kind::kIn) return NotIn(request, admission);
    if (target->segments.size() == 1 && first == "readyz") return Ready();
    if (target->segments.size() == 1 && first == "sign-out") return SignOut(request, admission);
    return FromStore(request, *target, admission);
  }

  std::vector<WebEvent> WhatCame() {
    Result<std::vector<WebEvent>> events = source_.WhatCame();
    return events ? std::move(*events) : std::vector<WebEvent>();
  }

 private:
  static std::unique_ptr<ReaderBook> OpenBook(const SiteOptions& options, std::string& unkept) {
    Result<std::unique_ptr<ReaderBook>> book =
        ReaderBook::Open(options.readers.empty() ? options.store + "/readers.db" : options.readers);
    if (book) return std::move(*book);
    unkept = book.error().what;
    return nullptr;
  }

  static std::string_view MethodsOf(const WebTarget& target, bool is_api) {
    const std::vector<std::string>& path = target.segments;
    if (!path.empty() && (path[0] == "do" || (path.size() == 1 && path[0] == "sign-out")))
      return "POST";
    if (path.size() == 1 && path[0] == "sign-in") return "GET, HEAD, POST";
    if (is_api) {
      const std::string_view methods = ReaderApiMethods({path.begin() + 1, path.end()});
      if (!methods.empty()) return methods;
    }
    return "GET, HEAD";
  }

  static bool Names(std::string_view methods, const std::string& method) {
    return !method.empty() &&
           fmt::format(", {},", methods).find(", " + method + ",") != methods.npos;
  }

  WebResponse Ready() {
    const Result<LentStore> store = pool_.Lend();
    return store ? PlainAnswer(200, "ready\n") : PlainAnswer(503, store.error().what + '\n');
  }

  // Browsers are shown where to sign in; programs are told what to send.
  WebResponse NotIn(const WebRequest& request, const Admission& admission) {
    if (admission.kind == Admission::Kind::kTooOften) {
      WebResponse response = Refusal(request.target, 429, "Too many wrong tokens came from there.");
      response.headers.emplace_back("Retry-After", std::to_string(Attempts::kWindow.count() * 60));
      return response;
    }
    const bool is_page = !IsApi(request.target) && request.method == "GET";
    if (is_page && request.authorization.empty())
      return GoTo("/sign-in?to=" + PercentEncoded(LocalPath(request.target)));
    WebResponse response =
        Refusal(request.target, 401, "Send the token: Authorization: Bearer TOKEN.");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }

  WebResponse SignIn(const WebRequest& request, const WebTarget& target) {
    if (!gate_.asks_for_token()) return GoTo("/");
    if (request.method != "POST") return SignInAnswer(200, LocalPath(target.Parameter("to")), "");
    const std::optional<WebTarget> form = ParseForm(request.body);
    const std::string to = LocalPath(form ? form->Parameter("to") : "");
    if (!form ||
        FromWhere(request.fetch_site, request.origin, request.host) != RequestFrom::kOurPage)
      return SignInAnswer(403, to, "This form was not sent from a page of this site.");
    const Result<std::string> session =
        gate_.SignIn(form->Parameter("token"), request.peer, options_.now());
    if (!session) {
      const Errc code = session.error().code;
      return SignInAnswer(code == Errc::kTooLarge ? 429
                          : code == Errc::kIo     ? 503
                                                  : 403,
                          to, session.error().what);
    }
    WebResponse response = GoTo(to);
    response.headers.emplace_back(
        "Set-Cookie",
        fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Strict", Gate::kCookie, *session,
                    std::chrono::seconds(Gate::kSessionDays).count()));
    return response;
  }

  WebResponse SignOut(const WebRequest& request, const Admission& admission) {
    const std::optional<WebTarget> form = ParseForm(request.body);
    if (!form || !MayAct(request, admission, form->Parameter("key")))
      return Refusal(request.target, 403, "This form was not sent from a page of this site.");
    gate_.SignOut(request);
    WebResponse response = GoTo("/");
    response.headers.emplace_back(
        "Set-Cookie",
        fmt::format("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict", Gate::kCookie));
    return response;
  }

  static bool MayAct(const WebRequest& request, const Admission& admission, std::string_view key) {
    return FromWhere(request.fetch_site, request.origin, request.host) == RequestFrom::kOurPage &&
           !admission.form_key.empty() && IsSameSecret(key, admission.form_key);
  }

  Visitor VisitorOf(const Admission& admission) {
    Visitor visitor{admission.reader, admission.form_key, admission.by_session, unkept_};
    if (!book_) return visitor;
    auto notes = book_->NotesOf(admission.reader);
    if (notes)
      visitor.notes = std::move(*notes);
    else
      visitor.unkept = notes.error().what;
    return visitor;
  }

  WebResponse FromStore(const WebRequest& request, const WebTarget& target,
                        const Admission& admission) {
    std::optional<Instant> as_of;
    if (const std::string_view typed = target.Parameter("as_of"); !typed.empty()) {
      const Result<Instant> meant = MomentIn(typed, "as_of", OfDay::kEnd);
      if (!meant) return Refusal(request.target, 400, meant.error().what);
      as_of = *meant;
    }
    const Result<LentStore> store = pool_.Lend(as_of);
    if (!store) return Refusal(request.target, 503, store.error().what);
    const Visitor visitor = VisitorOf(admission);
    const std::vector<std::string>& path = target.segments;
    if (!path.empty() && path[0] == "do") return Action(request, path, admission, visitor, **store);
    if (IsApi(request.target)) {
      const std::vector<std::string> rest(path.begin() + 1, path.end());
      if (!ReaderApiMethods(rest).empty()) return ReaderApi(request, rest, visitor, **store);
      if (rest.size() == 1 && rest[0] == "stream") return Stream(request, target, **store);
    }
    std::optional<LentStore> present;  // beside one that looks back
    if (as_of) {
      Result<LentStore> lent = pool_.Lend();
      if (!lent) return Refusal(request.target, 503, lent.error().what);
      present.emplace(std::move(*lent));
    }
    const Asked asked{.target = target,
                      .store = **store,
                      .shelf = shelf_,
                      .present = present ? **present : **store,
                      .as_of = as_of,
                      .now = as_of ? std::min(*as_of, options_.now()) : options_.now(),
                      .visitor = visitor,
                      .folder = options_.store};
    return ContentAnswer(request, asked);
  }

  WebResponse Action(const WebRequest& request, const std::vector<std::string>& path,
                     const Admission& admission, const Visitor& visitor, const Store& store) {
    const std::optional<WebTarget> form = ParseForm(request.body);
    if (!form || !MayAct(request, admission, form->Parameter("key")))
      return Refusal(request.target, 403, "This form was not sent from a page of this site.");
    if (!book_) return Refusal(request.target, 503, "Nothing can be remembered here: " + unkept_);
    const Result<void> done = path.size() == 2
                                  ? Act(path[1], *form, {*book_, store, visitor, options_.now()})
                                  : Fail(Errc::kNotFound, "There is no such action.");
    if (!done) return Refusal(request.target, StatusOf(done.error().code), done.error().what);
    return GoTo(LocalPath(form->Parameter("back")));
  }

  WebResponse ReaderApi(const WebRequest& request, const std::vector<std::string>& path,
                        const Visitor& visitor, const Store& store) {
    const bool changes = request.method == "PUT" || request.method == "DELETE";
    if (changes &&
        FromWhere(request.fetch_site, request.origin, request.host) == RequestFrom::kElsewhere)
      return Refusal(request.target, 403, "Pages elsewhere cannot change anything here.");
    if (!book_) return Refusal(request.target, 503, "Nothing can be remembered here: " + unkept_);
    const Result<std::string> json =
        ReaderApiAnswer(request, path, {*book_, store, visitor, options_.now()});
    if (!json) return Refusal(request.target, StatusOf(json.error().code), json.error().what);
    if (json->empty()) return {204, "", "", {}};
    return JsonAnswer(*json);
  }

  static WebResponse Stream(const WebRequest& request, const WebTarget& target,
                            const Store& store) {
    std::string story(target.Parameter("story"));
    if (!story.empty()) {
      const Result<StoredStory> found = store.FindStory(story);
      if (!found) return Refusal(request.target, StatusOf(found.error().code), found.error().what);
      story = found->id;
    }
    const std::string_view after = request.last_event_id.empty()
                                       ? target.Parameter("after")
                                       : std::string_view(request.last_event_id);
    Result<WebResponse> response = StreamAnswer(store, after, story);
    if (!response)
      return Refusal(request.target, StatusOf(response.error().code), response.error().what);
    return std::move(*response);
  }

  SiteOptions options_;
  std::string unkept_;  // why nothing can be remembered; "": it can
  std::unique_ptr<ReaderBook> book_;
  Gate gate_;
  StorePool pool_;
  StreamSource source_;
  ToldShelf shelf_;
};

Site::Site(SiteOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Site::~Site() = default;

WebResponse Site::Answer(const WebRequest& request) const {
  WebResponse response = inside_->Answer(request);
  Protect(response);
  if (response.status != 200 || response.stream_after) return response;
  const std::string tag = fmt::format("\"{:016x}\"", Hash64(response.body));
  response.headers.emplace_back("ETag", "W/" + tag);
  // A weak tag names the same answer, and so does one of a list.
  const bool known =
      request.if_none_match == "*" || request.if_none_match.find(tag) != std::string::npos;
  if (known && (request.method == "GET" || request.method == "HEAD")) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

std::vector<WebEvent> Site::WhatCame() const {
  return inside_->WhatCame();
}

}  // namespace checkback
