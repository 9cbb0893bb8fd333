// The answers of the site that need no state of it: errors, files of our own, what the store holds.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "serve/exchange.h"
#include "serve/pages/frame.h"
#include "text/result.h"

namespace checkback {

bool IsApi(std::string_view target);
// Whether a program asks, which is told of errors as JSON: under /v1, and for feeds and /metrics.
bool IsForPrograms(std::string_view target);
int StatusOf(Errc code);

// An error as the API or a page says it.
WebResponse Refusal(std::string_view target, int status, std::string_view detail);
WebResponse PlainAnswer(int status, std::string_view words);
WebResponse JsonAnswer(std::string json);
// On to `path`, which is ours (LocalPath), by GET.
WebResponse GoTo(std::string_view path);

// The style sheet, the script, the icon; nothing for another name. With their `version` in the
// address they may be kept for ever.
std::optional<WebResponse> AssetAnswer(std::string_view name, std::string_view version);

// The page that asks for the token; `trouble` "": nothing went wrong yet.
WebResponse SignInAnswer(int status, std::string_view to, std::string_view trouble);

// { "type": "about:blank", "title", "status", "detail" } (RFC 9457)
std::string ProblemAsJson(int status, std::string_view detail);

// A page, JSON, a feed, or a raw capture.
WebResponse ContentAnswer(const WebRequest& request, const Asked& asked);

}  // namespace checkback
