#include "serve/site.h"

#include "serve/site_samples.h"

namespace checkback {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST_F(SiteTest, NothingOfAPageBecomesMarkup) {
  for (const std::string& target :
       {std::string("/"), fmt::format("/stories/{}", StoryId()),
        fmt::format("/captures/{}", CaptureId()), fmt::format("/captures/{}/changes", CaptureId()),
        fmt::format("/captures/{}/why", CaptureId()), std::string("/questions"),
        fmt::format("/stories/{}/new", StoryId()), fmt::format("/stories/{}/figures", StoryId()),
        fmt::format("/stories/{}/questions", StoryId()),
        fmt::format("/stories/{}/edits", StoryId()), fmt::format("/stories/{}/origins", StoryId()),
        std::string("/sources"), std::string("/?outlet=%3Cscript%3E&show=%22%3E"),
        std::string("/search?q=explosion"), std::string("/search?q=%3Cscript%3Ealert(1)"),
        std::string("/search?q=%22%3Cscript%3E")}) {
    SCOPED_TRACE(target);
    const WebResponse response = Answer(target);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.type, StartsWith("text/html"));
    EXPECT_THAT(response.body, Not(HasSubstr("<script>")));
    EXPECT_THAT(response.body, Not(HasSubstr("style=")));
    EXPECT_THAT(response.body, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(response.body, HasSubstr("<main id=\"main\""));
  }
}

TEST_F(SiteTest, EveryAnswerIsProtected) {
  for (const auto* target : {"/", "/v1/stories", "/nothing", "/v1/nothing", "/%", "/style.css"}) {
    SCOPED_TRACE(target);
    const WebResponse response = Answer(target);
    EXPECT_THAT(Header(response, "Content-Security-Policy"), StartsWith("default-src 'none'"));
    EXPECT_EQ(Header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(Header(response, "Referrer-Policy"), "same-origin");
  }
}

TEST_F(SiteTest, FindsItsResources) {
  struct Case {
    std::string target;
    int status;
    std::string_view type;
  };
  const std::string json = "application/json", problem = "application/problem+json";
  for (const Case& c :
       std::vector<Case>{{"/healthz", 200, "text/plain; charset=utf-8"},
                         {"/readyz", 200, "text/plain; charset=utf-8"},
                         {"/style.css", 200, "text/css; charset=utf-8"},
                         {fmt::format("/v1/stories/{}", StoryId()), 200, json},
                         {fmt::format("/v1/stories/{}/questions", StoryId()), 200, json},
                         {"/v1/questions?state=open", 200, json},
                         {"/v1/search?q=explosion", 200, json},
                         {fmt::format("/v1/captures/{}", CaptureId()), 200, json},
                         {"/v1/versions?url=https://post.example/a", 200, json},
                         {fmt::format("/v1/stories/{}/new", StoryId()), 200, json},
                         {fmt::format("/v1/stories/{}/events", StoryId()), 200, json},
                         {"/v1/new", 200, json},
                         {"/v1/events?limit=5", 200, json},
                         {fmt::format("/v1/copies?of={}", CaptureId()), 200, json},
                         {fmt::format("/v1/diff?a={0}&b={0}", CaptureId()), 200, json},
                         {fmt::format("/v1/explain/{}", CaptureId()), 200, json},
                         {"/v1/openapi.json", 200, json},
                         {"/v1", 404, problem},
                         {"/v1/nothing", 404, problem},
                         {"/v1/stories/zzzz", 404, problem},
                         {"/v1/captures/zzzz/raw", 404, problem},
                         {"/v1/versions?url=https://post.example/none", 404, problem},
                         {"/v1/stories?limit=0", 400, problem},
                         {"/v1/stories?limit=9999999999999999999999", 400, problem},
                         {"/v1/stories?as_of=yesterday", 400, problem},
                         {"/v1/search?q=%22open", 400, problem},
                         {"/v1/search?q=a&after=nonsense", 400, problem},
                         {"/v1/%00", 400, problem},
                         {"/v1/../etc", 400, problem},
                         {"/stories/zzzz", 404, "text/html; charset=utf-8"},
                         {"/nothing", 404, "text/html; charset=utf-8"}}) {
    SCOPED_TRACE(c.target);
    const WebResponse response = Answer(c.target);
    EXPECT_EQ(response.status, c.status) << response.body;
    EXPECT_EQ(response.type, c.type);
    if (c.type != json && c.type != problem) continue;
    const auto parsed = Json::Parse(response.body);
    ASSERT_TRUE(parsed);
    if (c.type == json) continue;
    EXPECT_EQ((*parsed)["status"].Number(), c.status);
  }
}

TEST_F(SiteTest, EverythingThatIsToldSaysWhy) {
  const std::string story = Answer("/stories/" + StoryId()).body;
  const std::string before = fmt::format("/stories/{}/why/", StoryId());
  std::size_t asked = 0;
  for (std::size_t at = story.find(before); at != std::string::npos;
       at = story.find(before, at + 1)) {
    const std::string target = story.substr(at, story.find('"', at) - at);
    const WebResponse why = Answer(target);
    EXPECT_EQ(why.status, 200) << target;
    EXPECT_THAT(why.body, HasSubstr("About this answer")) << target;
    EXPECT_THAT(why.body, Not(HasSubstr("<script>"))) << target;
    ++asked;
  }
  EXPECT_GE(asked, 2U);  // a question and a figure at least
  for (const auto* item : {"q00000000", "f00000000", "x00000000", "nothing", "q0", "%3Cscript%3E"})
    EXPECT_EQ(Answer(before + item).status, 404) << item;
  EXPECT_EQ(Answer(fmt::format("/stories/{}/nothing", StoryId())).status, 404);
}

TEST_F(SiteTest, EmptyPagesSayWhatIsNotKnown) {
  struct Case {
    std::string_view target, words;
  };
  for (const Case& c : {Case{"/search?q=zeppelin", "what was never fetched cannot be found"},
                        Case{"/expected", "Other dates may have been announced"},
                        Case{"/expected?month=2031-01&state=nonsense", "stands in"},
                        Case{"/?person=Nobody", "What was never fetched is not known"},
                        Case{"/?as_of=2025-05-13", "The store had seen no story by then"}})
    EXPECT_THAT(Answer(std::string(c.target)).body, HasSubstr(c.words)) << c.target;
}

TEST_F(SiteTest, RawCapturesAreDownloadsNeverPages) {
  for (const auto* prefix : {"/captures/", "/v1/captures/"}) {
    const WebResponse response = Answer(fmt::format("{}{}/raw", prefix, CaptureId()));
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.type, "application/octet-stream");
    EXPECT_THAT(Header(response, "Content-Disposition"), StartsWith("attachment"));
    EXPECT_THAT(response.body, HasSubstr("<script>alert(1)</script>"));  // as it came
  }
}

TEST_F(SiteTest, TurnsBackToADay) {
  const std::string id = StoryId();
  EXPECT_THAT(Answer("/stories/" + id).body, HasSubstr("Seven people"));
  const WebResponse past = Answer("/stories/" + id + "?as_of=2025-05-14");
  EXPECT_THAT(past.body, Not(HasSubstr("Seven people")));
  EXPECT_THAT(past.body, HasSubstr("As it stood at"));
  EXPECT_EQ(Answer("/v1/stories?as_of=2025-05-13").body, "[]");
}

TEST_F(SiteTest, ASearchTurnsBackToo) {
  const WebResponse now = Answer("/search?q=seven");
  EXPECT_THAT(now.body, HasSubstr("href=\"/captures/"));
  EXPECT_THAT(now.body, HasSubstr(fmt::format("<a href=\"/stories/{}\">its story</a>", StoryId())));
  const WebResponse past = Answer("/search?q=seven&as_of=2025-05-14&sort=newest");
  EXPECT_THAT(past.body, HasSubstr("Not found"));
  EXPECT_THAT(past.body, HasSubstr("href=\"/search?q=seven&amp;sort=newest\">Back to now"));
  EXPECT_THAT(Answer("/search?q=explosion&as_of=2025-05-14").body,
              HasSubstr("?as_of=2025-05-14\""));
  // What else was asked for stays, whatever it holds.
  EXPECT_THAT(Answer("/?outlet=%22%3E&as_of=2025-05-14").body,
              HasSubstr("name=\"outlet\" value=\"&quot;&gt;\""));
}

TEST_F(SiteTest, OtherNamesAreRefused) {
  WebRequest request = Get("/");
  request.host = "evil.example";
  EXPECT_EQ(Site(Options()).Answer(request).status, 421);
  SiteOptions options = Options();
  options.hosts = {"evil.example"};
  EXPECT_EQ(Site(options).Answer(request).status, 200);
}

TEST_F(SiteTest, AsksForItsToken) {
  SiteOptions options = Options();
  options.tokens = {{"secret", Scope::kAdmin}};
  const Site site(options);
  WebRequest request = Get("/v1/stories");
  EXPECT_EQ(site.Answer(request).status, 401);
  EXPECT_THAT(Header(site.Answer(request), "WWW-Authenticate"), HasSubstr("Bearer"));
  request.authorization = "Bearer wrong";
  EXPECT_EQ(site.Answer(request).status, 401);
  request.authorization = "Bearer secret";
  EXPECT_EQ(site.Answer(request).status, 200);
  EXPECT_EQ(site.Answer(Get("/healthz")).status, 200);
}

TEST_F(SiteTest, OnlyReads) {
  for (const auto* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
    WebRequest request = Get("/");
    request.method = method;
    const WebResponse response = Site(Options()).Answer(request);
    EXPECT_EQ(response.status, 405) << method;
    EXPECT_EQ(Header(response, "Allow"), "GET, HEAD");
  }
}

TEST_F(SiteTest, SaysThatNothingHasChanged) {
  const Site site(Options());
  WebRequest request = Get("/v1/stories");
  const WebResponse first = site.Answer(request);
  request.if_none_match = Header(first, "ETag");
  ASSERT_NE(request.if_none_match, "");
  const WebResponse second = site.Answer(request);
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(second.body, "");
  request.if_none_match = "\"other\"";
  EXPECT_EQ(site.Answer(request).status, 200);
}

TEST_F(SiteTest, NoPathLeavesTheSite) {
  for (const auto* target :
       {"/../etc/passwd", "/%2e%2e/etc/passwd", "/..%2f..%2fetc%2fpasswd",
        "/style.css/../../CURRENT", "/captures/..%2f..%2fCURRENT/raw",
        "/captures/%2Fetc%2Fpasswd/raw", "/v1/captures/../raw", "//etc/passwd", "/CURRENT",
        "/readers.db", "/captures/000001.warc.gz", "/do/mark-all", "\\..\\etc", "etc/passwd", ""}) {
    const int status = Answer(target).status;
    EXPECT_THAT(status, testing::AllOf(testing::Ge(400), testing::Lt(500))) << target;
  }
}

TEST_F(SiteTest, WordsOfAQueryAreNeverItsLanguage) {
  for (const auto* query : {"%22*%22%20NEAR(a%20b)", "a%27%3B%20drop%20table%20capture%3B--",
                            "NEAR", "*", "%22%22", "col%3Aa", "%5E%22a%22", "a%2Bb", "(((((", "-",
                            "NOT%20NOT", "entity%3A%22a%27%20or%201%3D1%22", "%7B%7D%40%23"}) {
    for (const auto* target : {"/search?q=", "/v1/search?q=", "/?person=", "/?place="}) {
      const int status = Answer(fmt::format("{}{}", target, query)).status;
      EXPECT_THAT(status, AnyOf(200, 400)) << target << query;
    }
  }
  EXPECT_EQ(Answer("/v1/search?q=explosion").status, 200);  // nothing was dropped
}

TEST_F(SiteTest, WhatWasTypedIsOnlyWordsInWhatIsWrong) {
  for (const auto* target :
       {"/stories/%3Cscript%3Ealert(1)%3C/script%3E", "/captures/%22%3E%3Cscript%3E",
        "/v1/stories/%3Cscript%3E", "/v1/explain/%3Cscript%3E", "/v1/copies?of=%3Cscript%3E",
        "/v1/stories?since=%3Cscript%3E", "/?as_of=%3Cscript%3E", "/v1/diff?a=%3Cscript%3E&b=x",
        "/search/feed.atom?q=%22%3Cscript%3E", "/stories/%3Cscript%3E/feed.json"}) {
    const WebResponse response = Answer(target);
    EXPECT_THAT(response.status, AnyOf(400, 404)) << target;
    if (response.type.starts_with("text/html")) {
      EXPECT_THAT(response.body, Not(HasSubstr("<script>"))) << target;
      continue;
    }
    EXPECT_EQ(response.type, "application/problem+json") << target;
    EXPECT_TRUE(Json::Parse(response.body)) << target;
    EXPECT_EQ(Header(response, "X-Content-Type-Options"), "nosniff");
  }
}

TEST_F(SiteTest, NoHeaderHoldsALineBreak) {
  const std::string story = StoryId(), capture = CaptureId();
  for (const std::string& target : {std::string("/v1/search?q=a&limit=1&x=%0D%0ASet-Cookie:%20a=b"),
                                    std::string("/v1/stories?limit=1&y=%0D%0AX:%20y"),
                                    fmt::format("/captures/{}/raw?name=%0D%0AX:%20y", capture),
                                    std::string("/search/feed.atom?q=%0D%0AX:%20y"),
                                    fmt::format("/v1/stories/{}/new?since=%0D%0A", story),
                                    std::string("/style.css?v=%0D%0A")}) {
    for (const auto& [name, value] : Answer(target).headers) {
      EXPECT_EQ(value.find_first_of("\r\n"), value.npos) << target << ' ' << name;
      EXPECT_EQ(name.find_first_of("\r\n:"), name.npos) << target << ' ' << name;
    }
  }
  SiteOptions options = Options();
  options.tokens = {{"secret", Scope::kAdmin}};
  const WebResponse moved = Site(options).Answer(Get("/stories/a%0D%0AX:%20y?b=%0D%0A"));
  EXPECT_EQ(moved.status, 303);
  EXPECT_EQ(Header(moved, "Location").find_first_of("\r\n"), std::string_view::npos);
}

TEST_F(SiteTest, CellsOfTablesAreNoFormulas) {
  const WebResponse response = Answer("/v1/events.csv");
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.type, StartsWith("text/csv"));
  EXPECT_THAT(response.body, StartsWith("id,date,source"));
}

