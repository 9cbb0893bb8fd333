// Who may do what: every path of the API, with a token of each kind.

#include "serve/scope.h"

#include "serve/api/routes.h"
#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;

class ScopeTest : public SiteTest {
 protected:
  ScopeTest() {
    SiteOptions options = Options();
    options.tokens = {{"owner", Scope::kAdmin}, {"desk", Scope::kAct}, {"wall", Scope::kRead}};
    site_ = std::make_unique<Site>(options);
  }
  WebResponse Ask(std::string method, std::string target, std::string_view token) const {
    WebRequest request = Get(std::move(target));
    request.method = std::move(method);
    request.authorization = fmt::format("Bearer {}", token);
    request.peer = request.target;  // one wrong guess from each
    return site_->Answer(request);
  }

  std::unique_ptr<Site> site_;
};

struct Holder {
  std::string_view token;
  Scope scope;
};
constexpr Holder kHolders[] = {
    {"owner", Scope::kAdmin}, {"desk", Scope::kAct}, {"wall", Scope::kRead}};

std::string With(std::string path, const std::string& id) {
  if (const std::size_t at = path.find("{id}"); at != std::string::npos) path.replace(at, 4, id);
  return path;
}

TEST_F(ScopeTest, EveryPathIsGivenToThoseWhoMayAndToNobodyElse) {
  for (const ApiRoute& route : ApiRoutes()) {
    if (route.path == "/healthz") continue;  // for everybody
    for (const std::string method : {"GET", "PUT", "DELETE"}) {
      if (route.methods.find(method) == std::string_view::npos) continue;
      const Scope needed = method == "GET" ? route.reads : Scope::kAct;
      const std::string target = With(std::string(route.path), StoryId());
      for (const Holder& holder : kHolders) {
        const WebResponse response = Ask(method, target, holder.token);
        SCOPED_TRACE(fmt::format("{} {} by {}", method, target, holder.token));
        if (holder.scope >= needed) {
          EXPECT_NE(response.status, 403);
          EXPECT_NE(response.status, 401);
          continue;
        }
        EXPECT_EQ(response.status, 403);
        EXPECT_EQ(response.type, "application/problem+json");
        EXPECT_EQ(Header(response, "WWW-Authenticate"),
                  fmt::format("Bearer error=\"insufficient_scope\", scope=\"{}\"", NameOf(needed)));
      }
      EXPECT_EQ(Ask(method, target, "nobody's").status, 401);
    }
  }
}

TEST_F(ScopeTest, WhoMayOnlyReadLeavesNoMark) {
  EXPECT_EQ(Ask("PUT", "/v1/marks/" + StoryId(), "wall").status, 403);
  EXPECT_THAT(Ask("GET", "/v1/marks", "wall").body, HasSubstr("\"stories\":[]"));
  EXPECT_EQ(Ask("PUT", "/v1/marks/" + StoryId(), "desk").status, 200);
  EXPECT_THAT(Ask("GET", "/v1/marks", "desk").body, HasSubstr(StoryId()));
  EXPECT_EQ(Ask("DELETE", "/v1/marks/" + StoryId(), "desk").status, 204);
}

TEST_F(ScopeTest, ASessionMayWhatItsTokenMay) {
  for (const Holder& holder : kHolders) {
    SCOPED_TRACE(holder.token);
    const WebResponse in =
        site_->Answer(Post("/sign-in", fmt::format("token={}&to=/", holder.token)));
    ASSERT_EQ(in.status, 303);
    const std::string_view set = Header(in, "Set-Cookie");
    WebRequest look = Get("/");
    look.cookie = std::string(set.substr(0, set.find(';')));
    const WebResponse page = site_->Answer(look);
    ASSERT_EQ(page.status, 200);
    const bool acts = holder.scope >= Scope::kAct;
    // Forms that would be refused are not shown.
    EXPECT_EQ(page.body.find("action=\"/do/") != std::string::npos, acts);
    EXPECT_THAT(page.body, HasSubstr("Sign out"));
    WebRequest follow =
        Post("/do/follow", fmt::format("key={}&story={}&back=/", Hidden(page, "key"), StoryId()));
    follow.cookie = look.cookie;
    EXPECT_EQ(site_->Answer(follow).status, acts ? 303 : 403);
    follow.target = "/do/unfollow";
    EXPECT_EQ(site_->Answer(follow).status, acts ? 303 : 403);
  }
}

TEST_F(ScopeTest, WithoutTokensThisMachineMayDoEverything) {
  Site site(Options());
  EXPECT_EQ(site.Answer(Get("/v1/export.csv")).status, 200);
  EXPECT_THAT(site.Answer(Get("/")).body, HasSubstr("/do/follow"));
  EXPECT_THAT(site.Answer(Get("/")).body, Not(HasSubstr("only read")));
}

TEST(Scopes, HaveNames) {
  for (const Scope scope : {Scope::kRead, Scope::kAct, Scope::kAdmin})
    EXPECT_EQ(ScopeNamed(NameOf(scope)), scope);
  for (const auto* other : {"", "READ", "write", "admin "})
    EXPECT_EQ(ScopeNamed(other), std::nullopt) << other;
}

}  // namespace
}  // namespace checkback
