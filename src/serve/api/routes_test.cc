#include "serve/api/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "text/embedded.h"
#include "text/json.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using Methods = std::set<std::string>;

// "GET, HEAD" as {"get"}: HEAD goes without saying.
Methods MethodsIn(std::string_view list) {
  Methods methods;
  while (!list.empty()) {
    const std::string_view one = list.substr(0, list.find(", "));
    list.remove_prefix(std::min(one.size() + 2, list.size()));
    if (one != "HEAD") methods.insert(AsciiLower(one));
  }
  return methods;
}

TEST(ApiRoutes, AreThoseOfTheFile) {
  const Result<Json> file = Json::Parse(FindEmbedded("web/openapi.json"));
  ASSERT_TRUE(file) << file.error().what;
  std::map<std::string, Methods> promised, answered;
  for (const auto& [path, operations] : (*file)["paths"].members())
    for (const auto& [method, operation] : operations.members())
      promised[std::string(path)].insert(std::string(method));
  for (const ApiRoute& route : ApiRoutes())
    answered[std::string(route.path)] = MethodsIn(route.methods);
  EXPECT_EQ(promised, answered);
}

// The role that an operation asks for: its own, or that of the file.
std::string RoleOf(const Json& operation, const Json& file) {
  const Json& own = operation["security"];
  return std::string((own.is_null() ? file["security"] : own)[0]["token"][0].Text());
}

TEST(ApiRoutes, AskForWhatTheFileSays) {
  const Result<Json> file = Json::Parse(FindEmbedded("web/openapi.json"));
  ASSERT_TRUE(file);
  for (const ApiRoute& route : ApiRoutes()) {
    const std::vector<std::string> segments = ParseTarget(route.path)->segments;
    if (route.path == "/healthz") continue;  // asks nobody
    for (const auto& [method, operation] : (*file)["paths"][route.path].members())
      EXPECT_EQ(RoleOf(operation, *file),
                NameOf(ScopeNeeded(segments, method == "get" ? "GET" : "PUT")))
          << method << ' ' << route.path;
  }
}

TEST(ApiRoutes, AreFoundByTheirSegments) {
  struct Case {
    std::vector<std::string> segments;
    std::string_view route;
    std::vector<std::string> ids;
  };
  for (const Case& c : std::vector<Case>{{{"v1", "stories"}, "/v1/stories", {}},
                                         {{"v1", "stories", "k5wq"}, "/v1/stories/{id}", {"k5wq"}},
                                         {{"v1", "explain", "a/b"}, "/v1/explain/{id}", {"a/b"}},
                                         {{"v1"}, "", {}},
                                         {{"v1", "stories", "k5wq", "other"}, "", {}},
                                         {{"v1", "stories", "k5wq", "new", "er"}, "", {}},
                                         {{}, "", {}}}) {
    const auto found = FindRoute(c.segments);
    EXPECT_EQ(found ? found->route->path : "", c.route);
    if (found) {
      EXPECT_EQ(found->ids, c.ids);
    }
  }
}

TEST(ApiRoutes, AreCountedUnderNamesOfOurs) {
  EXPECT_EQ(RouteName({}), "/");
  EXPECT_EQ(RouteName({"stories", "k5wq"}), "/stories/{id}");
  EXPECT_EQ(RouteName({"v1", "captures", "k5wq", "raw"}), "/v1/captures/{id}/raw");
  EXPECT_EQ(RouteName({"wp-admin", "\"}x"}), "other");
}

}  // namespace
}  // namespace checkback
