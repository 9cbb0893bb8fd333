// What readers do: marks, follows, settings, signing in; and who is kept from doing it for them.

#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A site with a book of its own, so that tests do not see one another's marks.
class SiteActions : public SiteTest {
 protected:
  SiteActions() {
    options_ = Options();
    options_.readers =
        *folder_ /
        fmt::format("readers-{}.db", testing::UnitTest::GetInstance()->current_test_info()->name());
    options_.now = [this] { return now_; };
    Begin();
  }
  void Begin() { site_ = std::make_unique<Site>(options_); }
  void AskForToken() {
    options_.tokens = {{"secret", Scope::kAdmin}};
    Begin();
  }
  WebResponse Answer(const WebRequest& request) const { return site_->Answer(request); }
  WebResponse AnswerGet(const std::string& target) const { return site_->Answer(Get(target)); }
  // Posts `fields` to /do/ACTION with the key of the front page.
  WebResponse Do(std::string_view action, const std::string& fields) const {
    return Answer(Post(fmt::format("/do/{}", action),
                       fmt::format("key={}&{}", Hidden(AnswerGet("/"), "key"), fields)));
  }
  WebResponse Api(std::string method, std::string target, std::string body = "") const {
    WebRequest request = Get(std::move(target));
    request.method = std::move(method);
    request.body = std::move(body);
    return Answer(request);
  }
  WebResponse SignIn(std::string_view token, std::string_view to = "/") const {
    return Answer(Post("/sign-in", fmt::format("token={}&to={}", token, PercentEncoded(to))));
  }

  Instant now_ = *ParseInstant("2025-05-16T06:00:00Z");
  SiteOptions options_;
  std::unique_ptr<Site> site_;
};

TEST_F(SiteActions, WhatIsNewIsCountedFromTheMark) {
  const std::string id = StoryId();
  EXPECT_THAT(AnswerGet("/stories/" + id).body, HasSubstr("What was new, newest"));
  const WebResponse marked =
      Do("mark", fmt::format("story={}&until=2025-05-14T06:00:00Z&back=/stories/{}", id, id));
  EXPECT_EQ(marked.status, 303);
  EXPECT_EQ(Header(marked, "Location"), "/stories/" + id);
  const std::string story = AnswerGet("/stories/" + id).body;
  EXPECT_THAT(story, HasSubstr("Since you looked"));
  EXPECT_THAT(story, HasSubstr("1 new fact"));
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("1 new fact"));
  // Seen whole, it is one line, and leads back to what was new then.
  EXPECT_EQ(Do("mark", "story=" + id).status, 303);
  const std::string seen = AnswerGet("/stories/" + id).body;
  EXPECT_THAT(seen, HasSubstr("Nothing new since you looked"));
  EXPECT_THAT(seen, HasSubstr("since=2025-05-14T06%3A00%3A00Z"));
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("story quiet"));
  EXPECT_THAT(AnswerGet("/stories/" + id + "?since=2025-05-14T06:00:00Z").body,
              HasSubstr("1 new fact"));
  EXPECT_EQ(Do("unmark", "story=" + id).status, 303);
  EXPECT_THAT(AnswerGet("/stories/" + id).body, HasSubstr("What was new, newest"));
}

TEST_F(SiteActions, AllStoriesCanBeMarkedAtOnce) {
  EXPECT_EQ(Do("mark-all", "").status, 303);
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("Since you looked"));
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("story quiet"));
  EXPECT_THAT(AnswerGet("/stories/" + StoryId()).body, HasSubstr("Nothing new since"));
}

TEST_F(SiteActions, FollowedStoriesAreAList) {
  EXPECT_THAT(AnswerGet("/?show=following").body, HasSubstr("You follow no story yet"));
  EXPECT_EQ(Do("follow", "story=" + StoryId()).status, 303);
  EXPECT_THAT(AnswerGet("/?show=following").body, HasSubstr("class=\"story\""));
  EXPECT_EQ(Do("unfollow", "story=" + StoryId()).status, 303);
  EXPECT_THAT(AnswerGet("/?show=following").body, HasSubstr("You follow no story yet"));
  EXPECT_EQ(Do("follow", "story=zzzz").status, 404);
}

TEST_F(SiteActions, MarksOutliveTheServer) {
  EXPECT_EQ(Do("mark-all", "").status, 303);
  EXPECT_EQ(Do("settings", "density=compact&theme=dark").status, 303);
  Begin();
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("data-theme=\"dark\" data-density=\"compact\""));
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("story quiet"));
  EXPECT_EQ(Do("settings", "theme=pink").status, 400);
}

