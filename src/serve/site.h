// The site: every page and every answer of the API, as a function from request to response.
//
//   request --> Host? token? method? target? --> page or JSON --> headers of safety, ETag
//
//   /                    the stories, newest change first
//   /stories/ID          one story                           /v1/...: serve/api/routes.h has all
//   /stories/ID/PART     one section of it, whole: new, who  paths, web/openapi.json what each
//   /stories/ID/why/ITEM why a question, figure, ... so      takes and gives
//   /captures/ID         one article
//   /captures/ID/raw     its raw capture, as a download
//   /questions           what is open in all stories
//   /sources             outlets, and what is followed     /v1/export.*  (serve/api/export.h)
//   /search?q=           full text                           /v1/stream  (serve/stream.h)
//   /style.css, /page.js, /icon.svg                          /v1/marks, /v1/follows (actions.h)
//   /sign-in, /do/...    actions (serve/actions.h)
//   PUSHES/TOKEN         hubs say that there is news (follow/websub/push_hook.h); their token is
//                        all that is asked for
//   /healthz, /readyz    alive; can the store be read        /metrics: from this machine, or with
//                                                            the token
//
// JSON is what the command line writes for the same question; an error is application/problem+json
// (RFC 9457) for programs and a page for people. Answers are kept while the store, the reader and
// the minute are the same (serve/answer_cache.h).

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "follow/following/look_reason.h"
#include "serve/exchange.h"
#include "serve/metrics.h"
#include "serve/scope.h"
#include "text/instant.h"

namespace checkback {

struct SiteOptions {
  std::string store;         // its folder
  std::string readers = {};  // the file of what readers did; "": readers.db in the store
  // Who may ask; none: whoever reaches this machine may do everything.
  std::vector<ScopedToken> tokens = {};
  std::vector<std::string> hosts;  // names under which others know this machine
  std::function<Instant()> now;    // for words like "3 days ago"
  std::string push_path = {};      // at which hubs call: "/hook"; "": nowhere
  std::size_t most_idle_stores = 16;
  std::function<StreamCounts()> streams = {};  // for /metrics; {}: there are none
  LookBudget looks = {};                       // as the program that follows has it
};

class Site {
 public:
  explicit Site(SiteOptions options);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // Always an answer. The body is that of GET for HEAD too. Safe to call from many threads.
  WebResponse Answer(const WebRequest& request) const;

  // How long a body may be (HttpServerOptions::most_body).
  std::size_t MostBodyOf(const std::string& target) const;

  // What came into the store since the last call, for HttpServer::Publish; nothing at the first.
  // For one thread.
  std::vector<WebEvent> WhatCame() const;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
