// Why a page is looked at when it is, as JSON: `explain URL --json` and /v1/explain?url=.
//
// Safe to call from many threads, each with its own store and book.

#pragma once

#include <string>
#include <string_view>

#include "follow/following/look_reason.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

// What speaks for looking at a page soon, of its story: "live", "developing", "sibling_changed"
// (each times its rate of change), "open_question", "expected" (each times its weight).
struct LookCall {
  std::string_view what;
  double times = 1;
};
std::vector<LookCall> CallsOf(const LookReason& reason, Instant now);

// For a person: "its story has an open question"; "nothing changed".
std::string_view CallWords(std::string_view call);
std::string_view GaveWords(PageLook::Gave gave);

// "waiting", "watched", "done", "gone".
std::string_view NameOf(PageState state);

std::string LooksAsJson(const LookReason& reason, Instant now);

// Of the book in the folder of `store`. kNotFound where no source has listed the page.
Result<LookReason> LookReasonIn(const std::string& folder, const Store& store, std::string_view url,
                                const LookBudget& budget, Instant now);

}  // namespace checkback