TEST_F(SiteActions, TheApiKeepsTheSameMarks) {
  const std::string id = StoryId();
  EXPECT_EQ(AnswerGet("/v1/marks").body, R"({"all":null,"stories":[]})");
  EXPECT_EQ(AnswerGet("/v1/follows").body, "[]");
  EXPECT_EQ(Api("PUT", "/v1/marks/" + id, R"({"seen_until":"2025-05-14T06:00:00Z"})").status, 200);
  const auto marks = Json::Parse(AnswerGet("/v1/marks").body);
  ASSERT_TRUE(marks);
  EXPECT_EQ((*marks)["stories"][0]["story"].Text(), id);
  EXPECT_EQ((*marks)["stories"][0]["seen_until"].Text(), "2025-05-14T06:00:00Z");
  EXPECT_EQ((*marks)["stories"][0]["marked_at"].Text(), "2025-05-16T06:00:00Z");
  EXPECT_EQ(Api("PUT", "/v1/follows/" + id).status, 200);
  EXPECT_THAT(AnswerGet("/v1/follows").body, HasSubstr(id));
  EXPECT_EQ(Api("DELETE", "/v1/follows/" + id).status, 204);
  EXPECT_EQ(Api("DELETE", "/v1/follows/" + id).status, 404);
  EXPECT_EQ(Api("DELETE", "/v1/marks/" + id).status, 204);
  EXPECT_EQ(Api("PUT", "/v1/marks").status, 200);
  EXPECT_EQ(Api("DELETE", "/v1/marks").status, 204);
  EXPECT_EQ(Api("PUT", "/v1/marks/zzzz").status, 404);
  EXPECT_EQ(Api("PUT", "/v1/marks", "nonsense").status, 400);
  EXPECT_EQ(Api("POST", "/v1/marks").status, 405);
}

TEST_F(SiteActions, AFormFromElsewhereDoesNothing) {
  const std::string key = Hidden(AnswerGet("/"), "key");
  ASSERT_EQ(key.size(), 32u);
  const auto post = [&](std::string_view site, std::string_view origin, std::string_view sent) {
    WebRequest request = Post("/do/mark-all", fmt::format("key={}", sent));
    request.fetch_site = site;
    request.origin = origin;
    return Answer(request).status;
  };
  EXPECT_EQ(post("cross-site", "https://evil.example", key), 403);
  EXPECT_EQ(post("same-site", "http://127.0.0.1:8080", key), 403);
  EXPECT_EQ(post("none", "http://127.0.0.1:8080", key), 403);
  EXPECT_EQ(post("", "https://evil.example", key), 403);
  EXPECT_EQ(post("", "http://127.0.0.1:9999", key), 403);
  EXPECT_EQ(post("", "null", key), 403);
  EXPECT_EQ(post("", "", key), 403);
  EXPECT_EQ(post("same-origin", "http://127.0.0.1:8080", ""), 403);
  EXPECT_EQ(post("same-origin", "http://127.0.0.1:8080", "wrong"), 403);
  EXPECT_THAT(AnswerGet("/v1/marks").body, HasSubstr("\"all\":null"));
  EXPECT_EQ(post("same-origin", "http://127.0.0.1:8080", key), 303);
  EXPECT_EQ(post("", "http://127.0.0.1:8080", key), 303);  // by plain http no Sec-Fetch-Site comes
  WebRequest api = Get("/v1/marks");
  api.method = "DELETE";
  api.origin = "https://evil.example";
  EXPECT_EQ(Answer(api).status, 403);
}

TEST_F(SiteActions, WhereToGoBackIsAPathOfOurs) {
  for (const auto* bad : {"https://evil.example/", "//evil.example/", "/\\evil.example",
                          "/%0d%0aX:y", "javascript:alert(1)", "", "%20/", "\\\\evil"})
    EXPECT_EQ(Header(Do("mark-all", fmt::format("back={}", bad)), "Location"), "/") << bad;
  AskForToken();
  EXPECT_EQ(Header(SignIn("secret", "//evil.example"), "Location"), "/");
  EXPECT_EQ(Header(SignIn("secret", "/questions?state=open"), "Location"), "/questions?state=open");
}

TEST_F(SiteActions, ABrowserSignsInWithTheToken) {
  AskForToken();
  const WebResponse asked = AnswerGet("/stories/" + StoryId());
  EXPECT_EQ(asked.status, 303);
  EXPECT_THAT(Header(asked, "Location"), StartsWith("/sign-in?to=%2Fstories%2F"));
  EXPECT_EQ(AnswerGet("/v1/stories").status, 401);
  EXPECT_EQ(AnswerGet("/sign-in").status, 200);
  EXPECT_EQ(SignIn("wrong").status, 403);
  const WebResponse in = SignIn("secret");
  EXPECT_EQ(in.status, 303);
  const std::string cookie(Header(in, "Set-Cookie"));
  EXPECT_THAT(cookie, HasSubstr("; HttpOnly; SameSite=Strict"));
  EXPECT_THAT(cookie, Not(HasSubstr("secret")));
  WebRequest request = Get("/");
  request.cookie = "a=b; " + cookie.substr(0, cookie.find(';'));
  const WebResponse front = Answer(request);
  EXPECT_EQ(front.status, 200);
  EXPECT_THAT(front.body, HasSubstr("Sign out"));
  // The key of another session, or of none, does nothing here.
  WebRequest act = Post("/do/mark-all", "key=" + Hidden(front, "key"));
  EXPECT_EQ(Answer(act).status, 401);
  act.cookie = request.cookie;
  EXPECT_EQ(Answer(act).status, 303);
  WebRequest out = Post("/sign-out", "key=" + Hidden(front, "key"));
  out.cookie = request.cookie;
  EXPECT_EQ(Answer(out).status, 303);
  EXPECT_EQ(Answer(request).status, 303);  // asked to sign in again
}

