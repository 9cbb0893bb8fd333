// One site over one small store, for tests: a story of one outlet and two versions, full of markup.

#pragma once

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>

#include "follow/import.h"
#include "serve/site.h"
#include "text/json.h"
#include "text/scratch_samples.h"

namespace checkback {

namespace fs = std::filesystem;
inline constexpr std::string_view kHostile = "<script>alert(1)</script>\\\"'&";

inline std::string SampleLine(std::string_view url, std::string_view seen_at,
                              std::string_view title, std::string_view body) {
  return fmt::format(R"({{"url":"{}","seen_at":"{}","language":"en","outlet":"Post {}",)"
                     R"("title":"{}","body":"{}"}})"
                     "\n",
                     url, seen_at, kHostile, title, body);
}

// One store for all tests: a story of two outlets and two versions, full of markup.
class SiteTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<samples::ScratchFolder>();
    const std::string lines = *folder_ / "pages.jsonl";
    const std::string title = fmt::format("Explosion at Halvar cold store {}", kHostile);
    std::ofstream(lines)
        << SampleLine(
               "https://post.example/a", "2025-05-14T06:00:00Z", title,
               fmt::format("Four people died in an explosion at the Halvar cold store on Wednesday "
                           "{}. It is not known whether the alarm was switched off.",
                           kHostile))
        << SampleLine("https://post.example/a", "2025-05-15T06:00:00Z", title,
                      fmt::format(
                          "Seven people died in an explosion at the Halvar cold store on Wednesday "
                          "{}. It is not known whether the alarm was switched off.",
                          kHostile));
    Store::Options write;
    write.access = Store::Access::kWrite;
    auto store = Store::Open(*folder_ / "store", write);
    ASSERT_TRUE(store) << store.error().what;
    ASSERT_TRUE(Import(store->get(), {.names = {lines}}));
  }
  static void TearDownTestSuite() { folder_.reset(); }

  static SiteOptions Options() {
    SiteOptions options;
    options.store = *folder_ / "store";
    options.now = [] { return *ParseInstant("2025-05-16T06:00:00Z"); };
    return options;
  }
  static WebRequest Get(std::string target) {
    return {.method = "GET",
            .target = std::move(target),
            .host = "127.0.0.1:8080",
            .authorization = "",
            .if_none_match = ""};
  }
  static WebResponse Answer(const std::string& target) {
    return Site(Options()).Answer(Get(target));
  }
  static std::string_view Header(const WebResponse& response, std::string_view name) {
    for (const auto& header : response.headers)
      if (header.first == name) return header.second;
    return {};
  }
  static std::string StoryId() {
    const auto json = Json::Parse(Answer("/v1/stories").body);
    return json ? std::string((*json)[0]["id"].Text()) : "";
  }
  static std::string CaptureId() {
    const auto json = Json::Parse(Answer("/v1/stories").body);
    return json ? std::string((*json)[0]["captures"][0]["id"].Text()) : "";
  }

  // A form as a browser sends it from a page of ours.
  static WebRequest Post(std::string target, std::string body) {
    WebRequest request = Get(std::move(target));
    request.method = "POST";
    request.origin = "http://127.0.0.1:8080";
    request.fetch_site = "same-origin";
    request.content_type = "application/x-www-form-urlencoded";
    request.body = std::move(body);
    request.peer = "127.0.0.1";
    return request;
  }
  // The value of the first hidden field `name` of a page.
  static std::string Hidden(const WebResponse& page, std::string_view name) {
    const std::string before = fmt::format("name=\"{}\" value=\"", name);
    const std::size_t at = page.body.find(before);
    if (at == std::string::npos) return {};
    const std::size_t start = at + before.size();
    return page.body.substr(start, page.body.find('"', start) - start);
  }

  static std::unique_ptr<samples::ScratchFolder> folder_;
};
inline std::unique_ptr<samples::ScratchFolder>
    SiteTest::folder_;  // NOLINT: made once for all tests

}  // namespace checkback
