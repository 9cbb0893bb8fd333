#include "serve/site.h"

#include <fmt/format.h>

#include <algorithm>

#include "answer/moment.h"
#include "follow/sources/source_book.h"
#include "follow/websub/push_hook.h"
#include "serve/actions.h"
#include "serve/answer_cache.h"
#include "serve/api/export.h"
#include "serve/api/routes.h"
#include "serve/gate.h"
#include "serve/guard.h"
#include "serve/pages/pages.h"
#include "serve/site_answers.h"
#include "serve/store_pool.h"
#include "serve/stream.h"
#include "store/written_at.h"
#include "text/hmac.h"

namespace checkback {

class Site::Inside {
 public:
  explicit Inside(SiteOptions options)
      : options_(std::move(options)),
        book_(OpenBook(options_, unkept_)),
        gate_(options_.tokens, book_.get()),
        pool_(options_.store, options_.most_idle_stores),
        source_(options_.store, pool_),
        push_path_(ParseTarget(options_.push_path).value_or(WebTarget{}).segments),
        hook_(options_.store),
        cache_(options_.store),
        began_(options_.now()) {}

  WebResponse Answer(const WebRequest& request) {
    const auto began = std::chrono::steady_clock::now();
    const std::optional<WebTarget> target = ParseTarget(request.target);
    const Given given = Give(request, target);
    WebResponse response =
        given.kept ? given.kept->For(request) : FinishedAnswer(given.made).For(request);
    requests_.Count(target ? RouteName(target->segments) : "other", MethodLabel(request.method),
                    response.status, std::chrono::steady_clock::now() - began);
    return response;
  }

  std::size_t MostBodyOf(const std::string& target) {
    const std::optional<WebTarget> read = ParseTarget(target);
    const std::string_view token = read ? PushTokenOf(*read) : std::string_view();
    return !token.empty() && hook_.IsKnown(token) ? kMostPushBytes : kMostBodyBytes;
  }

  std::vector<WebEvent> WhatCame() {
    Result<std::vector<WebEvent>> events = source_.WhatCame();
    return events ? std::move(*events) : std::vector<WebEvent>();
  }

 private:
  // An answer that was made now, or one that was there.
  struct Given {
    WebResponse made;
    AnswerCache::Found kept;

    Given(WebResponse response) : made(std::move(response)) {}   // NOLINT: it is one
    Given(AnswerCache::Found found) : kept(std::move(found)) {}  // NOLINT: likewise
  };

  // What stands behind the path at which hubs call; "" where it is another path.
  std::string_view PushTokenOf(const WebTarget& target) const {
    const std::vector<std::string>& path = target.segments;
    const bool is_there = !push_path_.empty() && path.size() == push_path_.size() + 1 &&
                          std::equal(push_path_.begin(), push_path_.end(), path.begin());
    return is_there ? std::string_view(path.back()) : std::string_view();
  }

  WebResponse PushAnswer(const WebRequest& request, const WebTarget& target,
                         std::string_view token) {
    const HubAnswer answer = hook_.Answer({.is_post = request.method == "POST",
                                           .token = token,
                                           .mode = target.Parameter("hub.mode"),
                                           .topic = target.Parameter("hub.topic"),
                                           .challenge = target.Parameter("hub.challenge"),
                                           .lease_seconds = target.Parameter("hub.lease_seconds"),
                                           .reason = target.Parameter("hub.reason"),
                                           .signature = request.hub_signature,
                                           .body = request.body},
                                          options_.now());
    return PlainAnswer(answer.status, answer.body);
  }

  Given Give(const WebRequest& request, const std::optional<WebTarget>& target) {
    // Hubs know neither our token nor our name here: what they know is in the address.
    if (const std::string_view token = target ? PushTokenOf(*target) : std::string_view();
        !token.empty() && (request.method == "GET" || request.method == "POST"))
      return PushAnswer(request, *target, token);
    if (!IsKnownHost(request.host, options_.hosts))
      return Refusal(request.target, 421,
                     "This name is none of ours. Where it is, start checkback serve with --host.");
    if (!target) return Refusal(request.target, 400, "The address cannot be read.");
    const std::string_view methods = MethodsOf(*target);
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
    const bool is_gauge = target->segments.size() == 1 && (first == "readyz" || first == "metrics");
    if (is_gauge && request.is_local) return first == "readyz" ? Ready() : Metrics();
    const Admission admission = gate_.Admit(request, options_.now());
    if (admission.kind != Admission::Kind::kIn) return NotIn(request, admission);
    if (is_gauge && !gate_.asks_for_token() && first == "metrics")
      return Refusal(request.target, 403, "Only this machine may ask, or who has a token.");
    if (const Scope needed = ScopeNeeded(target->segments, request.method);
        admission.scope < needed)
      return NotAllowed(request, needed, admission);
    if (is_gauge) return first == "readyz" ? Ready() : Metrics();
    if (target->segments.size() == 1 && first == "sign-out") return SignOut(request, admission);
    return FromStore(request, *target, admission);
  }