TEST_F(SiteActions, ASessionEndsWithItsDaysAndItsToken) {
  AskForToken();
  WebRequest request = Get("/");
  const std::string cookie(Header(SignIn("secret"), "Set-Cookie"));
  request.cookie = cookie.substr(0, cookie.find(';'));
  Begin();
  EXPECT_EQ(Answer(request).status, 200);  // after a restart too
  now_ += std::chrono::days(91);
  EXPECT_EQ(Answer(request).status, 303);
  now_ -= std::chrono::days(91);
  options_.tokens = {{"another", Scope::kAdmin}};
  Begin();
  EXPECT_EQ(Answer(request).status, 303);
}

TEST_F(SiteActions, GuessingIsStopped) {
  AskForToken();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(SignIn("wrong").status, 403);
  EXPECT_EQ(SignIn("wrong").status, 429);
  EXPECT_EQ(SignIn("secret").status, 429);  // else the right guess would still tell
  WebRequest header = Get("/v1/stories");
  header.authorization = "Bearer secret";
  header.peer = "127.0.0.1";
  EXPECT_EQ(Answer(header).status, 429);
  header.peer = "203.0.113.7";
  EXPECT_EQ(Answer(header).status, 200);
  now_ += std::chrono::minutes(11);
  EXPECT_EQ(SignIn("secret").status, 303);
}

TEST_F(SiteActions, AFolderThatCannotBeWrittenIsStillRead) {
  options_.readers = *folder_ / "nowhere/readers.db";
  Begin();
  EXPECT_THAT(AnswerGet("/").body, HasSubstr("is not remembered"));
  EXPECT_EQ(AnswerGet("/v1/marks").status, 503);
  EXPECT_EQ(Do("mark-all", "").status, 403);  // no page has a form with a key
}

TEST_F(SiteActions, FiltersChooseStories) {
  EXPECT_THAT(AnswerGet("/?language=en").body, HasSubstr("class=\"story\""));
  EXPECT_THAT(AnswerGet("/?language=de").body, HasSubstr("Not found"));
  EXPECT_THAT(AnswerGet("/?show=today").body, HasSubstr("No page came in today"));
  EXPECT_THAT(AnswerGet("/?outlet=nobody").body, HasSubstr("Not found"));
}

TEST_F(SiteActions, TheStreamGoesOnWhereItWasLeft) {
  const WebResponse all = AnswerGet("/v1/stream?after=0");
  ASSERT_EQ(all.status, 200);
  ASSERT_TRUE(all.stream_after);
  EXPECT_THAT(all.type, StartsWith("text/event-stream"));
  EXPECT_THAT(all.body, HasSubstr("event: capture\n"));
  const std::string last = std::to_string(*all.stream_after);
  EXPECT_THAT(all.body, HasSubstr("id: " + last + "\n"));
  WebRequest again = Get("/v1/stream?after=0");
  again.last_event_id = last;
  EXPECT_THAT(Answer(again).body, Not(HasSubstr("event:")));
  again.last_event_id = "99999999999999999";  // of another store
  EXPECT_THAT(Answer(again).body, HasSubstr("event: missed\n"));
  again.last_event_id = "nonsense";
  EXPECT_EQ(Answer(again).status, 400);
  EXPECT_EQ(AnswerGet("/v1/stream?story=zzzz").status, 404);
  EXPECT_THAT(AnswerGet("/v1/stream?after=0&story=" + StoryId()).body, HasSubstr("event: capture"));
  EXPECT_THAT(AnswerGet("/v1/stream").body, Not(HasSubstr("event:")));
}

TEST_F(SiteActions, WhatComesInIsToldOnce) {
  EXPECT_TRUE(site_->WhatCame().empty());
  Store::Options write;
  write.access = Store::Access::kWrite;
  const std::string lines = *folder_ / "later.jsonl";
  std::ofstream(lines) << SampleLine("https://post.example/later", "2025-05-15T09:00:00Z",
                                     "Second explosion at Halvar cold store",
                                     "A second explosion shook the Halvar cold store on Thursday, "
                                     "and nobody was hurt, the fire service said.");
  {
    auto store = Store::Open(*folder_ / "store", write);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE(Import(store->get(), {.names = {lines}}));
  }
  const std::vector<WebEvent> events = site_->WhatCame();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_THAT(events[0].data, HasSubstr("Second explosion"));
  EXPECT_THAT(events[0].data, Not(HasSubstr("\n")));
  EXPECT_TRUE(site_->WhatCame().empty());
}

}  // namespace
}  // namespace checkback
