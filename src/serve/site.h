// The site: every page and every answer of the API, as a function from request to response.
//
//   request --> Host? token? method? target? --> page or JSON --> headers of safety, ETag
//
//   /                    the stories, newest change first      /v1/stories?since=&as_of=&limit=
//   /stories/ID          one story                             /v1/stories/ID?as_of=
//   /captures/ID         one article                           /v1/stories/ID/questions?state=
//   /captures/ID/raw     its raw capture, as a download        /v1/questions?state=&limit=
//   /questions           what is open in all stories           /v1/search?q=&limit=&after=&sort=
//   /search?q=           full text                             /v1/captures/ID, /v1/captures/ID/raw
//   /style.css, /page.js, /icon.svg                            /v1/versions?url=
//   /sources             outlets, and what is followed         /v1/sources
//   /healthz, /readyz    alive; can the store be read          /v1/stream  (serve/stream.h)
//   /sign-in, /do/...    actions (serve/actions.h)             /v1/marks, /v1/follows
//
// JSON is what the command line writes for the same question; an error is application/problem+json
// (RFC 9457) under /v1 and a page elsewhere.

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "serve/exchange.h"
#include "text/instant.h"

namespace checkback {

struct SiteOptions {
  std::string store;               // its folder
  std::string readers = {};        // the file of what readers did; "": readers.db in the store
  std::string token;               // "": none is asked for
  std::vector<std::string> hosts;  // names under which others know this machine
  std::function<Instant()> now;    // for words like "3 days ago"
  std::size_t most_idle_stores = 8;
};

class Site {
 public:
  explicit Site(SiteOptions options);
  ~Site();
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;

  // Always an answer. The body is that of GET for HEAD too. Safe to call from many threads.
  WebResponse Answer(const WebRequest& request) const;

  // What came into the store since the last call, for HttpServer::Publish; nothing at the first.
  // For one thread.
  std::vector<WebEvent> WhatCame() const;

 private:
  class Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace checkback