  static std::string ReadersOf(const SiteOptions& options) {
    return options.readers.empty() ? options.store + "/readers.db" : options.readers;
  }

  static std::unique_ptr<ReaderBook> OpenBook(const SiteOptions& options, std::string& unkept) {
    Result<std::unique_ptr<ReaderBook>> book = ReaderBook::Open(ReadersOf(options));
    if (book) return std::move(*book);
    unkept = book.error().what;
    return nullptr;
  }

  static std::string_view MethodsOf(const WebTarget& target) {
    const std::vector<std::string>& path = target.segments;
    if (!path.empty() && (path[0] == "do" || (path.size() == 1 && path[0] == "sign-out")))
      return "POST";
    if (path.size() == 1 && path[0] == "sign-in") return "GET, HEAD, POST";
    const std::optional<RouteFound> found = FindRoute(path);
    return found ? found->route->methods : "GET, HEAD";
  }

  static bool Names(std::string_view methods, const std::string& method) {
    return !method.empty() &&
           fmt::format(", {},", methods).find(", " + method + ",") != methods.npos;
  }

  // Each thing that answers need, with what is wrong with it.
  WebResponse Ready() {
    const Result<LentStore> store = pool_.Lend();
    const Result<std::int64_t> last =
        store ? (*store)->LastArrival() : Result<std::int64_t>(Fail(store.error()));
    return PlainAnswer(last ? 200 : 503,
                       fmt::format("store: {}\nreaders: {}\n", last ? "ok" : last.error().what,
                                   unkept_.empty() ? "ok" : "not remembered: " + unkept_));
  }

  WebResponse Metrics() {
    StoreGauges gauges;
    gauges.now = options_.now();
    if (options_.streams) gauges.streams = options_.streams();
    const Result<LentStore> store = pool_.Lend();
    if (!store) return PlainAnswer(200, requests_.AsText());
    const Result<StoreCounts> counts = (*store)->Counts();
    const Result<std::int64_t> last = (*store)->LastArrival();
    if (counts) gauges.counts = *counts;
    const auto came = (*store)->ArrivalsAfter(last.value_or(0) - 1, 1);
    if (came && !came->empty()) gauges.last_seen = came->front().capture.seen_at;
    WebResponse response = PlainAnswer(200, requests_.AsText() + GaugesAsText(gauges));
    response.type = "text/plain; version=0.0.4; charset=utf-8";
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
  }

  // Browsers are shown where to sign in; programs are told what to send.
  WebResponse NotIn(const WebRequest& request, const Admission& admission) {
    if (admission.kind == Admission::Kind::kTooOften) {
      WebResponse response = Refusal(request.target, 429, "Too many wrong tokens came from there.");
      response.headers.emplace_back("Retry-After", std::to_string(Attempts::kWindow.count() * 60));
      return response;
    }
    const bool is_page = !IsForPrograms(request.target) && request.method == "GET";
    if (is_page && request.authorization.empty())
      return GoTo("/sign-in?to=" + PercentEncoded(LocalPath(request.target)));
    WebResponse response =
        Refusal(request.target, 401, "Send the token: Authorization: Bearer TOKEN.");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }

  // The token is right, and says too little (RFC 6750, section 3.1).
  static WebResponse NotAllowed(const WebRequest& request, Scope needed,
                                const Admission& admission) {
    WebResponse response = Refusal(request.target, 403,
                                   fmt::format("This token may only {}; here it must be one that "
                                               "may {}.",
                                               NameOf(admission.scope), NameOf(needed)));
    response.headers.emplace_back(
        "WWW-Authenticate",
        fmt::format("Bearer error=\"insufficient_scope\", scope=\"{}\"", NameOf(needed)));
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
    if (admission.scope < Scope::kAct)
      visitor.unkept = "the token that you came with may only read.";
    if (!book_) return visitor;
    auto notes = book_->NotesOf(admission.reader);
    if (notes)
      visitor.notes = std::move(*notes);
    else
      visitor.unkept = notes.error().what;
    return visitor;
  }

  // Whether an answer follows from the store, the reader's notes, the minute and the address alone.
  static bool MayBeKept(const WebRequest& request, const std::vector<std::string>& path) {
    if (request.method != "GET" && request.method != "HEAD") return false;
    if (path.empty()) return true;
    // Of a page that is followed the book of sources tells, and the clock.
    const bool tells_looks = path.size() == 3 && path[0] == "captures" && path[2] == "why";
    const bool is_raw = path.back() == "raw";
    if (is_raw || tells_looks || path[0] == "do" || path[0] == "sources") return false;
    if (path[0] != "v1" || path.size() < 2) return true;
    return path[1] != "marks" && path[1] != "follows" && path[1] != "stream" &&
           path[1] != "sources" && !IsExport(path) && (path[1] != "explain" || path.size() > 2);
  }

