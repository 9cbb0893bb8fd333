// What a reader can do: look, follow, set how the page looks, sign in and out. Forms that are
// posted; each answer sends the browser back to where it was (303).
//
//   POST /do/mark      story=k5wq&until=2025-05-14T09:12:00Z     looked at it until then
//   POST /do/mark-all  until=...                                 at all stories
//   POST /do/unmark    story=k5wq        POST /do/follow, /do/unfollow   story=k5wq
//   POST /do/settings  density=compact&theme=dark
//
// Each carries the key of the visitor's forms and must come from a page of ours (serve/gate.h).

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "serve/exchange.h"
#include "serve/reader_book.h"
#include "serve/visitor.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// What an action works with. For one request.
struct ActionPlace {
  ReaderBook& book;
  const Store& store;
  const Visitor& visitor;
  Instant now{};
};

// `action` is what stands behind /do/. kNotFound: there is no such action or story.
Result<void> Act(std::string_view action, const WebTarget& form, const ActionPlace& place);

// Marks and follows over the API: GET, PUT and DELETE of /v1/marks, /v1/marks/STORY, /v1/follows
// and /v1/follows/STORY; `path` is what stands behind /v1. The JSON, "" for 204.
Result<std::string> ReaderApiAnswer(const WebRequest& request, const std::vector<std::string>& path,
                                    const ActionPlace& place);
// Whether `path` is one of those, and which methods it has.
std::string_view ReaderApiMethods(const std::vector<std::string>& path);

}  // namespace checkback