TEST_F(SiteTest, PacksForThoseWhoTakeIt) {
  WebRequest request = Get("/");
  const WebResponse plain = Site(Options()).Answer(request);
  EXPECT_EQ(Header(plain, "Content-Encoding"), "");
  EXPECT_EQ(Header(plain, "Vary"), "Accept-Encoding");
  for (const auto* taken : {"gzip", "br, GZIP;q=0.3", "*", "deflate,x-gzip"}) {
    request.accept_encoding = taken;
    const WebResponse packed = Site(Options()).Answer(request);
    EXPECT_EQ(Header(packed, "Content-Encoding"), "gzip") << taken;
    EXPECT_LT(packed.body.size(), plain.body.size() / 2);
    EXPECT_EQ(Header(packed, "ETag"), Header(plain, "ETag"));
  }
  for (const auto* refused : {"", "br", "gzip;q=0", "gzip; q=0.000", "gzipped"}) {
    request.accept_encoding = refused;
    EXPECT_EQ(Header(Site(Options()).Answer(request), "Content-Encoding"), "") << refused;
  }
}

TEST_F(SiteTest, MetricsAreForThisMachineOrWhoHasTheToken) {
  SiteOptions options = Options();
  options.streams = [] { return StreamCounts{.open = 3, .dropped = 2}; };
  WebRequest request = Get("/metrics");
  EXPECT_EQ(Site(options).Answer(request).status, 403);
  request.is_local = true;
  const Site open(options);
  static_cast<void>(open.Answer(Get("/stories/" + StoryId())));
  const std::string text = open.Answer(request).body;
  EXPECT_THAT(text, HasSubstr("checkback_http_requests_total{route=\"/stories/{id}\",method="
                              "\"GET\",status=\"200\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("checkback_streams_open 3\n"));
  EXPECT_THAT(text, HasSubstr("checkback_streams_dropped_total 2\n"));
  EXPECT_THAT(text, HasSubstr("checkback_store_captures 2\n"));
  EXPECT_THAT(text, HasSubstr("checkback_last_arrival_age_seconds 86400\n"));
  options.tokens = {{"secret", Scope::kAdmin}};
  const Site closed(options);
  EXPECT_EQ(closed.Answer(request).status, 200);
  request.is_local = false;
  EXPECT_EQ(closed.Answer(request).status, 401);
  request.authorization = "Bearer secret";
  EXPECT_EQ(closed.Answer(request).status, 200);
}

TEST_F(SiteTest, AStoreThatIsGoneIsNotReady) {
  SiteOptions options = Options();
  options.store = *folder_ / "nowhere";
  const Site site(options);
  EXPECT_EQ(site.Answer(Get("/healthz")).status, 200);
  EXPECT_EQ(site.Answer(Get("/readyz")).status, 503);
  EXPECT_THAT(site.Answer(Get("/readyz")).body, StartsWith("store: "));
  EXPECT_EQ(site.Answer(Get("/")).status, 503);
}

}  // namespace
}  // namespace checkback