  Given FromStore(const WebRequest& request, const WebTarget& target, const Admission& admission) {
    if (!MayBeKept(request, target.segments)) return Made(request, target, admission);
    const Visitor visitor = VisitorOf(admission);
    // Pages speak of minutes and carry the key of their forms; what programs get does neither.
    const std::string page =
        IsForPrograms(request.target)
            ? std::string()
            : fmt::format("{} {} {} {}", Minute().time_since_epoch().count(), visitor.by_session,
                          visitor.form_key, visitor.unkept);
    const AnswerCache::Key key{fmt::format("{} {} {}", page, request.host, request.target),
                               book_ ? visitor.notes : nullptr, target.Parameter("as_of").empty()};
    return cache_.Of(
        key, [&] { return std::make_shared<FinishedAnswer>(Made(request, target, admission)); });
  }

  // Pages speak of no less, so that all of one minute may be one.
  std::chrono::sys_seconds Minute() const {
    return std::chrono::floor<std::chrono::minutes>(options_.now());
  }

  // When what answers are made of was written: the store, what is remembered of its readers, this
  // program itself. Nothing where that is so short ago that the same second may bring more: a time
  // tells seconds, and files have theirs from a clock that is some milliseconds late.
  std::optional<Instant> Modified(bool is_page) const {
    constexpr std::chrono::seconds kSettled{2};
    std::optional<Instant> written = std::max(
        {WrittenAt(options_.store), FileWrittenAt(ReadersOf(options_)), std::optional(began_)});
    // Pages say which sources do not answer.
    if (is_page)
      written = std::max(
          written, FileWrittenAt(fmt::format("{}/{}", options_.store, SourceBook::kFileName)));
    return *written + kSettled <= options_.now() ? written : std::nullopt;
  }

  WebResponse Made(const WebRequest& request, const WebTarget& target, const Admission& admission) {
    const std::optional<Instant> modified =
        Modified(!IsForPrograms(request.target));  // before anything is read
    WebResponse response = MadeNow(request, target, admission);
    if (response.status == 200 && MayBeKept(request, target.segments)) response.modified = modified;
    return response;
  }

  WebResponse MadeNow(const WebRequest& request, const WebTarget& target,
                      const Admission& admission) {
    std::optional<Instant> as_of;
    if (const std::string_view typed = target.Parameter("as_of"); !typed.empty()) {
      const Result<Instant> meant = MomentIn(typed, "as_of", OfDay::kEnd);
      if (!meant) return Refusal(request.target, 400, meant.error().what);
      as_of = *meant;
    }
    Result<LentStore> store = pool_.Lend(as_of);
    if (!store) return Refusal(request.target, 503, store.error().what);
    const Visitor visitor = VisitorOf(admission);
    const std::vector<std::string>& path = target.segments;
    if (!path.empty() && path[0] == "do") return Action(request, path, admission, visitor, **store);
    if (IsApi(request.target)) {
      const std::vector<std::string> rest(path.begin() + 1, path.end());
      if (!ReaderApiMethods(rest).empty()) return ReaderApi(request, rest, visitor, **store);
      if (rest.size() == 1 && rest[0] == "stream") return Stream(request, target, **store);
      if (IsExport(path)) {
        Result<WebResponse> given = ExportAnswer(target, std::move(*store), exports_);
        return given ? std::move(*given)
                     : Refusal(request.target, StatusOf(given.error().code), given.error().what);
      }
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
                      .now = as_of ? std::min<Instant>(*as_of, Minute()) : Minute(),
                      .visitor = visitor,
                      .base = "http://" + request.host,
                      .folder = options_.store,
                      .looks = &options_.looks};
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
  std::vector<std::string> push_path_;
  PushHook hook_;
  ToldShelf shelf_;
  AnswerCache cache_;
  RequestCounts requests_;
  ExportTurns exports_;
  const Instant began_;  // another program may tell the same otherwise
};

Site::Site(SiteOptions options) : inside_(std::make_unique<Inside>(std::move(options))) {}
Site::~Site() = default;

WebResponse Site::Answer(const WebRequest& request) const {
  return inside_->Answer(request);
}

std::size_t Site::MostBodyOf(const std::string& target) const {
  return inside_->MostBodyOf(target);
}

std::vector<WebEvent> Site::WhatCame() const {
  return inside_->WhatCame();
}

}  // namespace checkback
