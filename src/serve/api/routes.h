// What programs may ask for: every path, its methods, what one must be allowed to, and the function
// that answers it.
//
//   /v1/stories/{id}/new   GET, HEAD   NewOfStory   read
//
// The same paths stand in web/openapi.json, which says what each takes, gives and asks for; a test
// compares the two.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "serve/pages/frame.h"
#include "serve/scope.h"
#include "text/result.h"

namespace checkback {

struct ApiAnswer {
  std::string body;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers = {};
};

// `ids` are the segments that stand for {id} and the like.
using ApiFunction = Result<ApiAnswer> (*)(const Asked& asked, const std::vector<std::string>& ids);

struct ApiRoute {
  std::string_view path;       // "/v1/stories/{id}"
  std::string_view methods;    // "GET, HEAD"
  ApiFunction answer;          // null: serve/site.cc answers it, for it needs more than a store
  Scope reads = Scope::kRead;  // what GET asks for; what changes something asks for kAct
};

// All of them, in the order of the file. Feeds and /healthz are among them.
std::span<const ApiRoute> ApiRoutes();

struct RouteFound {
  const ApiRoute* route = nullptr;
  std::vector<std::string> ids;
};
// Nothing where no path is like that.
std::optional<RouteFound> FindRoute(const std::vector<std::string>& segments);

// What a request must be allowed to: of every path, pages too.
Scope ScopeNeeded(const std::vector<std::string>& segments, std::string_view method);

// The path of a route or a page that `segments` are like, for counting: "/stories/{id}"; "other"
// where there is none. A literal.
std::string_view RouteName(const std::vector<std::string>& segments);

}  // namespace checkback
